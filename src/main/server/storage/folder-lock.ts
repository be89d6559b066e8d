import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { isBusy } from './storage-failure.ts';

/** A host that is just ending may still hold it. */
const WAIT_MS = 1_000;

/**
 * Two hosts over one folder would give the same numbers to different messages. The lock is the operating system's,
 * so it ends with the process, however that ends. Returns the undo.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = new BetterSqlite3(join(folder, 'host.lock'), { timeout: WAIT_MS });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw error;
    const sentence = `Another Spaces host uses the folder ${folder}.`;
    throw Object.assign(new Error(sentence, { cause: error }), { code: 'SQLITE_BUSY' });
  }
  return () => lock.close();
}
