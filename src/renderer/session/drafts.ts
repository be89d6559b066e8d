import type { RoomRef } from './replica.ts';
import type { SessionCore } from './session-core.ts';
import type { TextStore } from './text-store.ts';

/** What was typed and not sent, per room. */
export interface Drafts {
  read(hostId: string, roomId: string): string;
  write(hostId: string, roomId: string, text: string): void;
  /** Forgets those of rooms in which nothing can be sent any more, with their threads. */
  forget(hostId: string, isGone: (roomId: string) => boolean): void;
}

export function createDrafts({ textStore }: { textStore: TextStore }): Drafts {
  const keyOf = (hostId: string, roomId: string) => `spaces.draft.${hostId}.${roomId}`;
  return {
    read: (hostId, roomId) => textStore.read(keyOf(hostId, roomId)) ?? '',
    write(hostId, roomId, text) {
      if (text === '') textStore.remove(keyOf(hostId, roomId));
      else textStore.write(keyOf(hostId, roomId), text);
    },
    forget(hostId, isGone) {
      const prefix = keyOf(hostId, '');
      for (const key of textStore.list(prefix)) {
        const [roomId = ''] = key.slice(prefix.length).split('.');
        if (isGone(roomId)) textStore.remove(key);
      }
    },
  };
}

/** A thread has a draft of its own. */
function placeOf({ roomId }: RoomRef, threadId: string | null): string {
  return threadId === null ? roomId : `${roomId}.${threadId}`;
}

export function createDraftActions({ core }: { core: Pick<SessionCore, 'active' | 'drafts'> }) {
  return {
    readDraft(ref: RoomRef, threadId: string | null = null): string {
      const active = core.active.get(ref.hostKey);
      return active ? core.drafts.read(active.link.address.hostId, placeOf(ref, threadId)) : '';
    },

    writeDraft(ref: RoomRef, text: string, threadId: string | null = null): void {
      const active = core.active.get(ref.hostKey);
      if (active) core.drafts.write(active.link.address.hostId, placeOf(ref, threadId), text);
    },
  };
}

export type DraftActions = ReturnType<typeof createDraftActions>;
