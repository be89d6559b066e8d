import type { TextStore } from './text-store.ts';

/** What was typed and not sent, per room. */
export interface Drafts {
  read(hostId: string, roomId: string): string;
  write(hostId: string, roomId: string, text: string): void;
}

export function createDrafts({ textStore }: { textStore: TextStore }): Drafts {
  const keyOf = (hostId: string, roomId: string) => `spaces.draft.${hostId}.${roomId}`;
  return {
    read: (hostId, roomId) => textStore.read(keyOf(hostId, roomId)) ?? '',
    write(hostId, roomId, text) {
      if (text === '') textStore.remove(keyOf(hostId, roomId));
      else textStore.write(keyOf(hostId, roomId), text);
    },
  };
}
