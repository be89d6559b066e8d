import { mkdtemp, open, rm } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, platform, release, tmpdir } from 'node:os';
import { join } from 'node:path';
import { summarise } from '../load/summarise.ts';

const SYNCS = 40;

/** What the figures depend on. A slow disk sync shows in everything durable with few messages under way. */
export async function describeMachine(): Promise<Record<string, string>> {
  return {
    date: new Date().toISOString(),
    node: process.version,
    system: `${platform()} ${release()}`,
    cpu: `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}`,
    'load at start': (loadavg()[0] ?? 0).toFixed(2),
    'disk sync p50': `${(await measureDiskSync()).toFixed(2)} ms`,
  };
}

/** How long the disk below the servers' databases takes to make a small write durable. */
async function measureDiskSync(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'spaces-bench-sync-'));
  const file = await open(join(folder, 'probe'), 'w');
  const times: number[] = [];
  try {
    for (let n = 0; n < SYNCS; n += 1) {
      await file.write(Buffer.alloc(32_768));
      const begin = performance.now();
      await file.datasync();
      times.push(performance.now() - begin);
    }
  } finally {
    await file.close();
    await rm(folder, { recursive: true });
  }
  return summarise(times).p50;
}
