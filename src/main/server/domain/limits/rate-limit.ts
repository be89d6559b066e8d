import { AppError } from '#shared/contract/errors.ts';

export interface RateLimit {
  /** Counts one act of `key`; throws RATE_LIMITED with the time to wait. */
  take(key: string): void;
}

/** At most `limit()` acts in each window that begins with a first act. Without a limit, everything passes. */
export function createRateLimit(options: {
  limit: () => number;
  windowMs: number;
  now: () => number;
}): RateLimit {
  /** In the order of their beginning, and so of their end. */
  const windows = new Map<string, { endsAt: number; count: number }>();

  /** A clock that was set back ends a window too: nobody waits longer than one of them. */
  const isOver = (endsAt: number, now: number) => endsAt <= now || endsAt > now + options.windowMs;

  function forgetOver(now: number): void {
    for (const [key, { endsAt }] of windows) {
      if (!isOver(endsAt, now)) return;
      windows.delete(key);
    }
  }

  return {
    take(key) {
      const now = options.now();
      const window = windows.get(key);
      if (!window || isOver(window.endsAt, now)) {
        windows.delete(key);
        forgetOver(now);
        windows.set(key, { endsAt: now + options.windowMs, count: 1 });
        return;
      }
      if (window.count >= options.limit()) {
        throw new AppError('RATE_LIMITED', 'Too much at once. Wait a moment.', {
          retryAfterMs: window.endsAt - now,
        });
      }
      window.count += 1;
    },
  };
}

/** All of them must pass. */
export function combineRateLimits(limits: readonly RateLimit[]): RateLimit {
  return {
    take(key) {
      for (const limit of limits) limit.take(key);
    },
  };
}

export const noRateLimit: RateLimit = { take() {} };
