import { performance } from 'node:perf_hooks';
import { createRandom, createVocabulary } from './fill-history.ts';

export interface Timing {
  readonly what: string;
  readonly p50: number;
  readonly p95: number;
  readonly most: number;
}

export type Get = (path: string) => Promise<unknown>;

export function summariseTimes(what: string, times: readonly number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { what, p50: at(0.5), p95: at(0.95), most: sorted.at(-1) ?? 0 };
}

export async function measureTimes(what: string, paths: readonly string[], get: Get): Promise<Timing> {
  const times: number[] = [];
  for (const path of paths) {
    const before = performance.now();
    await get(path);
    times.push(performance.now() - before);
  }
  return summariseTimes(what, times);
}

/** What people type: common and rare words, beginnings, phrases, Chinese, and operators among them. */
export async function measureSearch(get: Get, count: number): Promise<Timing[]> {
  const random = createRandom(99);
  const { words, makeHan } = createVocabulary(createRandom(7));
  const word = (power: number) => words[Math.floor(random() ** power * words.length)] ?? 'x';
  const queries: Readonly<Record<string, () => string>> = {
    'a common word': () => word(6),
    'any word': () => word(1),
    'two words': () => `${word(3)} ${word(3)}`,
    'three words': () => `${word(3)} ${word(3)} ${word(3)}`,
    'the beginning of a word': () => word(1).slice(0, 5),
    'a phrase': () => `"${word(5)} ${word(5)}"`,
    'Chinese, two signs': () => makeHan(2),
    'Chinese, four signs': () => makeHan(4),
    'a word in one room': () => `${word(4)} in:"Bench 1"`,
    'a word by one person': () => `${word(4)} from:"Member 3"`,
    'links by one person': () => 'has:link from:"Member 3"',
    'a word without another': () => `${word(4)} -${word(5)}`,
    'a word among the unread': () => `${word(5)} is:unread`,
  };
  const all: number[] = [];
  const timings: Timing[] = [];
  for (const [what, make] of Object.entries(queries)) {
    const paths = Array.from({ length: count }, () => `/api/search?q=${encodeURIComponent(make())}`);
    timings.push(
      await measureTimes(what, paths, async (path) => {
        const before = performance.now();
        await get(path);
        all.push(performance.now() - before);
      }),
    );
  }
  return [...timings, summariseTimes('all searches', all)];
}
