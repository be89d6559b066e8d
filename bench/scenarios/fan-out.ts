import { setTimeout as wait } from 'node:timers/promises';
import type { Child } from '../load/child-process.ts';
import { connectMembers, type System } from './systems.ts';

export interface FanOutCase {
  readonly members: number;
  readonly underWay: number;
}

export interface FanOutFigures {
  deliveriesPerSecond: number;
  messagesPerSecond: number;
  serverCpuSecondsPerMillion: number;
  serverCpuShare: number;
  generatorCpuShare: number;
}

export interface FanOutResult extends FanOutCase {
  readonly bare: FanOutFigures;
  readonly spaces: FanOutFigures;
  /** Spaces' deliveries per second over the bare ones. */
  readonly speedRatio: number;
  /** Spaces' server CPU per delivery over the bare one. */
  readonly cpuRatio: number;
}

interface Window {
  ms: number;
  deliveries: number;
  serverMs: number;
  generatorMs: number;
}

export interface FanOutOptions {
  readonly generator: Child;
  readonly bare: System;
  readonly spaces: System;
  readonly fanOut: FanOutCase;
  readonly senders: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  /** The two systems take turns, so that a slow moment of the machine hits both. */
  readonly rounds: number;
}

export async function measureFanOut(options: FanOutOptions): Promise<FanOutResult> {
  const { generator, bare, spaces, fanOut, rounds } = options;
  const windows = { bare: [] as Window[], spaces: [] as Window[] };
  await connectMembers(generator, bare, fanOut.members);
  await connectMembers(generator, spaces, fanOut.members);
  for (let round = 0; round < rounds; round += 1) {
    windows.bare.push(await measureWindow(bare, options));
    windows.spaces.push(await measureWindow(spaces, options));
  }
  await generator.call('leave', { group: bare.name });
  await generator.call('leave', { group: spaces.name });
  const bareFigures = sumUp(windows.bare, fanOut.members);
  const spacesFigures = sumUp(windows.spaces, fanOut.members);
  return {
    ...fanOut,
    bare: bareFigures,
    spaces: spacesFigures,
    speedRatio: spacesFigures.deliveriesPerSecond / bareFigures.deliveriesPerSecond,
    cpuRatio: spacesFigures.serverCpuSecondsPerMillion / bareFigures.serverCpuSecondsPerMillion,
  };
}

async function measureWindow(
  system: System,
  { generator, fanOut, senders, warmUpMs, measureMs }: FanOutOptions,
): Promise<Window> {
  await generator.call('start', { group: system.name, senders, underWay: fanOut.underWay });
  await wait(warmUpMs);
  const before = await readCounters(system, generator);
  await wait(measureMs);
  const after = await readCounters(system, generator);
  const outcome = await generator.call('stop', undefined);
  if (outcome.refused > 0) throw new Error(`${system.name} refused ${outcome.refused} messages.`);
  if (outcome.deliveries !== outcome.expected) {
    throw new Error(`${system.name} delivered ${outcome.deliveries} of ${outcome.expected}.`);
  }
  return {
    ms: after.at - before.at,
    deliveries: after.deliveries - before.deliveries,
    serverMs: after.serverMs - before.serverMs,
    generatorMs: after.generatorMs - before.generatorMs,
  };
}

async function readCounters(system: System, generator: Child) {
  const [server, load, count] = await Promise.all([
    system.server.call('cpu', undefined),
    generator.call('cpu', undefined),
    generator.call('count', undefined),
  ]);
  return { serverMs: server.ms, generatorMs: load.ms, ...count };
}

function sumUp(windows: readonly Window[], members: number): FanOutFigures {
  const total = { ms: 0, deliveries: 0, serverMs: 0, generatorMs: 0 };
  for (const window of windows) {
    for (const key of ['ms', 'deliveries', 'serverMs', 'generatorMs'] as const) total[key] += window[key];
  }
  const deliveriesPerSecond = (total.deliveries * 1_000) / total.ms;
  return {
    deliveriesPerSecond,
    messagesPerSecond: deliveriesPerSecond / members,
    serverCpuSecondsPerMillion: (total.serverMs * 1_000) / total.deliveries,
    serverCpuShare: total.serverMs / total.ms,
    generatorCpuShare: total.generatorMs / total.ms,
  };
}
