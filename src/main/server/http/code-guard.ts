import { AppError } from '#shared/contract/errors.ts';

export interface CodeGuard {
  /** Runs a look-up by code; failures of an address are counted, and too many make it wait. */
  look<T>(address: string, lookUp: () => Promise<T>): Promise<T>;
}

interface Options {
  failuresPerMinute: () => number;
  now: () => number;
}

const MINUTE = 60_000;
const LONGEST_PAUSE = 64 * MINUTE;

/** Six characters can be guessed by a machine that never has to wait. Each further run of failures doubles the wait. */
export function createCodeGuard({ failuresPerMinute, now }: Options): CodeGuard {
  const failures = new Map<string, { count: number; since: number; pause: number; blockedUntil: number }>();

  function assertFree(address: string): void {
    const entry = failures.get(address);
    const wait = (entry?.blockedUntil ?? 0) - now();
    if (wait > 0) {
      throw new AppError('RATE_LIMITED', 'Too many wrong codes. Wait before the next try.', {
        retryAfterMs: wait,
      });
    }
  }

  function recordFailure(address: string): void {
    const time = now();
    const entry = failures.get(address) ?? { count: 0, since: time, pause: MINUTE, blockedUntil: 0 };
    if (time - entry.since > MINUTE) {
      entry.count = 0;
      entry.since = time;
    }
    entry.count += 1;
    if (entry.count >= failuresPerMinute()) {
      entry.blockedUntil = time + entry.pause;
      entry.pause = Math.min(entry.pause * 2, LONGEST_PAUSE);
      entry.count = 0;
    }
    failures.set(address, entry);
    if (failures.size > 10_000) {
      for (const [known, { since }] of failures) if (time - since > LONGEST_PAUSE) failures.delete(known);
    }
  }

  return {
    async look(address, lookUp) {
      assertFree(address);
      try {
        return await lookUp();
      } catch (error) {
        if (error instanceof AppError && error.code === 'ROOM_NOT_FOUND') recordFailure(address);
        throw error;
      }
    },
  };
}
