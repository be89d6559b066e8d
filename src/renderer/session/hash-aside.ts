import { hashBlob } from './hash-blob.ts';

/** Counts the sum of a file beside the page; null for one that can no longer be read, or when it is given up. */
export async function hashAside(blob: Blob, signal: AbortSignal): Promise<string | null> {
  if (signal.aborted) return null;
  // Where there are no workers at all, the page counts itself.
  if (typeof Worker === 'undefined') return hashBlob(blob).catch(() => null);
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./hash-worker.ts', import.meta.url), { type: 'module' });
    const finish = (sum: string | null) => {
      worker.terminate();
      signal.removeEventListener('abort', giveUp);
      resolve(sum);
    };
    const giveUp = () => finish(null);
    worker.onmessage = ({ data }: MessageEvent<{ sum: string | null }>) => finish(data.sum);
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      hashBlob(blob).then(finish, giveUp);
    };
    signal.addEventListener('abort', giveUp);
    worker.postMessage(blob);
  });
}
