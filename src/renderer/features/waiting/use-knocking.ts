import { useEffect } from 'react';
import { createKnockSound } from './knock-sound.ts';

const REPEAT_MS = 8_000;

/** Knocks at once and goes on while somebody waits; whoever comes next is heard at once too. */
export function useKnocking(waiting: number): void {
  useEffect(() => {
    if (waiting === 0) return;
    const sound = createKnockSound();
    sound.play();
    const timer = setInterval(sound.play, REPEAT_MS);
    return () => {
      clearInterval(timer);
      sound.stop();
    };
  }, [waiting]);
}
