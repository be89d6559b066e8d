import * as z from 'zod/mini';
import { SIZES } from '../contract/limits.ts';
import { AttachmentSchema } from './file.ts';
import { PollDraftSchema, PollSchema } from './poll.ts';
import { utf8Length } from './text.ts';

export const MessageTypeSchema = z.enum(['user_text', 'user_voice', 'ai_response', 'system', 'file']);
export type MessageType = z.infer<typeof MessageTypeSchema>;

export const ReactionSchema = z.object({
  emoji: z.string(),
  count: z.number(),
  userIds: z.array(z.string()),
});

/** Whom a message names; the host finds them, so that everybody sees the same. */
export const MentionsSchema = z.object({
  userIds: z.array(z.string()),
  all: z.boolean(),
  here: z.boolean(),
});
export type Mentions = z.infer<typeof MentionsSchema>;

/** The replies under a message. */
export const ThreadSchema = z.object({
  replyCount: z.number(),
  lastReplyAt: z.string(),
  /** Who replied, the newest last; at most five. */
  userIds: z.array(z.string()),
});
export type Thread = z.infer<typeof ThreadSchema>;

/** What a reply answers, as it reads now. */
export const QuoteSchema = z.object({
  id: z.string(),
  userId: z.nullable(z.string()),
  displayName: z.string(),
  messageType: MessageTypeSchema,
  /** The beginning; empty when it was deleted. */
  content: z.string(),
  isDeleted: z.boolean(),
});
export type Quote = z.infer<typeof QuoteSchema>;

/** False also for nesting so deep that writing it as JSON would overflow the stack. */
function fitsAsJson(value: unknown, most: number): boolean {
  try {
    return JSON.stringify(value).length <= most;
  } catch {
    return false;
  }
}

export const MetadataSchema = z
  .record(z.string(), z.unknown())
  .check(z.refine((value) => fitsAsJson(value, SIZES.metadataLength), { error: 'is too large' }));

export const MessageSchema = z.object({
  id: z.string(),
  seq: z.number(),
  roomId: z.string(),
  userId: z.nullable(z.string()),
  displayName: z.string(),
  kind: z.enum(['person', 'agent', 'companion']),
  messageType: MessageTypeSchema,
  content: z.string(),
  contentType: z.string(),
  metadata: z.record(z.string(), z.unknown()),
  replyToId: z.nullable(z.string()),
  threadId: z.nullable(z.string()),
  clientId: z.nullable(z.string()),
  createdAt: z.string(),
  editedAt: z.nullable(z.string()),
  deletedAt: z.nullable(z.string()),
  reactions: z.array(ReactionSchema),
  attachments: z.array(AttachmentSchema),
  mentions: z.optional(MentionsSchema),
  /** On the first message of a thread. */
  thread: z.optional(ThreadSchema),
  poll: z.optional(PollSchema),
  pinned: z.optional(z.object({ at: z.string(), userId: z.string() })),
  /** Where replyToId is set. */
  quote: z.optional(QuoteSchema),
});
export type Message = z.infer<typeof MessageSchema>;

/** One setting of a room and what it is now; of a password `set`, `changed` or `removed`. */
export const SettingsChangeSchema = z.object({
  what: z.enum([
    'name',
    'description',
    'visibility',
    'maxParticipants',
    'password',
    'life',
    'startsAt',
    'agentLimit',
  ]),
  to: z.nullable(z.union([z.string(), z.number()])),
});
export type SettingsChange = z.infer<typeof SettingsChangeSchema>;

/** What a system line says; the sentence belongs to the screen. */
export const SystemEventSchema = z.object({
  event: z.enum([
    'joined',
    'left',
    'renamed',
    'settings',
    'mode',
    'locked',
    'unlocked',
    'kicked',
    'banned',
    'muted',
    'unmuted',
    'role',
    'owner',
    'agents-wait',
    'agents-released',
    'notice',
  ]),
  userId: z.optional(z.string()),
  displayName: z.optional(z.string()),
  detail: z.optional(z.string()),
  /** Of `settings`: lines written before it was told have none. */
  changes: z.optional(z.array(SettingsChangeSchema)),
});
export type SystemEvent = z.infer<typeof SystemEventSchema>;

const ContentSchema = z.string().check(
  z.refine((text) => utf8Length(text) <= SIZES.messageBytes, {
    error: `must have at most ${SIZES.messageBytes} bytes`,
  }),
);

/** What a person or program sends. System messages are written by the host alone. */
export const MessageDraftSchema = z
  .object({
    messageType: z._default(z.enum(['user_text', 'user_voice', 'ai_response', 'file']), 'user_text'),
    content: ContentSchema,
    contentType: z._default(z.string().check(z.minLength(1), z.maxLength(SIZES.contentType)), 'text/plain'),
    metadata: z._default(MetadataSchema, {}),
    replyToId: z.optional(z.nullable(z.string().check(z.maxLength(64)))),
    threadId: z.optional(z.nullable(z.string().check(z.maxLength(64)))),
    clientId: z.optional(z.string().check(z.minLength(1), z.maxLength(SIZES.clientId))),
    /** Uploaded before, by the same person into the same room. */
    fileIds: z.optional(z.array(z.string().check(z.maxLength(64))).check(z.maxLength(SIZES.filesPerMessage))),
    poll: z.optional(PollDraftSchema),
  })
  .check(
    z.refine(
      (draft) =>
        draft.messageType === 'file' ||
        draft.messageType === 'user_voice' ||
        draft.poll !== undefined ||
        (draft.fileIds ?? []).length > 0 ||
        draft.content.trim() !== '',
      {
        error: 'must not be empty',
        path: ['content'],
      },
    ),
  );
export type MessageDraft = z.infer<typeof MessageDraftSchema>;

/** What the author may change of a message that was sent. */
export const MessageEditSchema = z.object({
  content: ContentSchema,
  contentType: z.optional(z.string().check(z.minLength(1), z.maxLength(SIZES.contentType))),
});
export type MessageEdit = z.infer<typeof MessageEditSchema>;

/** One wording of a message, and since when it stood. */
export const MessageVersionSchema = z.object({
  content: z.string(),
  contentType: z.string(),
  at: z.string(),
});
export type MessageVersion = z.infer<typeof MessageVersionSchema>;
