import { useEffect } from 'react';
import { startKnocking } from './knock-sound.ts';

/** Knocks while somebody waits; whoever comes next is heard at once too. */
export function useKnocking(waiting: number): void {
  useEffect(() => (waiting === 0 ? undefined : startKnocking()), [waiting]);
}
