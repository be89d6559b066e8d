import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startChild } from './load/child-process.ts';
import { describeMachine } from './report/describe-machine.ts';
import { printReport, type Report } from './report/print-report.ts';
import { type FanOutCase, measureFanOut } from './scenarios/fan-out.ts';
import { measureHistory } from './scenarios/history.ts';
import { measureIdle, readConnectionLimit } from './scenarios/idle.ts';
import { measureLatency } from './scenarios/latency.ts';
import type { System } from './scenarios/systems.ts';

const SENDERS = 10;
const STAGES = ['fan-out', 'latency', 'idle', 'history'];

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: STAGES.join(',') },
  },
});
const isQuick = values.quick;
const stages = new Set(values.only.split(','));
for (const stage of stages) {
  if (!STAGES.includes(stage)) throw new Error(`--only knows ${STAGES.join(', ')}, not ${stage}.`);
}
const plan = isQuick
  ? {
      members: [50, 200],
      rounds: 1,
      warmUpMs: 300,
      measureMs: 800,
      latencySeconds: 2,
      latencyTurns: 1,
      idle: [500],
      idleSeconds: 5,
    }
  : {
      members: [50, 200, 1_000],
      rounds: 2,
      warmUpMs: 500,
      measureMs: 1_500,
      latencySeconds: 4,
      latencyTurns: 5,
      idle: [1_000, 10_000],
      idleSeconds: 20,
    };

const children: { stop(): Promise<void> }[] = [];

async function startSystem(name: System['name']): Promise<System> {
  const server = startChild(new URL(`./${name}-server.ts`, import.meta.url));
  children.push(server);
  return { name, server, port: (await server.call('listen', undefined)).port };
}

async function run(): Promise<Report> {
  const generator = startChild(new URL('./load-generator.ts', import.meta.url));
  children.push(generator);
  const bare = await startSystem('bare');
  const spaces = await startSystem('spaces');
  const report: Report = {
    conditions: { ...(await describeMachine()), mode: isQuick ? 'quick' : 'full' },
    fanOut: [],
    latency: null,
    idle: [],
    history: [],
    notes: [],
  };
  if (stages.has('fan-out')) {
    const cases: FanOutCase[] = plan.members.flatMap((members) =>
      [1, 16].map((underWay) => ({ members, underWay })),
    );
    for (const fanOut of cases) {
      console.log(`fan-out: ${fanOut.members} members, ${fanOut.underWay} under way …`);
      report.fanOut.push(await measureFanOut({ ...plan, generator, bare, spaces, fanOut, senders: SENDERS }));
    }
  }
  if (stages.has('latency')) console.log('latency …');
  const latency = stages.has('latency')
    ? await measureLatency({
        generator,
        bare,
        spaces,
        seconds: plan.latencySeconds,
        turns: plan.latencyTurns,
      })
    : null;
  if (stages.has('history')) {
    console.log('history …');
    const sizes = isQuick ? [100, 10_000] : [100, 100_000];
    report.history.push(...(await measureHistory({ generator, spaces, sizes, repeats: isQuick ? 50 : 200 })));
  }
  if (stages.has('idle')) {
    // A process of its own: nothing that ran before is in its memory.
    const fresh = await startSystem('spaces');
    for (const connections of plan.idle) {
      console.log(`idle: ${connections} connections …`);
      const limit = await readConnectionLimit();
      if (limit !== null && connections > limit) {
        report.notes.push(
          `${connections} connections were not tried: a process may open about ${limit} files here (ulimit -n).`,
        );
        continue;
      }
      report.idle.push(
        await measureIdle({ generator, spaces: fresh, connections, seconds: plan.idleSeconds }),
      );
    }
  }
  return { ...report, latency };
}

try {
  const report = await run();
  printReport(report);
  const folder = join(import.meta.dirname, 'results');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${report.conditions.date}.json`.replaceAll(':', '-'));
  await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
  console.log(`\nWritten to ${file}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await Promise.all(children.map((child) => child.stop()));
}
