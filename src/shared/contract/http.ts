import * as z from 'zod/mini';
import { MessageDraftSchema, MessageSchema } from '../model/message.ts';
import {
  CreateRoomSchema,
  LiveStateSchema,
  MemberRoomSchema,
  ParticipantSchema,
  RoomSchema,
  RoomSettingsSchema,
  StateChangeSchema,
} from '../model/room.ts';
import { RoomCodeSchema } from '../model/room-code.ts';
import { nameText } from '../model/text.ts';
import { DisplayNameSchema, UserSchema, UserStatusSchema } from '../model/user.ts';
import { ADMIN_ROUTES } from './http-admin.ts';
import { AGENT_ROUTES } from './http-agents.ts';
import { CHAT_ROUTES } from './http-chat.ts';
import { FILE_ROUTES } from './http-files.ts';
import { HOUSE_ROUTES } from './http-house.ts';
import { JOIN_ROUTES } from './http-join.ts';
import { RULE_ROUTES } from './http-rules.ts';
import { SIZES } from './limits.ts';
import { Id, QueryNumber, RoomPath, type RouteContract, route } from './route.ts';

export const HostInfoSchema = z.object({
  hostId: z.string(),
  startId: z.string(),
  name: z.string(),
  version: z.string(),
  protocol: z.number(),
  fingerprint: z.nullable(z.string()),
  features: z.array(z.string()),
});
export type HostInfo = z.infer<typeof HostInfoSchema>;

const AnyRoom = z.union([MemberRoomSchema, RoomSchema]);
/** Who is in a room is for those who are in it themselves. */
const SeenRoom = z.union([
  z.extend(MemberRoomSchema, { participants: z.array(ParticipantSchema) }),
  RoomSchema,
]);

/** A place in the history: a message id, a seq, or a time like 2026-01-31T08:00:00Z. */
const Anchor = z.string().check(z.minLength(1), z.maxLength(64));
const HistoryQuery = z.object({
  limit: z.optional(QueryNumber(1, SIZES.historyPageMax)),
  before: z.optional(Anchor),
  after: z.optional(Anchor),
  around: z.optional(Anchor),
});

const DeviceIdSchema = z.string().check(z.minLength(SIZES.deviceIdMin), z.maxLength(SIZES.deviceIdMax));

