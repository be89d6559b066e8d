/** Small texts that survive a restart. Failing to keep one is told, never thrown. */
export interface TextStore {
  read(key: string): string | null;
  write(key: string, value: string): boolean;
  remove(key: string): void;
  /** The keys that begin so. */
  list(prefix: string): readonly string[];
}

export function createTextStore({ storage }: { storage: Storage | null }): TextStore {
  return {
    read: (key) => storage?.getItem(key) ?? null,
    write(key, value) {
      try {
        storage?.setItem(key, value);
        return storage !== null;
      } catch {
        return false;
      }
    },
    remove(key) {
      storage?.removeItem(key);
    },
    list: (prefix) =>
      Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? '').filter((key) =>
        key.startsWith(prefix),
      ),
  };
}

/** Null where the browser refuses storage, as in some private windows. */
export function findLocalStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
