import * as z from 'zod/mini';
import { SIZES } from '../contract/limits.ts';

/** How a file is shown: what its content says, never its name. */
export const FileKindSchema = z.enum(['image', 'video', 'audio', 'file']);
export type FileKind = z.infer<typeof FileKindSchema>;

/** A file as messages carry it. */
export const AttachmentSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.optional(FileKindSchema),
  contentType: z.string(),
  size: z.number(),
  sha256: z.string(),
  width: z.optional(z.number()),
  height: z.optional(z.number()),
  hasThumbnail: z.optional(z.boolean()),
});
export type Attachment = z.infer<typeof AttachmentSchema>;

/** A file of a room, also while it is still coming in. */
export const RoomFileSchema = z.object({
  id: z.string(),
  roomId: z.string(),
  userId: z.string(),
  displayName: z.string(),
  /** Null until it was sent with a message. */
  messageId: z.nullable(z.string()),
  name: z.string(),
  kind: FileKindSchema,
  contentType: z.string(),
  size: z.number(),
  /** Bytes that arrived: where an upload goes on. */
  received: z.number(),
  isComplete: z.boolean(),
  sha256: z.nullable(z.string()),
  width: z.nullable(z.number()),
  height: z.nullable(z.number()),
  hasThumbnail: z.boolean(),
  createdAt: z.string(),
});
export type RoomFile = z.infer<typeof RoomFileSchema>;

export const Sha256Schema = z.string().check(z.regex(/^[0-9a-f]{64}$/, { error: 'must be 64 hex digits' }));

export const UploadDraftSchema = z.object({
  /** As the sender calls it; the host makes it safe. */
  name: z.string().check(z.minLength(1), z.maxLength(SIZES.fileNameGiven)),
  size: z.int().check(z.gte(0)),
  sha256: z.optional(Sha256Schema),
  contentType: z._default(z.string().check(z.maxLength(SIZES.contentType)), ''),
});
export type UploadDraft = z.infer<typeof UploadDraftSchema>;
