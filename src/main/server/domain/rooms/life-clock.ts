import type { Clock } from '../clock.ts';

/** Judges how long something has been quiet, by a clock that somebody may set. */
export interface LifeClock {
  /**
   * What was last active before this time has been quiet for `lifeMs`. After the clock was set nothing has, until
   * that long has passed: times from before say nothing any more, and a wrong clock must not end all rooms at once.
   */
  findEnd(lifeMs: number): number;
}

/** Less than this is what clocks are corrected by all the time. */
const SET_FROM_MS = 5 * 60_000;

export function createLifeClock(clock: Clock): LifeClock {
  // A laptop that sleeps every night must not look like a clock that is set every day.
  let offset = clock.now() - clock.uptime();
  let setAt = Number.NEGATIVE_INFINITY;
  return {
    findEnd(lifeMs) {
      const uptime = clock.uptime();
      const current = clock.now() - uptime;
      if (Math.abs(current - offset) > SET_FROM_MS) setAt = uptime;
      offset = current;
      return uptime - setAt >= lifeMs ? clock.now() - lifeMs : 0;
    },
  };
}
