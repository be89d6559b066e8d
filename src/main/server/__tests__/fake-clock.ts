import type { Clock } from '../domain/clock.ts';

export interface FakeClock extends Clock {
  /** Moves time on and calls what became due, in order. */
  advance(milliseconds: number): void;
  /** Moves time without calling anything back: a clock that was set. */
  set(time: number): void;
}

export function createFakeClock(start = Date.UTC(2030, 0, 1)): FakeClock {
  let time = start;
  const waiting = new Set<{ at: number; callback: () => void }>();
  return {
    now: () => time,
    after(milliseconds, callback) {
      const timer = { at: time + milliseconds, callback };
      waiting.add(timer);
      return () => waiting.delete(timer);
    },
    advance(milliseconds) {
      const end = time + milliseconds;
      for (;;) {
        const next = [...waiting].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        waiting.delete(next);
        time = Math.max(time, next.at);
        next.callback();
      }
      time = end;
    },
    set(value) {
      time = value;
    },
  };
}
