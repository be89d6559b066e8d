import * as z from 'zod/mini';
import type { PendingMessage } from './replica.ts';
import type { TextStore } from './text-store.ts';

const StoredSchema = z.object({
  clientId: z.string(),
  createdAt: z.string(),
  draft: z.object({
    messageType: z.enum(['user_text', 'user_voice', 'ai_response', 'file']),
    content: z.string(),
    contentType: z.string(),
    metadata: z.optional(z.record(z.string(), z.unknown())),
    replyToId: z.optional(z.nullable(z.string())),
    threadId: z.optional(z.nullable(z.string())),
    fileIds: z.optional(z.array(z.string())),
  }),
});

/** One entry per message, so that two tabs of one browser never overwrite each other's. */
export interface OutboxStorage {
  listRooms(): readonly string[];
  load(roomId: string): readonly PendingMessage[];
  keep(roomId: string, item: PendingMessage): void;
  drop(roomId: string, clientId: string): void;
}

export function createOutboxStorage({
  textStore,
  hostId,
}: {
  textStore: TextStore;
  hostId: string;
}): OutboxStorage {
  const prefix = `spaces.outbox.${hostId}.`;

  return {
    listRooms() {
      const ids = textStore.list(prefix).map(([key]) => key.slice(prefix.length).split('.')[0] ?? '');
      return [...new Set(ids)];
    },
    load(roomId) {
      return textStore.list(`${prefix}${roomId}.`).flatMap(([, value]): PendingMessage[] => {
        try {
          const { clientId, createdAt, draft } = StoredSchema.parse(JSON.parse(value));
          // Absent keys stay absent: the host tells "no reply" from "reply to nothing".
          return [
            { clientId, createdAt, draft: draft as PendingMessage['draft'], state: 'waiting', error: null },
          ];
        } catch {
          return [];
        }
      });
    },
    keep(roomId, { clientId, createdAt, draft }) {
      textStore.write(`${prefix}${roomId}.${clientId}`, JSON.stringify({ clientId, createdAt, draft }));
    },
    drop(roomId, clientId) {
      textStore.remove(`${prefix}${roomId}.${clientId}`);
    },
  };
}
