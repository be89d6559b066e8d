import { createHash } from 'node:crypto';
import { createHashThread } from './hash-thread.ts';

/** The SHA-256 of a file that is still coming in. */
export interface RunningSum {
  /** Resolves when the bytes are counted: only then may the block be filled again. */
  update(block: Buffer<SharedArrayBuffer>): Promise<void>;
  /** The sum of all of it; nothing can be added afterwards. */
  digest(): Promise<string>;
  /** Forgets what was counted. */
  drop(): void;
}

/** Below this a thread of its own costs more than it saves. */
const COUNTED_HERE = 16 * 1_048_576;

function beginHere(): RunningSum {
  const hash = createHash('sha256');
  return {
    update: async (block) => void hash.update(block),
    digest: async () => hash.digest('hex'),
    drop: () => undefined,
  };
}

/** Large files are counted beside the thread that serves everybody. */
export function createSums(): { begin(size: number): RunningSum } {
  const thread = createHashThread();
  return { begin: (size) => (size <= COUNTED_HERE ? beginHere() : thread.begin()) };
}
