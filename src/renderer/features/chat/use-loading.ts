import { useCallback, useEffect, useRef, useState } from 'react';
import type { Result } from '#shared/contract/result.ts';

export type Loading = 'idle' | 'loading' | 'failed';

/** Loads one page at a time while it is wanted; after a failure only when asked to. */
export function useLoading(isWanted: boolean, load: () => Promise<Result<unknown>>) {
  const [state, setState] = useState<Loading>('idle');
  const isMounted = useRef(true);

  const start = useCallback(async () => {
    setState('loading');
    const result = await load();
    if (isMounted.current) setState(result.ok ? 'idle' : 'failed');
  }, [load]);

  useEffect(() => {
    if (isWanted && state === 'idle') void start();
  }, [isWanted, state, start]);

  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
    };
  }, []);

  return { state, retry: () => void start() };
}
