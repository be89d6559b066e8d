import * as z from 'zod/mini';
import { EmojiSchema } from '../model/emoji.ts';
import { MessageEditSchema, MessageSchema, MessageVersionSchema } from '../model/message.ts';
import { PollDraftSchema } from '../model/poll.ts';
import { SIZES } from './limits.ts';
import { Id, QueryNumber, RoomPath, type RouteContract, route } from './route.ts';

const MessagePath = z.object({ messageId: Id });
const ChangedMessage = z.object({ message: MessageSchema, rev: z.number() });
const PageLimit = z.optional(QueryNumber(1, SIZES.historyPageMax));

/** What can be done with messages that were sent. */
export const CHAT_ROUTES = {
  editMessage: route({
    method: 'put',
    paths: ['/api/messages/:messageId'],
    summary: 'Edit an own message; the earlier wording stays in its history.',
    params: MessagePath,
    body: MessageEditSchema,
    output: ChangedMessage,
  }),
  patchMessage: route({
    method: 'patch',
    paths: ['/api/messages/:messageId'],
    summary: 'Edit an own message; the earlier wording stays in its history.',
    params: MessagePath,
    body: MessageEditSchema,
    output: ChangedMessage,
  }),
  deleteMessage: route({
    method: 'delete',
    paths: ['/api/messages/:messageId'],
    summary: 'Delete a message; its number, author and times stay.',
    params: MessagePath,
    output: ChangedMessage,
  }),
  listVersions: route({
    method: 'get',
    paths: ['/api/messages/:messageId/history'],
    summary: 'The wordings of a message, the first one first; none for a deleted message.',
    params: MessagePath,
    output: z.object({ versions: z.array(MessageVersionSchema) }),
  }),
  react: route({
    method: 'post',
    paths: ['/api/messages/:messageId/react'],
    summary: 'Add a reaction, or take it back when it is there.',
    params: MessagePath,
    body: z.object({ emoji: EmojiSchema }),
    output: ChangedMessage,
  }),
  removeReaction: route({
    method: 'delete',
    paths: ['/api/messages/:messageId/react/:emoji'],
    summary: 'Take a reaction back.',
    params: z.object({ messageId: Id, emoji: EmojiSchema }),
    output: ChangedMessage,
  }),
  listReaders: route({
    method: 'get',
    paths: ['/api/messages/:messageId/readers'],
    summary: 'Who has read as far as this message.',
    params: MessagePath,
    output: z.object({ readers: z.array(z.object({ userId: z.string(), displayName: z.string() })) }),
  }),
  getThread: route({
    method: 'get',
    paths: ['/api/rooms/:roomId/threads/:messageId'],
    summary: 'The first message of a thread and its replies after the seq given, ascending.',
    params: z.object({ roomId: Id, messageId: Id }),
    query: z.object({ limit: PageLimit, after: z.optional(QueryNumber(0, 999_999_999)) }),
    output: z.object({
      root: MessageSchema,
      replies: z.array(MessageSchema),
      hasMoreAfter: z.boolean(),
    }),
  }),
  pinMessage: route({
    method: 'post',
    paths: ['/api/messages/:messageId/pin'],
    summary: 'Pin a message for everybody in the room.',
    params: MessagePath,
    output: ChangedMessage,
  }),
  unpinMessage: route({
    method: 'delete',
    paths: ['/api/messages/:messageId/pin'],
    summary: 'Unpin a message.',
    params: MessagePath,
    output: ChangedMessage,
  }),
  listPinned: route({
    method: 'get',
    paths: ['/api/rooms/:roomId/pins'],
    summary: 'The pinned messages of a room, the newest pin first.',
    params: RoomPath,
    output: z.object({ messages: z.array(MessageSchema) }),
  }),
  saveMessage: route({
    method: 'post',
    paths: ['/api/messages/:messageId/save'],
    summary: 'Save a message for oneself.',
    params: MessagePath,
  }),
  unsaveMessage: route({
    method: 'delete',
    paths: ['/api/messages/:messageId/save'],
    summary: 'Drop a saved message.',
    params: MessagePath,
  }),
  listSaved: route({
    method: 'get',
    paths: ['/api/saved'],
    summary: 'The caller’s saved messages, the last saved first; before is the savedAt to go on from.',
    query: z.object({ limit: PageLimit, before: z.optional(z.string().check(z.maxLength(40))) }),
    output: z.object({ saved: z.array(z.object({ message: MessageSchema, savedAt: z.string() })) }),
  }),
  listMentions: route({
    method: 'get',
    paths: ['/api/mentions'],
    summary: 'Messages that mention the caller, newest first; before is a message id.',
    query: z.object({ limit: PageLimit, before: z.optional(Id) }),
    output: z.object({ messages: z.array(MessageSchema) }),
  }),
  createPoll: route({
    method: 'post',
    paths: ['/api/rooms/:roomId/polls'],
    summary: 'Ask the room to vote; the poll is a message.',
    params: RoomPath,
    body: z.extend(PollDraftSchema, { clientId: z.optional(Id) }),
    output: z.object({ message: MessageSchema }),
    status: 201,
  }),
  vote: route({
    method: 'post',
    paths: ['/api/messages/:messageId/vote'],
    summary: 'Choose options of a poll, replacing an earlier choice; none takes the vote back.',
    params: MessagePath,
    body: z.object({ optionIds: z.array(z.int().check(z.gte(0))).check(z.maxLength(SIZES.pollOptions)) }),
    output: ChangedMessage,
  }),
  closePoll: route({
    method: 'post',
    paths: ['/api/messages/:messageId/close-poll'],
    summary: 'End a poll; its result stays.',
    params: MessagePath,
    output: ChangedMessage,
  }),
} as const satisfies Record<string, RouteContract>;
