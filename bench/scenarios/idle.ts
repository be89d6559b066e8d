import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { Child } from '../load/child-process.ts';
import { connectMembers, type System } from './systems.ts';

export interface IdleResult {
  readonly connections: number;
  readonly rssBytesEach: number;
  readonly heapBytesEach: number;
  readonly addedBytes: number;
  /** Share of one core while nobody says anything. */
  readonly cpuShare: number;
}

const ROOM_SIZE = 100;
/** Files a process has open beside its connections. */
const OTHER_FILES = 300;

/** Connections that joined a room and then are silent. */
export async function measureIdle(options: {
  generator: Child;
  spaces: System;
  connections: number;
  seconds: number;
}): Promise<IdleResult> {
  const { generator, spaces, seconds } = options;
  const groups: string[] = [];
  const before = await spaces.server.call('memory', undefined);
  for (let joined = 0; joined < options.connections; joined += ROOM_SIZE) {
    const group = `idle-${joined}`;
    await connectMembers(generator, spaces, Math.min(ROOM_SIZE, options.connections - joined), group);
    groups.push(group);
  }
  // What joining left behind is collected first; one round of heartbeats passes before the CPU is read.
  await wait(2_000);
  const after = await spaces.server.call('memory', undefined);
  const cpuBefore = await spaces.server.call('cpu', undefined);
  await wait(seconds * 1_000);
  const cpuAfter = await spaces.server.call('cpu', undefined);
  for (const group of groups) await generator.call('leave', { group });
  await wait(2_000);
  return {
    connections: options.connections,
    rssBytesEach: (after.rssBytes - before.rssBytes) / options.connections,
    heapBytesEach: (after.heapBytes - before.heapBytes) / options.connections,
    addedBytes: after.rssBytes - before.rssBytes,
    cpuShare: (cpuAfter.ms - cpuBefore.ms) / (seconds * 1_000),
  };
}

/** How many connections one process may hold here; null where the system does not say. */
export async function readConnectionLimit(): Promise<number | null> {
  try {
    const limits = await readFile('/proc/self/limits', 'utf8');
    const hard = /^Max open files\s+\d+\s+(\d+)/m.exec(limits)?.[1];
    return hard === undefined ? null : Number(hard) - OTHER_FILES;
  } catch {
    return null;
  }
}
