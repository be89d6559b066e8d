import type { GoneRepo } from '../../storage/gone-repo.ts';
import { workInBreaths } from './in-breaths.ts';

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

  async function sweepSome(): Promise<boolean> {
    isWanted = false;
    const swept = await gone.sweepSome();
    if (swept === 'files') onFilesGone();
    return swept !== 'nothing' || isWanted;
  }

  function sweep(): Promise<void> {
    isWanted = true;
    underWay ??= workInBreaths(sweepSome, stopping.signal)
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
