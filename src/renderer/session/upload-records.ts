import * as z from 'zod/mini';
import type { QueuedMessage, Upload } from './upload-store.ts';

/** Larger files are not copied into the browser's database: their person is asked for them again. */
export const KEPT_BYTES = 64 * 1_048_576;
/** As much as it takes to tell one file from another of the same name and size. */
export const HEAD_BYTES = 1_048_576;

const PlaceSchema = {
  id: z.string(),
  hostId: z.string(),
  roomId: z.string(),
  threadId: z.nullable(z.string()),
};
const UploadRecordSchema = z.object({
  kind: z.literal('upload'),
  ...PlaceSchema,
  name: z.string(),
  size: z.number(),
  head: z.nullable(z.string()),
  sent: z.number(),
  state: z.enum(['sending', 'paused', 'done']),
  fileId: z.nullable(z.string()),
  queuedId: z.nullable(z.string()),
});
const QueuedRecordSchema = z.object({
  kind: z.literal('queued'),
  ...PlaceSchema,
  draft: z.object({
    messageType: z.enum(['file', 'user_voice']),
    content: z.string(),
    contentType: z.string(),
    metadata: z.optional(z.record(z.string(), z.unknown())),
    replyToId: z.optional(z.nullable(z.string())),
    threadId: z.optional(z.nullable(z.string())),
  }),
});

export type UploadRecord = z.infer<typeof UploadRecordSchema>;
export type QueuedRecord = z.infer<typeof QueuedRecordSchema>;

/** What a restart needs to know of a file on its way; how far it is, the host knows better. */
export function describeUpload(upload: Upload, hostId: string): UploadRecord {
  const { id, threadId, name, size, head, fileId, queuedId } = upload;
  const isDone = upload.state === 'done';
  const state = isDone ? 'done' : upload.state === 'paused' ? 'paused' : 'sending';
  const sent = isDone ? size : 0;
  const { roomId } = upload.ref;
  return { kind: 'upload', id, hostId, roomId, threadId, name, size, head, sent, state, fileId, queuedId };
}

export function describeQueued({ id, ref, threadId, draft }: QueuedMessage, hostId: string) {
  return { kind: 'queued', id, hostId, roomId: ref.roomId, threadId, draft } as const;
}

export function readUpload(record: UploadRecord, hostKey: string, blob: Blob | null): Upload {
  const { id, roomId, threadId, name, size, head, sent, fileId, queuedId, state } = record;
  return {
    ...{ id, threadId, name, size, head, sent, fileId, queuedId, blob },
    ref: { hostKey, roomId },
    // Without its bytes it can only wait for them, unless all of them are there.
    state: state === 'done' || blob !== null ? state : 'missing',
    error: null,
  };
}

export interface FoundRecords {
  readonly uploads: readonly UploadRecord[];
  readonly queued: readonly QueuedRecord[];
  readonly bytes: ReadonlyMap<string, Blob>;
}

export const uploadKey = (id: string) => `upload/${id}`;
export const bytesKey = (id: string) => `bytes/${id}`;
export const queuedKey = (id: string) => `queued/${id}`;

export function sortRecords(found: readonly (readonly [key: string, value: unknown])[]): FoundRecords {
  const uploads: UploadRecord[] = [];
  const queued: QueuedRecord[] = [];
  const bytes = new Map<string, Blob>();
  for (const [key, value] of found) {
    if (value instanceof Blob) bytes.set(key.slice(bytesKey('').length), value);
    const upload = UploadRecordSchema.safeParse(value);
    if (upload.success) uploads.push(upload.data);
    const message = QueuedRecordSchema.safeParse(value);
    if (message.success) queued.push(message.data);
  }
  return { uploads, queued, bytes };
}
