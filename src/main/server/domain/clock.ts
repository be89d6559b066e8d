/** Time as the domain sees it; tests move it by hand. */
export interface Clock {
  now(): number;
  /** Milliseconds since some moment; goes on evenly when somebody sets the clock. */
  elapsed(): number;
  /** Calls back once; returns the undo. */
  after(milliseconds: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    // A pending reminder must not keep a stopping process alive.
    timer.unref();
    return () => clearTimeout(timer);
  },
};
