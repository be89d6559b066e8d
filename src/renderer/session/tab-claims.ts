/** What one tab is busy with no other takes up; a claim ends with its tab, however that ends. */
export interface TabClaims {
  /** False when another tab has it. */
  claim(id: string): Promise<boolean>;
  /** Gets it as soon as no other tab has it; false when this one ended before. */
  waitFor(id: string): Promise<boolean>;
  release(id: string): void;
  /** Also ends the waiting. */
  releaseAll(): void;
}

/** Web Locks are there on secure pages only: null on others, where the tabs have to ask each other. */
export function createTabClaims({
  name,
  locks,
}: {
  name: string;
  locks: LockManager | undefined;
}): TabClaims | null {
  if (locks === undefined) return null;
  const held = new Map<string, () => void>();
  const ended = new AbortController();

  function release(id: string): void {
    held.get(id)?.();
    held.delete(id);
  }

  return {
    claim(id) {
      if (held.has(id)) return Promise.resolve(true);
      const end = Promise.withResolvers<void>();
      // Put down at once: a second call of the same tab must not find itself too late.
      held.set(id, end.resolve);
      return new Promise((resolve) => {
        locks
          .request(`${name}/${id}`, { ifAvailable: true }, (lock) => {
            resolve(lock !== null);
            if (lock !== null) return end.promise;
            held.delete(id);
          })
          // A page that is going away has no locks to give.
          .catch(() => {
            held.delete(id);
            resolve(false);
          });
      });
    },
    waitFor(id) {
      return new Promise((resolve) => {
        locks
          .request(`${name}/${id}`, { signal: ended.signal }, () => {
            resolve(!ended.signal.aborted);
            if (ended.signal.aborted) return;
            const end = Promise.withResolvers<void>();
            held.set(id, end.resolve);
            return end.promise;
          })
          .catch(() => resolve(false));
      });
    },
    release,
    releaseAll() {
      ended.abort();
      for (const id of [...held.keys()]) release(id);
    },
  };
}
