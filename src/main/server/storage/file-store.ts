import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, statfs, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { type ByteRange, createBlockWriter, sendBlocks, sumBlocks } from './file-blocks.ts';
import { createSums, type RunningSum } from './running-sum.ts';

/** The bytes of files. Their names are the ids this host gave: nothing a sender says becomes a path. */
export interface FileStore {
  /** Bytes that are there; 0 for a file that was never begun. */
  measure(id: string): Promise<number>;
  /**
   * Appends what comes at `offset` and feeds `sum` with it. Stops with `tooMuch` before writing more than `most`
   * bytes. What arrived before a broken line stays. `source` is the body of a request: its chunks are used up.
   */
  receive(
    id: string,
    source: Readable,
    options: { offset: number; most: number; sum: RunningSum; tooMuch: () => Error },
  ): Promise<number>;
  /** Begins the sum of a file of `size` bytes with its first ones, as it would be had they come just now. */
  sum(id: string, length: number, size: number): Promise<RunningSum>;
  /** Makes sure the bytes survive a power cut. */
  settle(id: string): Promise<void>;
  cut(id: string, length: number): Promise<void>;
  readHead(id: string, length: number): Promise<Buffer>;
  /** Gives the bytes in order, one block after the other; a block may be used again once `write` resolved. */
  send(id: string, range: ByteRange, write: (block: Buffer) => Promise<void>): Promise<void>;
  writeThumbnail(id: string, bytes: Buffer): Promise<void>;
  readThumbnail(id: string): Readable;
  /** With its thumbnail; nothing happens when it is not there. */
  remove(id: string): Promise<void>;
  listIds(): Promise<string[]>;
  countFreeBytes(): Promise<number>;
}

const THUMBNAIL = '.thumbnail';

const ifMissing =
  <T>(value: T) =>
  (error: unknown): T => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return value;
    throw error;
  };

export function createFileStore({ folder }: { folder: string }): FileStore {
  const sums = createSums();
  const pathOf = (id: string) => join(folder, id.slice(-2), id);

  return {
    measure: async (id) => (await stat(pathOf(id)).catch(ifMissing(null)))?.size ?? 0,
    async receive(id, source, { offset, most, sum, tooMuch }) {
      const path = pathOf(id);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const file = await open(path, offset === 0 ? 'w' : 'r+', 0o600);
      const blocks = createBlockWriter(file, offset, sum);
      let count = 0;
      try {
        // The line stays open after a refusal, so that it can be told.
        for await (const chunk of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
          count += chunk.length;
          if (count > most) throw tooMuch();
          await blocks.add(chunk);
        }
        await blocks.flush();
        return count;
      } catch (error) {
        await blocks.flush();
        throw error;
      } finally {
        await file.close();
      }
    },
    async sum(id, length, size) {
      if (length === 0) return sums.begin(size);
      const file = await open(pathOf(id), 'r');
      const sum = sums.begin(size);
      try {
        await sumBlocks(file, length, sum);
        return sum;
      } catch (error) {
        sum.drop();
        throw error;
      } finally {
        await file.close();
      }
    },
    async settle(id) {
      const path = pathOf(id);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const file = await open(path, 'a', 0o600);
      try {
        await file.sync();
      } finally {
        await file.close();
      }
    },
    cut: (id, length) => truncate(pathOf(id), length).catch(ifMissing(undefined)),
    async readHead(id, length) {
      const file = await open(pathOf(id), 'r');
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
    async send(id, range, write) {
      const file = await open(pathOf(id), 'r');
      try {
        await sendBlocks(file, range, write);
      } finally {
        await file.close();
      }
    },
    async writeThumbnail(id, bytes) {
      const path = pathOf(id) + THUMBNAIL;
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writeFile(`${path}.new`, bytes, { mode: 0o600 });
      await rename(`${path}.new`, path);
    },
    readThumbnail: (id) => createReadStream(pathOf(id) + THUMBNAIL),
    async remove(id) {
      for (const ending of ['', THUMBNAIL, `${THUMBNAIL}.new`])
        await rm(pathOf(id) + ending, { force: true });
    },
    async listIds() {
      const parts = await readdir(folder).catch(ifMissing<string[]>([]));
      const names = await Promise.all(parts.map((part) => readdir(join(folder, part)).catch(() => [])));
      return [...new Set(names.flat().map((name) => name.split('.')[0] ?? name))];
    },
    async countFreeBytes() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    },
  };
}
