import { useCallback, useEffect, useRef } from 'react';
import { TIMES } from '#shared/contract/limits.ts';

/** Often enough that the mark does not expire between two signals. */
const REPEAT_AFTER_MS = TIMES.typingExpiry * 0.6;

/** Turns key strokes into few signals: one at the start, one now and then, one at the end. */
export function useTypingSignal(setTyping: (isTyping: boolean) => void): (text: string) => void {
  const lastSignal = useRef(0);
  const latest = useRef(setTyping);
  useEffect(() => {
    latest.current = setTyping;
  });

  const stop = useCallback(() => {
    // After the expiry everybody has forgotten it already.
    const isStillShown = Date.now() - lastSignal.current < TIMES.typingExpiry;
    lastSignal.current = 0;
    if (isStillShown) latest.current(false);
  }, []);

  useEffect(() => stop, [stop]);

  return useCallback(
    (text) => {
      if (text.trim() === '') return stop();
      if (Date.now() - lastSignal.current < REPEAT_AFTER_MS) return;
      lastSignal.current = Date.now();
      latest.current(true);
    },
    [stop],
  );
}
