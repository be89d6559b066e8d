import { AppError } from '#shared/contract/errors.ts';
import type { LookUpCode, ProvePassword } from '../domain/limits/guesses.ts';

/** Failures of an address are counted, and too many make it wait; a wrong password counts as a wrong code does. */
export interface CodeGuard {
  readonly look: LookUpCode;
  readonly prove: ProvePassword;
}

interface Options {
  failuresPerMinute: () => number;
  /** What belongs to one machine counts as one. */
  toSource: (address: string) => string;
  now: () => number;
}

interface Failures {
  count: number;
  since: number;
  pause: number;
  blockedUntil: number;
}

const MINUTE = 60_000;
const LONGEST_PAUSE = 64 * MINUTE;
/** More machines than fail at once; beyond it the one that failed longest ago is forgotten. */
const MOST_REMEMBERED = 10_000;

const ignore = () => {};

type IsGuess = (error: AppError) => boolean;

const isWrongPassword: IsGuess = ({ code, details }) =>
  code === 'WRONG_PASSWORD' && details?.isMissing !== true;

/** A code without a room, or a token without an invitation. */
const isUnknown: IsGuess = ({ code }) => code === 'ROOM_NOT_FOUND' || code === 'NOT_FOUND';

/** Six characters can be guessed by a machine that never has to wait. Each further run of failures doubles the wait. */
export function createCodeGuard({ failuresPerMinute, toSource, now }: Options): CodeGuard {
  /** In the order of the last failure. */
  const failures = new Map<string, Failures>();
  /** The last try of each machine that is not over. */
  const underWay = new Map<string, Promise<void>>();

  function assertFree(source: string): void {
    const wait = (failures.get(source)?.blockedUntil ?? 0) - now();
    // A clock that was set back must not make anybody wait for hours.
    if (wait > 0 && wait <= LONGEST_PAUSE) {
      throw new AppError('RATE_LIMITED', 'Too many wrong tries. Wait before the next one.', {
        retryAfterMs: wait,
      });
    }
  }

  function recordFailure(source: string): void {
    const time = now();
    const entry = failures.get(source) ?? { count: 0, since: time, pause: MINUTE, blockedUntil: 0 };
    if (Math.abs(time - entry.since) > MINUTE) {
      entry.count = 0;
      entry.since = time;
    }
    entry.count += 1;
    if (entry.count >= failuresPerMinute()) {
      entry.blockedUntil = time + entry.pause;
      entry.pause = Math.min(entry.pause * 2, LONGEST_PAUSE);
      entry.count = 0;
    }
    failures.delete(source);
    failures.set(source, entry);
    const [oldest] = failures.size > MOST_REMEMBERED ? failures.keys() : [];
    if (oldest !== undefined) failures.delete(oldest);
  }

  async function attempt<T>(source: string, work: () => Promise<T>, isGuess: IsGuess): Promise<T> {
    assertFree(source);
    try {
      return await work();
    } catch (error) {
      if (error instanceof AppError && isGuess(error)) recordFailure(source);
      throw error;
    }
  }

  /** One try of a machine at a time: proving takes its time, and a thousand at once would all begin before one failed. */
  async function count<T>(address: string, work: () => Promise<T>, isGuess: IsGuess): Promise<T> {
    if (failuresPerMinute() === Number.POSITIVE_INFINITY) return work();
    const source = toSource(address);
    const before = underWay.get(source) ?? Promise.resolve();
    const own = before.then(() => attempt(source, work, isGuess));
    const settled = own.then(ignore, ignore);
    underWay.set(source, settled);
    try {
      return await own;
    } finally {
      if (underWay.get(source) === settled) underWay.delete(source);
    }
  }

  return {
    look: (address, lookUp) => count(address, lookUp, (error) => isUnknown(error) || isWrongPassword(error)),
    prove: (address, password, enter) =>
      password === undefined ? enter() : count(address, enter, isWrongPassword),
  };
}
