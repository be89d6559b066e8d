import { setTimeout as wait } from 'node:timers/promises';

/** Repeats a short piece of work until it says that none is left; at most half of the time goes to it. */
export async function workInBreaths(doSome: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const begin = performance.now();
    if (!(await doSome())) return;
    await wait(performance.now() - begin, undefined, { ref: false, signal });
  }
}
