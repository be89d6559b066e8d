import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ensureBuild } from '../scripts/steps/ensure-build.ts';
import { ensureChromium } from '../scripts/steps/ensure-chromium.ts';
import {
  createTestNetwork,
  explainMissingNamespaces,
} from '../src/main/server/discovery/__tests__/netns-fixture.ts';
import type { DesktopOrder } from './network/desktop.ts';

/** Code typed to room painted, between two desktop apps on two machines of one network. */
const ROUNDS = Number(process.argv[2] ?? 15);
const missing = explainMissingNamespaces();
if (missing) throw new Error(`This measurement needs network namespaces: ${missing}`);
await ensureBuild();
const chromium = await ensureChromium();
const folder = await mkdtemp(join(tmpdir(), 'spaces-code-to-room-'));
const network = createTestNetwork({ folder });

type Answer = { event: string; code?: string; foundMs?: number; paintedMs?: number };

async function startDesktop(address: string, name: string) {
  const machine = network.addMachine([{ bridge: 'lan', address }]);
  const script = join(import.meta.dirname, 'network/desktop.ts');
  const child = network.spawnIn(machine, [process.execPath, script, name], { SPACES_CHROMIUM: chromium });
  if (!child.stdout) throw new Error('The desktop has no output');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const hear = async () => JSON.parse(String((await lines.next()).value)) as Answer;
  await hear();
  return (order: DesktopOrder) => {
    child.stdin?.write(`${JSON.stringify(order)}\n`);
    return order.do === 'stop'
      ? new Promise<void>((resolve) => child.once('close', () => resolve()))
      : hear();
  };
}

function summarise(figures: number[]): { p50: number; p90: number; max: number } {
  const sorted = figures.toSorted((one, other) => one - other);
  const at = (part: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
  return { p50: at(0.5), p90: at(0.9), max: at(1) };
}

try {
  const anna = await startDesktop('10.77.0.1/24', 'Anna');
  const ben = await startDesktop('10.77.0.2/24', 'Ben');
  await ben({ do: 'create', room: 'His own, so that he has a name' });
  const found: number[] = [];
  const painted: number[] = [];
  let first: number | undefined;
  for (let round = 0; round <= ROUNDS; round += 1) {
    const created = await anna({ do: 'create', room: `Round ${round}` });
    const joined = await ben({ do: 'join', code: created?.code ?? '' });
    // The first join meets the host for the first time: told apart.
    if (round === 0) first = joined?.paintedMs;
    else {
      found.push(joined?.foundMs ?? 0);
      painted.push(joined?.paintedMs ?? 0);
    }
  }
  process.stdout.write(
    `${JSON.stringify({ rounds: ROUNDS, first: Math.round(first ?? 0), found: summarise(found), painted: summarise(painted) })}\n`,
  );
  await Promise.all([anna({ do: 'stop' }), ben({ do: 'stop' })]);
} finally {
  await network.close();
  await rm(folder, { recursive: true, force: true });
}
