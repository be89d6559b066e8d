import * as z from 'zod/mini';
import { MessageDraftSchema, MessageSchema } from '../model/message.ts';
import { SIZES } from './limits.ts';
import { Id, QueryNumber, RoomPath, type RouteContract, route } from './route.ts';

/** A place in the history: a message id, a seq, or a time like 2026-01-31T08:00:00Z. */
const Anchor = z.string().check(z.minLength(1), z.maxLength(64));
const HistoryQuery = z.object({
  limit: z.optional(QueryNumber(1, SIZES.historyPageMax)),
  before: z.optional(Anchor),
  after: z.optional(Anchor),
  around: z.optional(Anchor),
});
/** Sending messages, reading them, and how far somebody has read. */
export const MESSAGE_ROUTES = {
  listMessages: route({
    method: 'get',
    paths: ['/api/rooms/:roomId/messages', '/api/messages/rooms/:roomId'],
    summary: 'A page of history, ascending; without an anchor the newest.',
    params: RoomPath,
    query: HistoryQuery,
    output: z.object({
      messages: z.array(MessageSchema),
      hasMoreBefore: z.boolean(),
      hasMoreAfter: z.boolean(),
    }),
  }),
  sendMessage: route({
    method: 'post',
    paths: ['/api/rooms/:roomId/messages'],
    summary: 'Send a message; 200 instead of 201 when the clientId was seen before.',
    params: RoomPath,
    body: MessageDraftSchema,
    output: z.object({ message: MessageSchema }),
    status: 201,
  }),
  sendMessageAnywhere: route({
    method: 'post',
    paths: ['/api/messages'],
    summary: 'Send a message, with the room named in the body.',
    body: z.extend(MessageDraftSchema, { roomId: Id }),
    output: z.object({ message: MessageSchema }),
    status: 201,
  }),
  getMessage: route({
    method: 'get',
    paths: ['/api/messages/:messageId'],
    summary: 'One message.',
    params: z.object({ messageId: Id }),
    output: z.object({ message: MessageSchema }),
  }),
  markRead: route({
    method: 'post',
    paths: ['/api/rooms/:roomId/read'],
    summary: 'Move the caller’s read cursor forward.',
    params: RoomPath,
    body: z.object({ lastReadMessageId: Id }),
    output: z.object({
      unreadCount: z.number(),
      mentionCount: z.number(),
      lastReadMessageId: z.nullable(z.string()),
    }),
  }),
  getUnread: route({
    method: 'get',
    paths: ['/api/rooms/:roomId/unread'],
    summary: 'How many messages of others lie behind the read cursor.',
    params: RoomPath,
    output: z.object({
      unreadCount: z.number(),
      mentionCount: z.number(),
      lastReadMessageId: z.nullable(z.string()),
    }),
  }),
  listTyping: route({
    method: 'get',
    paths: ['/api/rooms/:roomId/typing'],
    summary: 'Who is typing right now.',
    params: RoomPath,
    output: z.object({ userIds: z.array(z.string()) }),
  }),
} as const satisfies Record<string, RouteContract>;
