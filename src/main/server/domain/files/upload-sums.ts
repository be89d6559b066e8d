import type { FileStore } from '../../storage/file-store.ts';
import type { RunningSum } from '../../storage/running-sum.ts';

/** Sums of what arrived, so that the next part need not read the earlier ones again. */
export interface UploadSums {
  /** The sum of the first `length` bytes; nobody else gets the same one. */
  take(fileId: string, length: number, size: number): Promise<RunningSum>;
  keep(fileId: string, sum: RunningSum, length: number): void;
  forget(fileId: string): void;
}

const MOST = 100;

export function createUploadSums({ store }: { store: Pick<FileStore, 'sum'> }): UploadSums {
  const sums = new Map<string, { sum: RunningSum; length: number }>();
  function forget(fileId: string): void {
    sums.get(fileId)?.sum.drop();
    sums.delete(fileId);
  }

  return {
    async take(fileId, length, size) {
      const known = sums.get(fileId);
      sums.delete(fileId);
      if (known?.length === length) return known.sum;
      known?.sum.drop();
      return store.sum(fileId, length, size);
    },
    keep(fileId, sum, length) {
      const [oldest] = sums.keys();
      if (sums.size >= MOST && oldest !== undefined) forget(oldest);
      sums.set(fileId, { sum, length });
    },
    forget,
  };
}
