import * as z from 'zod/mini';
import type { RecordStore } from './record-store.ts';
import type { PendingMessage } from './replica.ts';
import type { TabChannel } from './tab-channel.ts';

const StoredSchema = z.object({
  hostId: z.string(),
  roomId: z.string(),
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
  files: z.optional(z.array(z.object({ fileId: z.string(), name: z.string(), size: z.number() }))),
});
const DroppedSchema = z.object({ dropped: z.string() });

/** The unsent messages of one host. What is read is the picture in memory; the disk follows it. */
export interface OutboxStorage {
  listRooms(): readonly string[];
  load(roomId: string): readonly PendingMessage[];
  keep(roomId: string, item: PendingMessage): void;
  drop(roomId: string, clientId: string): void;
}

export interface OutboxVault {
  /** Resolves when what earlier visits left is in the picture: nothing may be sent before. */
  readonly ready: Promise<void>;
  openHost(hostId: string): OutboxStorage;
  /** Another tab got rid of a message: it was stored by the host, or its person took it back. */
  onDropped(listener: (hostId: string, roomId: string, clientId: string) => void): () => void;
}

interface Options {
  records: RecordStore;
  tabs: TabChannel;
  /** A message could not be kept. It is sent all the same. */
  onUnkept: () => void;
}

interface Entry {
  readonly hostId: string;
  readonly roomId: string;
  readonly item: PendingMessage;
}

/** A database that never answers must not keep anybody from writing. */
const LOADS_WITHIN_MS = 3_000;

const keyOf = (hostId: string, roomId: string, clientId: string) => `${hostId}/${roomId}/${clientId}`;

function readEntry(value: unknown): Entry | null {
  const parsed = StoredSchema.safeParse(value);
  if (!parsed.success) return null;
  const { hostId, roomId, clientId, createdAt, draft, files } = parsed.data;
  // Absent keys stay absent: the host tells "no reply" from "reply to nothing".
  const kept = draft as PendingMessage['draft'];
  return {
    hostId,
    roomId,
    item: { clientId, createdAt, draft: kept, state: 'waiting', error: null, ...(files && { files }) },
  };
}

/** Each message has a record of its own, so that two tabs of one browser never overwrite each other's. */
export function createOutboxVault({ records, tabs, onUnkept }: Options): OutboxVault {
  const picture = new Map<string, Entry>();
  const listeners = new Set<(hostId: string, roomId: string, clientId: string) => void>();
  /** Records are written one after the other: a message is never dropped before it was kept. */
  let last: Promise<unknown> = Promise.resolve();
  let isTold = false;

  function write(work: () => Promise<void>): Promise<void> {
    const written = last.then(work);
    last = written.catch(() => undefined);
    return written;
  }

  /** Once is enough: the next message would fare no better. */
  function tellUnkept(): void {
    if (!isTold) onUnkept();
    isTold = true;
  }

  async function load(): Promise<void> {
    const found = await records.load().catch(() => []);
    for (const [key, value] of found) {
      const entry = readEntry(value);
      if (entry && !picture.has(key)) picture.set(key, entry);
    }
  }

  tabs.listen((message) => {
    const told = DroppedSchema.safeParse(message);
    const entry = told.success ? picture.get(told.data.dropped) : undefined;
    if (!told.success || !entry) return;
    picture.delete(told.data.dropped);
    for (const listener of listeners) listener(entry.hostId, entry.roomId, entry.item.clientId);
  });

  const tooLong = new Promise<void>((resolve) => {
    setTimeout(resolve, LOADS_WITHIN_MS);
  });
  return {
    ready: Promise.race([load(), tooLong]),
    onDropped(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    openHost: (hostId) => ({
      listRooms: () => [
        ...new Set([...picture.values()].flatMap((e) => (e.hostId === hostId ? e.roomId : []))),
      ],
      load: (roomId) =>
        [...picture.values()]
          .flatMap((entry) => (entry.hostId === hostId && entry.roomId === roomId ? entry.item : []))
          .sort((a, b) => (a.clientId < b.clientId ? -1 : 1)),
      keep(roomId, item) {
        const key = keyOf(hostId, roomId, item.clientId);
        const { clientId, createdAt, draft, files } = item;
        picture.set(key, { hostId, roomId, item });
        write(() =>
          records.keep(key, { hostId, roomId, clientId, createdAt, draft, ...(files && { files }) }),
        ).catch(tellUnkept);
      },
      drop(roomId, clientId) {
        const key = keyOf(hostId, roomId, clientId);
        if (!picture.delete(key)) return;
        tabs.tell({ dropped: key });
        write(() => records.drop(key)).catch(() => undefined);
      },
    }),
  };
}
