/** Time as the domain sees it; tests move it by hand. */
export interface Clock {
  now(): number;
  /** Calls back once; returns the undo. */
  after(milliseconds: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    // A pending reminder must not keep a stopping process alive.
    timer.unref();
    return () => clearTimeout(timer);
  },
};
