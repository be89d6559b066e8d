import { setImmediate as nextTurn } from 'node:timers/promises';

const PORTION = 100;

/** Repeats a bounded removal until it finds less than it may take; others have their turn in between. */
export async function removeInPortions(remove: (most: number) => Promise<number>): Promise<void> {
  while ((await remove(PORTION)) >= PORTION) await nextTurn();
}
