/**
 * What programs get: `node bench/programs.ts [--waiters 1000] [--members 200] [--messages 6000]`.
 * Long-poll waiters that wake at once, and raw WebSocket fan-out beside a bare `ws` broadcast in the same run.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { type Child, startChild } from './load/child-process.ts';
import { measureLineFanOut } from './scenarios/line-fan-out.ts';
import { measureWake } from './scenarios/wake.ts';

const { values } = parseArgs({
  options: {
    waiters: { type: 'string', default: '1000' },
    members: { type: 'string', default: '200' },
    messages: { type: 'string', default: '6000' },
  },
});
const ROUNDS = 2;

interface Server {
  readonly name: 'bare ws' | 'Spaces';
  readonly child: Child;
  readonly url: string;
}

async function start(name: Server['name'], file: string): Promise<Server> {
  const child = startChild(new URL(file, import.meta.url));
  const { port } = await child.call('listen', undefined);
  return { name, child, url: `http://127.0.0.1:${port}` };
}

async function runFanOut({ name, child, url }: Server, members: number, messages: number) {
  const before = await child.call('cpu', undefined);
  const { perSecond, deliveries } = await measureLineFanOut({ url, name, members, messages });
  const seconds = ((await child.call('cpu', undefined)).ms - before.ms) / 1_000;
  const perCpu = deliveries / seconds;
  console.log(`${name}: ${Math.round(perSecond)} deliveries/s, ${Math.round(perCpu)} per second of its CPU`);
  return { perSecond, perCpu };
}

const spaces = await start('Spaces', './spaces-server.ts');
const bare = await start('bare ws', './bare-ws-server.ts');
try {
  console.log(`load ${loadavg()[0]?.toFixed(1)}, Node ${process.versions.node}`);
  const waiters = Number(values.waiters);
  const rounds = await measureWake({ host: spaces.child, url: spaces.url, waiters });
  for (const { p50, p99, heapKb, rssKb } of rounds) {
    const late = `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms after the send began`;
    console.log(
      `${waiters} waiters: ${late}, ${heapKb.toFixed(1)} kB of heap and ${rssKb.toFixed(1)} kB of memory each`,
    );
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    const [members, messages] = [Number(values.members), Number(values.messages)];
    const other = await runFanOut(bare, members, messages);
    const own = await runFanOut(spaces, members, messages);
    const ratio = own.perSecond / other.perSecond;
    console.log(`ratio ${ratio.toFixed(2)}, by CPU ${(own.perCpu / other.perCpu).toFixed(2)}`);
  }
} finally {
  await bare.child.stop();
  await spaces.child.stop();
}