/** Every REST route, once. The server's handler table must cover each name or it does not compile. */
export const ROUTES = {
  ...CHAT_ROUTES,
  ...FILE_ROUTES,
  ...RULE_ROUTES,
  ...HOUSE_ROUTES,
  ...JOIN_ROUTES,
  ...ADMIN_ROUTES,
  ...AGENT_ROUTES,
  createGuest: route({
    method: 'post',
    paths: ['/api/auth/guest'],
    access: 'open',
    summary: 'Choose a display name and get a token; the same deviceId gets the same user back.',
    // With keepName a device that is known here keeps its name: nobody chose the one that was sent.
    body: z.object({
      displayName: DisplayNameSchema,
      deviceId: z.optional(DeviceIdSchema),
      keepName: z.optional(z.boolean()),
    }),
    output: z.object({ user: UserSchema, token: z.string() }),
    status: 201,
  }),
  getMe: route({
    method: 'get',
    paths: ['/api/auth/me'],
    summary: 'The caller.',
    output: z.object({ user: UserSchema }),
  }),
  updateMe: route({
    method: 'patch',
    paths: ['/api/auth/me'],
    summary: 'Change display name, status or status text.',
    body: z.object({
      displayName: z.optional(DisplayNameSchema),
      status: z.optional(UserStatusSchema),
      statusText: z.optional(z.nullable(nameText(0, SIZES.statusText))),
      /** When the text goes by itself. */
      statusUntil: z.optional(
        z.nullable(z.iso.datetime({ error: 'must be a time like 2026-01-31T12:00:00Z' })),
      ),
    }),
    output: z.object({ user: UserSchema }),
  }),
  listRooms: route({
    method: 'get',
    paths: ['/api/rooms'],
    summary: 'The rooms the caller may see: own rooms, public rooms, or both.',
    query: z.object({
      scope: z._default(z.enum(['mine', 'public', 'all']), 'all'),
      q: z.optional(z.string().check(z.maxLength(200))),
      limit: z.optional(QueryNumber(1, 200)),
      cursor: z.optional(z.string().check(z.maxLength(200))),
    }),
    output: z.object({ rooms: z.array(AnyRoom), nextCursor: z.nullable(z.string()) }),
  }),
  createRoom: route({
    method: 'post',
    paths: ['/api/rooms', '/api/rooms/create'],
    summary: 'Create a room; the caller becomes its owner and first member.',
    body: CreateRoomSchema,
    output: z.object({ room: MemberRoomSchema }),
    status: 201,
  }),
  getRoomByCode: route({
    method: 'get',
    paths: ['/api/rooms/code/:roomCode'],
    summary: 'Look a room up by its code.',
    params: z.object({ roomCode: RoomCodeSchema }),
    output: z.object({ room: SeenRoom }),
  }),
  getRoom: route({
    method: 'get',
    paths: ['/api/rooms/:roomId'],
    summary: 'A room; members see who is in it, outsiders see public rooms without anybody’s name.',
    params: RoomPath,
    output: z.object({ room: SeenRoom }),
  }),
  updateRoom: route({
    method: 'patch',
    paths: ['/api/rooms/:roomId'],
    summary: 'Change a room’s settings.',
    params: RoomPath,
    body: RoomSettingsSchema,
    output: z.object({ room: MemberRoomSchema }),
  }),
  replaceRoom: route({
    method: 'put',
    paths: ['/api/rooms/:roomId'],
    summary: 'Change a room’s settings.',
    params: RoomPath,
    body: RoomSettingsSchema,
    output: z.object({ room: MemberRoomSchema }),
  }),
  updateRoomState: route({
    method: 'patch',
    paths: ['/api/rooms/:roomId/state'],
    summary: 'Change mode, conversation or lock.',
    params: RoomPath,
    body: StateChangeSchema,
    output: z.object({ state: LiveStateSchema }),
  }),
  deleteRoom: route({
    method: 'delete',
    paths: ['/api/rooms/:roomId'],
    summary: 'Delete a room with everything in it.',
    params: RoomPath,
  }),
  joinRoom: route({
    method: 'post',
    paths: ['/api/rooms/:roomId/join'],
    summary: 'Take a seat in a room; doing it again changes nothing.',
    params: RoomPath,
    body: z.object({
      displayName: z.optional(DisplayNameSchema),
      password: z.optional(z.string().check(z.maxLength(SIZES.password))),
      /** Proves to a private room that the caller knows it. */
      roomCode: z.optional(RoomCodeSchema),
      /** What a join by code handed out; good once. */
      ticket: z.optional(z.string().check(z.maxLength(128))),
    }),
    output: z.object({ room: MemberRoomSchema, participants: z.array(ParticipantSchema) }),
  }),
  leaveRoom: route({
    method: 'post',
    paths: ['/api/rooms/:roomId/leave'],
    summary: 'Give the seat up.',
    params: RoomPath,
    output: z.object({ roomId: z.string() }),
  }),
  leaveRoomByDelete: route({
    method: 'delete',
    paths: ['/api/rooms/:roomId/leave'],
    summary: 'Give the seat up.',
    params: RoomPath,
    output: z.object({ roomId: z.string() }),
  }),
  listParticipants: route({
    method: 'get',
    paths: ['/api/rooms/:roomId/participants', '/api/rooms/:roomId/members'],
    summary: 'The members of a room, those online first.',
    params: RoomPath,
    output: z.object({ participants: z.array(ParticipantSchema) }),
  }),
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
  listOnlineUsers: route({
    method: 'get',
    paths: ['/api/users/online'],
    summary: 'The people of this host who are online.',
    output: z.object({ users: z.array(UserSchema) }),
  }),
  listOpenRooms: route({
    method: 'get',
    paths: ['/api/host/rooms'],
    access: 'open',
    summary: 'The public rooms of this host, for those on the network who look around.',
    output: z.object({ rooms: z.array(RoomSchema) }),
  }),
  lookBack: route({
    method: 'post',
    paths: ['/api/host/look-back'],
    access: 'open',
    summary: 'The host knocks at a port of the caller, for the network check; it says the time too.',
    body: z.object({ port: z.int().check(z.gte(1), z.lte(65_535)) }),
    output: z.object({
      outcome: z.enum(['ok', 'refused', 'timeout', 'unreachable']),
      time: z.string(),
    }),
  }),
  getHost: route({
    method: 'get',
    paths: ['/api/host'],
    access: 'open',
    summary: 'Who this host is.',
    output: HostInfoSchema,
  }),
} as const satisfies Record<string, RouteContract>;

export type RouteName = keyof typeof ROUTES;
export type RouteParams<N extends RouteName> = z.output<(typeof ROUTES)[N]['params']>;
export type RouteQuery<N extends RouteName> = z.output<(typeof ROUTES)[N]['query']>;
export type RouteBody<N extends RouteName> = z.output<(typeof ROUTES)[N]['body']>;
export type RouteOutput<N extends RouteName> = z.output<(typeof ROUTES)[N]['output']>;
