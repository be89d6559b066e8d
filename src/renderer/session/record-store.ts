import { createStore, del, entries, set } from 'idb-keyval';

/** Small things that survive a restart, each under a key of its own. */
export interface RecordStore {
  /** All there is, of whatever shape: who reads it checks it. */
  load(): Promise<readonly (readonly [key: string, value: unknown])[]>;
  /** Resolves when it would survive the end of this page; rejects when it cannot be kept. */
  keep(key: string, value: unknown): Promise<void>;
  drop(key: string): Promise<void>;
}

/** In the browser's own database. Writes reach it in the order they were asked for. */
export function createRecordStore({ name }: { name: string }): RecordStore {
  const store = createStore(name, 'records');
  // A private window may have no database at all: then asking for one throws at once.
  const ask = async <T>(work: () => Promise<T>): Promise<T> => work();
  return {
    load: () => ask(() => entries<string, unknown>(store)),
    keep: (key, value) => ask(() => set(key, value, store)),
    drop: (key) => ask(() => del(key, store)),
  };
}
