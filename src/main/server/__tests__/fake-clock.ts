import type { Clock } from '../domain/clock.ts';

export interface FakeClock extends Clock {
  /** Moves time on and calls what became due, in order. */
  advance(milliseconds: number): void;
  /** Moves time without calling anything back: a clock that was set. */
  set(time: number): void;
  /** The machine is asleep for so long: the time of day goes on, timers do not. */
  sleep(milliseconds: number): void;
}

export function createFakeClock(start = Date.UTC(2030, 0, 1)): FakeClock {
  let elapsed = 0;
  /** What the clock shows at the beginning, as if it had always been right. */
  let origin = start;
  let slept = 0;
  const waiting = new Set<{ at: number; callback: () => void }>();
  return {
    now: () => origin + elapsed,
    elapsed: () => elapsed,
    uptime: () => elapsed + slept,
    after(milliseconds, callback) {
      const timer = { at: elapsed + milliseconds, callback };
      waiting.add(timer);
      return () => waiting.delete(timer);
    },
    advance(milliseconds) {
      const end = elapsed + milliseconds;
      for (;;) {
        const next = [...waiting].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        waiting.delete(next);
        elapsed = Math.max(elapsed, next.at);
        next.callback();
      }
      elapsed = end;
    },
    set(value) {
      origin = value - elapsed;
    },
    sleep(milliseconds) {
      origin += milliseconds;
      slept += milliseconds;
    },
  };
}
