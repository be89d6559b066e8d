import * as z from 'zod/mini';
import { EmojiSchema } from '../model/emoji.ts';
import { MessageEditSchema, MessageSchema } from '../model/message.ts';
import { SearchPageSchema } from '../model/search.ts';
import { SearchCursor } from './http-conversations.ts';
import { SIZES } from './limits.ts';
import { Id } from './route.ts';

const MessageRef = z.object({ messageId: Id });
const Nothing = z.object({});
const ChangedMessage = z.object({ message: MessageSchema, rev: z.number() });

/** Requests about messages that were sent; the room hears `room:message-updated`. */
export const CHAT_REQUESTS = {
  'room:message-edit': {
    input: z.extend(MessageEditSchema, { messageId: Id }),
    output: ChangedMessage,
    success: null,
  },
  'room:message-delete': { input: MessageRef, output: ChangedMessage, success: null },
  /** Toggles the reaction when `isOn` is not given. */
  'room:react': {
    input: z.extend(MessageRef, { emoji: EmojiSchema, isOn: z.optional(z.boolean()) }),
    output: ChangedMessage,
    success: null,
  },
  'room:pin': {
    input: z.extend(MessageRef, { isPinned: z.boolean() }),
    output: ChangedMessage,
    success: null,
  },
  'room:save': { input: z.extend(MessageRef, { isSaved: z.boolean() }), output: Nothing, success: null },
  /** The whole choice each time; none takes the vote back. */
  'room:vote': {
    input: z.extend(MessageRef, {
      optionIds: z.array(z.int().check(z.gte(0))).check(z.maxLength(SIZES.pollOptions)),
    }),
    output: ChangedMessage,
    success: null,
  },
  'room:poll-close': { input: MessageRef, output: ChangedMessage, success: null },
  /** All rooms of the person, or one; newest first. */
  'search:messages': {
    input: z.object({
      q: z.string().check(z.maxLength(SIZES.searchQuery * 4)),
      roomId: z.optional(Id),
      limit: z.optional(z.int().check(z.gte(1), z.lte(SIZES.searchPageMax))),
      cursor: z.optional(SearchCursor),
      timeZoneOffset: z.optional(z.int().check(z.gte(-1_000), z.lte(1_000))),
    }),
    output: SearchPageSchema,
    success: null,
  },
  /** Makes a message and everything after it unread again on all devices of the person. */
  'room:unread-from': {
    input: z.object({ roomId: z.optional(Id), messageId: Id }),
    output: z.object({
      unreadCount: z.number(),
      mentionCount: z.number(),
      lastReadMessageId: z.nullable(z.string()),
    }),
    success: null,
  },
} as const;
