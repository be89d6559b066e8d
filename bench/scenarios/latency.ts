import type { Child } from '../load/child-process.ts';
import { summarise } from '../load/summarise.ts';
import { connectMembers, type System } from './systems.ts';

export interface LatencyFigures {
  readonly p50: number;
  readonly p99: number;
  readonly samples: number;
}

export interface LatencyResult {
  readonly members: number;
  readonly perSecond: number;
  readonly bare: LatencyFigures;
  readonly spaces: LatencyFigures;
}

const MEMBERS = 100;
const SENDERS = 10;
const PER_SECOND = 20;

/**
 * From the sender's socket to each reader's, in milliseconds; both ends are in the generator, on one clock. The
 * systems take turns, and the median turn counts: a single stall of the machine would decide a short run.
 */
export async function measureLatency(options: {
  generator: Child;
  bare: System;
  spaces: System;
  seconds: number;
  turns: number;
}): Promise<LatencyResult> {
  const { generator, bare, spaces, seconds, turns } = options;
  const measured = { bare: [] as LatencyFigures[], spaces: [] as LatencyFigures[] };
  for (const system of [bare, spaces]) await connectMembers(generator, system, MEMBERS);
  for (let turn = 0; turn <= turns; turn += 1) {
    for (const { name } of [bare, spaces]) {
      const call = { group: name, senders: SENDERS, perSecond: PER_SECOND, seconds };
      const figures = await generator.call('latency', call);
      // The first turn warms up.
      if (turn > 0) measured[name].push(figures);
    }
  }
  for (const { name } of [bare, spaces]) await generator.call('leave', { group: name });
  return {
    members: MEMBERS,
    perSecond: PER_SECOND,
    bare: takeMedian(measured.bare),
    spaces: takeMedian(measured.spaces),
  };
}

function takeMedian(figures: readonly LatencyFigures[]): LatencyFigures {
  const median = (key: 'p50' | 'p99') => summarise(figures.map((turn) => turn[key])).p50;
  return {
    p50: median('p50'),
    p99: median('p99'),
    samples: figures.reduce((sum, turn) => sum + turn.samples, 0),
  };
}
