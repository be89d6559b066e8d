import { useCallback, useEffect, useState } from 'react';
import type { Failure, Result } from '#shared/contract/result.ts';

export type Answer<T> =
  | { readonly phase: 'loading' }
  | { readonly phase: 'failed'; readonly error: Failure }
  | { readonly phase: 'ready'; readonly data: T };

/** Asks when it appears and again on demand; an answer that comes too late is dropped. `ask` must be stable. */
export function useAnswer<T>(ask: () => Promise<Result<T>>): {
  answer: Answer<T>;
  reload: () => void;
  change: (change: (data: T) => T) => void;
} {
  const [answer, setAnswer] = useState<Answer<T>>({ phase: 'loading' });
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt asks again
  useEffect(() => {
    let isDropped = false;
    void ask().then((result) => {
      if (isDropped) return;
      setAnswer(result.ok ? { phase: 'ready', data: result.data } : { phase: 'failed', error: result.error });
    });
    return () => {
      isDropped = true;
    };
  }, [ask, attempt]);

  return {
    answer,
    reload: useCallback(() => setAttempt((count) => count + 1), []),
    change: useCallback(
      (change) =>
        setAnswer((known) =>
          known.phase === 'ready' ? { phase: 'ready', data: change(known.data) } : known,
        ),
      [],
    ),
  };
}
