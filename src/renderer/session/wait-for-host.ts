import type { SessionStore } from './session-store.ts';

const LOOK_AGAIN_MS = 1_000;

/** Resolves when the host can be reached, or nobody waits any more. */
export function waitForHost(store: SessionStore, hostKey: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      unsubscribe();
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const check = () => {
      if (store.getState().hosts[hostKey]?.connection.phase === 'online') finish();
    };
    const unsubscribe = store.subscribe(check);
    signal.addEventListener('abort', finish);
    if (signal.aborted) finish();
    // A line that looks open may only just have broken: a moment later is soon enough to know.
    setTimeout(check, LOOK_AGAIN_MS);
  });
}
