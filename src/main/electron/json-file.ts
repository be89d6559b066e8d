import { readFile } from 'node:fs/promises';
import type { ZodMiniType } from 'zod/mini';
import { setFileAside, writeFileAtomically } from '../server/trust/write-file-atomically.ts';

export interface JsonFile<T> {
  /** The stored value, or null when there is none or it was damaged. */
  read(): Promise<T | null>;
  /** Writes follow one another in the order they were asked for. */
  write(value: T): Promise<void>;
  /** Resolves when nothing is left to write. */
  flush(): Promise<void>;
}

/** One small file, written whole or not at all. A damaged one is kept beside it under another name. */
export function createJsonFile<T>({
  file,
  schema,
  now,
  onDamaged,
}: {
  file: string;
  schema: ZodMiniType<T>;
  now: () => number;
  onDamaged: (aside: string) => void;
}): JsonFile<T> {
  let lastWrite: Promise<void> = Promise.resolve();

  async function readText(): Promise<string | null> {
    try {
      return await readFile(file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  return {
    async read() {
      const text = await readText();
      if (text === null) return null;
      try {
        return schema.parse(JSON.parse(text));
      } catch {
        onDamaged(await setFileAside(file, now()));
        return null;
      }
    },
    write(value) {
      const write = () => writeFileAtomically(file, `${JSON.stringify(value, null, 2)}\n`);
      lastWrite = lastWrite.then(write, write);
      return lastWrite;
    },
    flush: () => lastWrite.catch(() => {}),
  };
}
