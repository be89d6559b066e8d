import type { Hash } from 'node:crypto';
import type { FileStore } from '../../storage/file-store.ts';

/** Sums of what arrived, so that the next part need not read the earlier ones again. */
export interface UploadSums {
  /** The sum of the first `length` bytes; nobody else gets the same one. */
  take(fileId: string, length: number): Promise<Hash>;
  keep(fileId: string, hash: Hash, length: number): void;
  forget(fileId: string): void;
}

const MOST = 100;

export function createUploadSums({ store }: { store: Pick<FileStore, 'sum'> }): UploadSums {
  const sums = new Map<string, { hash: Hash; length: number }>();
  return {
    async take(fileId, length) {
      const known = sums.get(fileId);
      sums.delete(fileId);
      return known?.length === length ? known.hash : store.sum(fileId, length);
    },
    keep(fileId, hash, length) {
      const [oldest] = sums.keys();
      if (sums.size >= MOST && oldest !== undefined) sums.delete(oldest);
      sums.set(fileId, { hash, length });
    },
    forget: (fileId) => void sums.delete(fileId),
  };
}
