import type { FileRepo } from '../../storage/file-repo.ts';
import type { FileStore } from '../../storage/file-store.ts';
import type { LifeClock } from '../rooms/life-clock.ts';

export interface FileCleaner {
  /** Once, before anything comes in: bytes without a row are of no use to anybody. */
  removeStrays(): Promise<void>;
  /** Forgets what was never sent, and removes the bytes of what is gone. */
  clean(): Promise<void>;
  /** Soon, and without waiting: something went. */
  cleanSoon(): void;
}

interface Options {
  files: Pick<FileRepo, 'listUnknown' | 'removeForgotten' | 'listGone' | 'forgetGone'>;
  store: Pick<FileStore, 'listIds' | 'remove'>;
  isBusy: (fileId: string) => boolean;
  /** How long a file may wait to be finished or sent. */
  unsentLifeMs: number;
  onError: (error: unknown) => void;
  lifeClock: LifeClock;
}

const PORTION = 200;

export function createFileCleaner({ files, store, lifeClock, ...options }: Options): FileCleaner {
  let isUnderWay = false;
  let isWanted = false;

  /** A row names what to remove until it is removed: a crash in between only repeats the removal. */
  async function removeGone(): Promise<void> {
    for (;;) {
      const ids = await files.listGone(PORTION);
      for (const id of ids) await store.remove(id);
      await files.forgetGone(ids);
      if (ids.length < PORTION) return;
    }
  }

  async function run(): Promise<void> {
    isWanted = true;
    if (isUnderWay) return;
    isUnderWay = true;
    try {
      while (isWanted) {
        isWanted = false;
        await removeGone();
      }
    } finally {
      isUnderWay = false;
    }
  }

  return {
    async removeStrays() {
      const unknown = await files.listUnknown(await store.listIds());
      for (const id of unknown) await store.remove(id);
    },
    async clean() {
      await files.removeForgotten(lifeClock.findEnd(options.unsentLifeMs), options.isBusy);
      await run();
    },
    cleanSoon: () => void run().catch(options.onError),
  };
}
