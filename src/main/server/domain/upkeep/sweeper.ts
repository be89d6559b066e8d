import { setTimeout as wait } from 'node:timers/promises';
import type { GoneRepo } from '../../storage/gone-repo.ts';

/** Removes from the file what is gone for everybody, in pieces, with breaths between them. */
export interface Sweeper {
  /** Resolves when nothing is left. */
  sweep(): Promise<void>;
  /** Soon, and without waiting: something was deleted. */
  sweepSoon(): void;
  stop(): void;
}

interface Options {
  gone: GoneRepo;
  onFilesGone: () => void;
  onError: (error: unknown) => void;
}

export function createSweeper({ gone, onFilesGone, onError }: Options): Sweeper {
  let underWay: Promise<void> | null = null;
  let isWanted = false;
  const stopping = new AbortController();

  async function sweepAll(): Promise<void> {
    while (!stopping.signal.aborted) {
      isWanted = false;
      const begin = performance.now();
      const swept = await gone.sweepSome();
      if (swept === 'files') onFilesGone();
      if (swept === 'nothing' && !isWanted) return;
      // At most half of the time is spent here: others must not notice.
      const breath = performance.now() - begin;
      await wait(breath, undefined, { ref: false, signal: stopping.signal });
    }
  }

  function sweep(): Promise<void> {
    isWanted = true;
    underWay ??= sweepAll()
      .catch((error: unknown) => {
        if (!stopping.signal.aborted) throw error;
      })
      .finally(() => {
        underWay = null;
      });
    return underWay;
  }

  return {
    sweep,
    sweepSoon: () => void sweep().catch(onError),
    stop: () => stopping.abort(),
  };
}
