import type { Child } from '../load/child-process.ts';
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

/** From the sender's socket to each reader's, in milliseconds; both ends are in the generator, on one clock. */
export async function measureLatency(options: {
  generator: Child;
  bare: System;
  spaces: System;
  seconds: number;
}): Promise<LatencyResult> {
  const { generator, seconds } = options;
  const measure = async (system: System): Promise<LatencyFigures> => {
    await connectMembers(generator, system, MEMBERS);
    const call = { group: system.name, senders: SENDERS, perSecond: PER_SECOND };
    await generator.call('latency', { ...call, seconds: 1 });
    const figures = await generator.call('latency', { ...call, seconds });
    await generator.call('leave', { group: system.name });
    return figures;
  };
  return {
    members: MEMBERS,
    perSecond: PER_SECOND,
    bare: await measure(options.bare),
    spaces: await measure(options.spaces),
  };
}
