import type { Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

export interface ByteRange {
  readonly start: number;
  /** The last byte, not the one behind it. */
  readonly end: number;
}

const BLOCK = 524_288;

/** Gives the memory of a chunk back at once: the collector comes for such buffers only after many megabytes. */
function release(chunk: Buffer): void {
  if (chunk.byteLength === chunk.buffer.byteLength) (chunk.buffer as ArrayBuffer).transfer(0);
}

/** Collects small chunks into two blocks that take turns: one fills while the other is written. */
export function createBlockWriter(file: FileHandle, offset: number, hash: Hash) {
  let [filling, resting] = [Buffer.allocUnsafe(BLOCK), Buffer.allocUnsafe(BLOCK)];
  let filled = 0;
  let position = offset;
  let writing: Promise<unknown> = Promise.resolve();

  async function pass(): Promise<void> {
    await writing;
    const block = filling.subarray(0, filled);
    hash.update(block);
    writing = file.write(block, 0, block.length, position);
    // Whoever waits next hears of a failure; until then it is nobody's.
    writing.catch(() => {});
    position += filled;
    filled = 0;
    [filling, resting] = [resting, filling];
  }

  return {
    async add(chunk: Buffer): Promise<void> {
      for (let at = 0; at < chunk.length; ) {
        const length = chunk.copy(filling, filled, at);
        at += length;
        filled += length;
        if (filled === BLOCK) await pass();
      }
      release(chunk);
    },
    async flush(): Promise<void> {
      if (filled > 0) await pass();
      await writing;
    },
  };
}

/** Reads one block while the other is on its way out: memory stays the same however long the file is. */
export async function sendBlocks(
  file: FileHandle,
  { start, end }: ByteRange,
  write: (block: Buffer) => Promise<void>,
): Promise<void> {
  const read = async (block: Buffer, at: number) => {
    const { bytesRead } = await file.read(block, 0, Math.min(BLOCK, end + 1 - at), at);
    // Shorter than announced: whoever waits for the rest must see that it does not come.
    if (bytesRead === 0) throw new Error('The file ended early.');
    return bytesRead;
  };
  let [leaving, filling] = [Buffer.allocUnsafe(BLOCK), Buffer.allocUnsafe(BLOCK)];
  let at = start;
  let length = start <= end ? await read(leaving, at) : 0;
  while (length > 0) {
    at += length;
    const [, next] = await Promise.all([
      write(leaving.subarray(0, length)),
      at <= end ? read(filling, at) : 0,
    ]);
    [leaving, filling] = [filling, leaving];
    length = next;
  }
}
