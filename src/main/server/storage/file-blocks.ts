import type { FileHandle } from 'node:fs/promises';
import type { RunningSum } from './running-sum.ts';

export interface ByteRange {
  readonly start: number;
  /** The last byte, not the one behind it. */
  readonly end: number;
}

const BLOCK = 262_144;
const BLOCKS = 4;

/**
 * Gives the memory of a chunk back at once: the collector comes for such buffers only after many megabytes. Node's HTTP
 * parser copies each chunk of a body and keeps none, and only such chunks come here; a test sees when that changes.
 */
function release(chunk: Buffer): void {
  if (chunk.byteLength === chunk.buffer.byteLength) (chunk.buffer as ArrayBuffer).transfer(0);
}

/** A disk that is nearly full takes a part of a block, and tells so by the number alone. */
async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at, bytes.length - at, position + at);
    if (bytesWritten === 0) throw new Error('The disk takes nothing more.');
    at += bytesWritten;
  }
}

interface Block {
  readonly bytes: Buffer<SharedArrayBuffer>;
  /** Until it is written and counted. */
  busy: Promise<unknown>;
}

/** Collects small chunks into blocks that take turns: one fills while the others are written and counted. */
export function createBlockWriter(file: FileHandle, offset: number, sum: RunningSum) {
  const blocks = Array.from({ length: BLOCKS }, (): Block => {
    return { bytes: Buffer.from(new SharedArrayBuffer(BLOCK)), busy: Promise.resolve() };
  });
  let turn = 0;
  let filled = 0;
  let position = offset;
  let firstLost = Number.POSITIVE_INFINITY;
  const filling = () => blocks[turn % BLOCKS] as Block;

  async function pass(): Promise<void> {
    const block = filling();
    const bytes = block.bytes.subarray(0, filled);
    const start = position;
    block.busy = Promise.all([sum.update(bytes), writeAll(file, bytes, start)]).catch((error: unknown) => {
      firstLost = Math.min(firstLost, start);
      throw error;
    });
    // Whoever waits for the block hears of a failure; until then it is nobody's.
    block.busy.catch(() => {});
    position += filled;
    filled = 0;
    turn += 1;
    await filling().busy;
  }

  return {
    async add(chunk: Buffer): Promise<void> {
      for (let at = 0; at < chunk.length; ) {
        const length = chunk.copy(filling().bytes, filled, at);
        at += length;
        filled += length;
        if (filled === BLOCK) await pass();
      }
      release(chunk);
    },
    /** Afterwards all that is in the file is sound, also when this fails. */
    async flush(): Promise<void> {
      try {
        if (filled > 0) await pass();
        await Promise.all(blocks.map(({ busy }) => busy));
      } finally {
        await Promise.allSettled(blocks.map(({ busy }) => busy));
        // Blocks behind a lost one may be there: the file would go on behind a hole that looks like content.
        if (firstLost < position) await file.truncate(firstLost);
      }
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

/** Counts the first `length` bytes of a file. */
export async function sumBlocks(file: FileHandle, length: number, sum: RunningSum): Promise<void> {
  const block = Buffer.from(new SharedArrayBuffer(BLOCK));
  for (let at = 0; at < length; ) {
    const { bytesRead } = await file.read(block, 0, Math.min(BLOCK, length - at), at);
    if (bytesRead === 0) throw new Error('The file ended early.');
    await sum.update(block.subarray(0, bytesRead));
    at += bytesRead;
  }
}
