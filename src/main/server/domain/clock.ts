import { uptime } from 'node:os';

/** Time as the domain sees it; tests move it by hand. */
export interface Clock {
  now(): number;
  /** Milliseconds since some moment; goes on evenly when somebody sets the clock. */
  elapsed(): number;
  /** The same in steps of seconds, and it goes on while the machine sleeps. */
  uptime(): number;
  /** Calls back once; returns the undo. */
  after(milliseconds: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  uptime: () => uptime() * 1_000,
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    // A pending reminder must not keep a stopping process alive.
    timer.unref();
    return () => clearTimeout(timer);
  },
};
