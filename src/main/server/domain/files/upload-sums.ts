import type { FileStore } from '../../storage/file-store.ts';
import type { RunningSum } from '../../storage/running-sum.ts';
import type { Clock } from '../clock.ts';

/** Sums of what arrived, so that the next part need not read the earlier ones again. */
export interface UploadSums {
  /** The sum of the first `length` bytes; nobody else gets the same one. */
  take(fileId: string, length: number, size: number): Promise<RunningSum>;
  keep(fileId: string, sum: RunningSum, length: number): void;
  forget(fileId: string): void;
}

const MOST = 100;
/** Whoever goes on later has the bytes counted again; until then a sum may keep a thread. */
const KEPT_MS = 10 * 60_000;

interface Kept {
  readonly sum: RunningSum;
  readonly length: number;
  readonly cancelEnd: () => void;
}

export function createUploadSums({
  store,
  clock,
}: {
  store: Pick<FileStore, 'sum'>;
  clock: Pick<Clock, 'after'>;
}): UploadSums {
  const sums = new Map<string, Kept>();

  function remove(fileId: string): Kept | undefined {
    const kept = sums.get(fileId);
    sums.delete(fileId);
    kept?.cancelEnd();
    return kept;
  }

  const forget = (fileId: string) => remove(fileId)?.sum.drop();

  return {
    async take(fileId, length, size) {
      const known = remove(fileId);
      if (known?.length === length) return known.sum;
      known?.sum.drop();
      return store.sum(fileId, length, size);
    },
    keep(fileId, sum, length) {
      const [oldest] = sums.keys();
      if (sums.size >= MOST && oldest !== undefined) forget(oldest);
      sums.set(fileId, { sum, length, cancelEnd: clock.after(KEPT_MS, () => forget(fileId)) });
    },
    forget,
  };
}
