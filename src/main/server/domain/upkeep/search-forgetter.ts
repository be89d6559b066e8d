import type { ForgettingRepo } from '../../storage/forgetting-repo.ts';
import type { Clock } from '../clock.ts';
import { workInBreaths } from './in-breaths.ts';

/** Takes the words of deleted and edited messages out of the search index. */
export interface SearchForgetter {
  /** Begins when there is something to forget and the last time is long enough ago; nobody waits for it. */
  forget(): Promise<void>;
  stop(): void;
}

interface Options {
  forgetting: ForgettingRepo;
  clock: Clock;
  onError: (error: unknown) => void;
}

/** It writes the whole index anew, so it does not follow each deletion. */
const AT_MOST_EVERY_MS = 3_600_000;

export function createSearchForgetter({ forgetting, clock, onError }: Options): SearchForgetter {
  const stopping = new AbortController();
  let endedAt: number | null = null;
  let isAtWork = false;

  async function mergeAll(removals: number): Promise<void> {
    let begins = true;
    await workInBreaths(async () => {
      const hasMore = await forgetting.mergeSome(begins);
      begins = false;
      return hasMore;
    }, stopping.signal);
    if (stopping.signal.aborted) return;
    await forgetting.settle(removals);
    endedAt = clock.elapsed();
  }

  return {
    async forget() {
      if (isAtWork || (endedAt !== null && clock.elapsed() - endedAt < AT_MOST_EVERY_MS)) return;
      const removals = await forgetting.countRemovals();
      if (removals === 0 || isAtWork) return;
      isAtWork = true;
      void mergeAll(removals)
        .catch((error: unknown) => {
          if (!stopping.signal.aborted) onError(error);
        })
        .finally(() => {
          isAtWork = false;
        });
    },
    stop: () => stopping.abort(),
  };
}
