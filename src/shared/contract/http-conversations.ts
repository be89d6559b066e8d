import * as z from 'zod/mini';
import { MemberRoomSchema, NotifyLevelSchema, SeatSettingsSchema } from '../model/room.ts';
import { SearchPageSchema } from '../model/search.ts';
import { SIZES } from './limits.ts';
import { Id, QueryNumber, RoomPath, type RouteContract, route } from './route.ts';

export const SearchCursor = z.string().check(z.regex(/^[0-9a-z]{1,11}$/, { error: 'is not valid' }));

/** The caller's own rooms and conversations: what is unread, what each may tell of, and search across them. */
export const CONVERSATION_ROUTES = {
  countUnread: route({
    method: 'get',
    paths: ['/api/unread'],
    summary: 'The unread counts of all the caller’s rooms at once.',
    output: z.object({
      rooms: z.array(
        z.object({
          roomId: z.string(),
          unreadCount: z.number(),
          mentionCount: z.number(),
          notify: NotifyLevelSchema,
        }),
      ),
      unreadCount: z.number(),
      mentionCount: z.number(),
    }),
  }),
  getSeat: route({
    method: 'get',
    paths: ['/api/rooms/:roomId/me'],
    summary: 'What the caller chose for a room.',
    params: RoomPath,
    output: SeatSettingsSchema,
  }),
  updateSeat: route({
    method: 'patch',
    paths: ['/api/rooms/:roomId/me'],
    summary: 'Choose what a room tells of, or put it into the archive until something new comes.',
    params: RoomPath,
    body: z.partial(SeatSettingsSchema),
    output: SeatSettingsSchema,
  }),
  openDirect: route({
    method: 'post',
    paths: ['/api/direct'],
    summary: 'The conversation with somebody, which only the two can read; 201 when it is new.',
    body: z.object({ userId: Id }),
    output: z.object({ room: MemberRoomSchema }),
    status: 201,
  }),
  setReadLife: route({
    method: 'patch',
    paths: ['/api/direct/:roomId'],
    summary: 'How many seconds messages stay after they were read; null keeps them.',
    params: RoomPath,
    body: z.object({ readLifeSeconds: z.nullable(z.int().check(z.gte(1), z.lte(31_536_000))) }),
    output: z.object({ room: MemberRoomSchema }),
  }),
  search: route({
    method: 'get',
    paths: ['/api/search'],
    summary:
      'Search the caller’s rooms, newest first; from: in: has: before: after: on: is: and "phrases", each negated by -.',
    query: z.object({
      q: z.string().check(z.maxLength(SIZES.searchQuery * 4)),
      roomId: z.optional(Id),
      limit: z.optional(QueryNumber(1, SIZES.searchPageMax)),
      cursor: z.optional(SearchCursor),
      timeZoneOffset: z.optional(
        z.pipe(z.string().check(z.regex(/^-?\d{1,4}$/, { error: 'must be minutes' })), z.transform(Number)),
      ),
    }),
    output: SearchPageSchema,
  }),
  markUnreadFrom: route({
    method: 'post',
    paths: ['/api/rooms/:roomId/unread-from'],
    summary: 'Make a message and everything after it unread again for the caller.',
    params: RoomPath,
    body: z.object({ messageId: Id }),
    output: z.object({
      unreadCount: z.number(),
      mentionCount: z.number(),
      lastReadMessageId: z.nullable(z.string()),
    }),
  }),
} as const satisfies Record<string, RouteContract>;
