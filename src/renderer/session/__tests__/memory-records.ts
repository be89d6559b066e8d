import type { RecordStore } from '../record-store.ts';
import { noTabs, type TabChannel } from '../tab-channel.ts';

/** Records as a browser keeps them: copies, and never at once. */
export function createMemoryRecords(): RecordStore & { readonly kept: ReadonlyMap<string, unknown> } {
  const kept = new Map<string, unknown>();
  return {
    kept,
    load: async () => [...kept].map(([key, value]) => [key, structuredClone(value)] as const),
    async keep(key, value) {
      const copy = structuredClone(value);
      await Promise.resolve();
      kept.set(key, copy);
    },
    async drop(key) {
      await Promise.resolve();
      kept.delete(key);
    },
  };
}

/** A device on which nothing was kept yet. */
export function createKeptThings() {
  return { outbox: createMemoryRecords(), uploads: createMemoryRecords(), tabs: noTabs };
}

/** The tabs of one browser: whatever one tells, the others hear. */
export function createTabs(openClaims: () => TabChannel['claims'] = () => null): { open(): TabChannel } {
  const listeners = new Map<TabChannel, Set<(message: unknown) => void>>();
  return {
    open() {
      const own = new Set<(message: unknown) => void>();
      const channel: TabChannel = {
        tell(message) {
          for (const [other, hearing] of listeners) {
            if (other !== channel) for (const listener of hearing) listener(structuredClone(message));
          }
        },
        listen(listener) {
          own.add(listener);
          return () => own.delete(listener);
        },
        claims: openClaims(),
      };
      listeners.set(channel, own);
      return channel;
    },
  };
}
