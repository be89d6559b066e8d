/** Small texts that survive a restart. Failing to keep one is told, never thrown. */
export interface TextStore {
  list(prefix: string): readonly (readonly [key: string, value: string])[];
  read(key: string): string | null;
  write(key: string, value: string): boolean;
  remove(key: string): void;
}

export function createTextStore({ storage }: { storage: Storage | null }): TextStore {
  return {
    list(prefix) {
      const found: [string, string][] = [];
      for (let index = 0; index < (storage?.length ?? 0); index += 1) {
        const key = storage?.key(index);
        if (key?.startsWith(prefix)) found.push([key, storage?.getItem(key) ?? '']);
      }
      return found.sort(([a], [b]) => (a < b ? -1 : 1));
    },
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
