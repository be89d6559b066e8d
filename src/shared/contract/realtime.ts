import * as z from 'zod/mini';
import { type Message, MessageDraftSchema, MessageSchema } from '../model/message.ts';
import type { Notification } from '../model/notification.ts';
import {
  type LiveState,
  LiveStateSchema,
  MemberRoomSchema,
  type NotifyLevel,
  type Participant,
  ParticipantSchema,
  type Room,
  StateChangeSchema,
} from '../model/room.ts';
import { RoomCodeSchema } from '../model/room-code.ts';
import { DisplayNameSchema, type User, UserSchema, UserStatusSchema } from '../model/user.ts';
import type { Waiting, WaitingKind } from '../model/waiting.ts';
import { SIZES } from './limits.ts';
import { CHAT_REQUESTS } from './realtime-chat.ts';
import { RULE_REQUESTS } from './realtime-rules.ts';
import type { Failure } from './result.ts';
import { Id } from './route.ts';

const RoomRef = z.object({ roomId: z.optional(Id) });
const Nothing = z.object({});

/**
 * Every request a client may make over a socket: its input, its answer, and the event that tells of success
 * to a client that gave no acknowledgement callback (null: the push to the room is the sign).
 */
export const REQUESTS = {
  ...CHAT_REQUESTS,
  /** Logs the socket in when the handshake carried no token. */
  'room:authenticate': {
    input: z.object({ token: z.string().check(z.maxLength(4_096)) }),
    output: z.object({ user: UserSchema }),
    success: 'room:authenticated',
  },
  /** Enters a room by id or code; `lastSeq` and `lastRev` ask for the missing part only. */
  'room:join': {
    input: z
      .object({
        roomId: z.optional(Id),
        roomCode: z.optional(RoomCodeSchema),
        displayName: z.optional(DisplayNameSchema),
        password: z.optional(z.string().check(z.maxLength(SIZES.password))),
        /** What a join by code handed out; it names the room and is good once. */
        ticket: z.optional(z.string().check(z.maxLength(128))),
        lastSeq: z.optional(z.int().check(z.gte(0))),
        lastRev: z.optional(z.int().check(z.gte(0))),
      })
      .check(
        z.refine((input) => (input.roomId ?? input.roomCode ?? input.ticket) !== undefined, {
          error: 'is needed, or roomCode',
          path: ['roomId'],
        }),
      ),
    output: z.object({
      room: MemberRoomSchema,
      participants: z.array(ParticipantSchema),
      state: LiveStateSchema,
      self: ParticipantSchema,
      /** Who is speaking with the room at this moment. */
      /** Hosts of before do not say it. */
      voiceUserIds: z.optional(z.array(z.string())),
      /** The host's numbers at this moment: what a replica must reach. */
      lastSeq: z.number(),
      lastRev: z.number(),
      messages: z.array(MessageSchema),
      /** True when the messages replace what the client has: the gap was too long to fill. */
      isFresh: z.boolean(),
    }),
    success: 'room:joined',
  },
  /** Steps out of the room's presence and gives the seat up. */
  'room:leave': { input: RoomRef, output: z.object({ roomId: z.string() }), success: 'room:left' },
  'room:message': {
    input: z.extend(MessageDraftSchema, { roomId: z.optional(Id) }),
    output: z.object({ message: MessageSchema }),
    success: null,
  },
  'room:typing': { input: z.extend(RoomRef, { isTyping: z.boolean() }), output: Nothing, success: null },
  'room:read': {
    input: z.extend(RoomRef, { lastReadMessageId: Id }),
    output: z.object({
      unreadCount: z.number(),
      mentionCount: z.number(),
      lastReadMessageId: z.nullable(z.string()),
    }),
    success: null,
  },
  'room:state-update': {
    input: z.extend(StateChangeSchema, { roomId: z.optional(Id) }),
    output: z.object({ state: LiveStateSchema }),
    success: null,
  },
  'room:presence-update': {
    // isIdle holds for this connection only and is never stored; a status stays until another is chosen.
    input: z.extend(RoomRef, { status: z.optional(UserStatusSchema), isIdle: z.optional(z.boolean()) }),
    output: Nothing,
    success: null,
  },
  /** Says that one speaks with the room now, or no longer. */
  'room:voice-start': { input: RoomRef, output: Nothing, success: null },
  'room:voice-stop': { input: RoomRef, output: Nothing, success: null },
  ...RULE_REQUESTS,
  /** Follows all rooms the user is a member of without being present in them: badges and last lines. */
  'lobby:watch': { input: Nothing, output: z.object({ rooms: z.array(MemberRoomSchema) }), success: null },
} as const;

export type RequestName = keyof typeof REQUESTS;
export type RequestInput<N extends RequestName> = z.input<(typeof REQUESTS)[N]['input']>;
export type RequestParsed<N extends RequestName> = z.output<(typeof REQUESTS)[N]['input']>;
export type RequestOutput<N extends RequestName> = z.output<(typeof REQUESTS)[N]['output']>;

export const REQUEST_NAMES = Object.keys(REQUESTS) as RequestName[];

export function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(REQUESTS, name);
}

export type LeaveReason = 'left' | 'offline' | 'kicked' | 'banned';

/** What the host tells: facts, published after they are stored. */
export interface Pushes {
  'room:participant-joined': { roomId: string; participant: Participant };
  'room:participant-left': { roomId: string; userId: string; reason: LeaveReason };
  'room:participant-updated': { roomId: string; participant: Participant };
  'room:message-received': { message: Message };
  'room:message-updated': {
    message: Message;
    rev: number;
    /** Whom an edit mentions who was not mentioned before: only they have something new to be told. */
    newlyMentioned?: string[];
  };
  'room:typing-updated': { roomId: string; userIds: string[] };
  'room:read-updated': { roomId: string; userId: string; lastReadMessageId: string };
  /** To the person's own devices: what they chose for a room. */
  'room:seat-updated': { roomId: string; notify: NotifyLevel; isArchived: boolean };
  /** To the person's own devices: a message and what follows was marked unread. */
  'room:unread-marked': {
    roomId: string;
    lastReadMessageId: string | null;
    unreadCount: number;
    mentionCount: number;
  };
  'room:state-updated': { roomId: string; state: LiveState };
  'room:updated': { room: Room };
  'room:deleted': { roomId: string; reason: 'deleted' | 'expired' };
  /** Only to the person concerned: thrown out, or left on another device. */
  'room:kicked': { roomId: string; reason: string | null; isBanned?: true };
  /** Only to the person concerned: a room joined on another device or by invitation. */
  'room:added': { roomId: string };
  'room:voice-started': { roomId: string; userId: string };
  'room:voice-stopped': { roomId: string; userId: string };
  /** To those who may admit: somebody knocks, wherever they are. */
  'room:knock': { roomId: string; roomName: string; waiting: Waiting };
  /** To those who may admit: everybody at the door, in order. */
  'room:waiting-updated': { roomId: string; waiting: Waiting[] };
  /** To the person at the door: where they stand. */
  'room:wait-updated': { roomId: string; kind: WaitingKind; position: number };
  /** To the person who waited: the seat is theirs, join now. */
  'room:admitted': { roomId: string };
  'room:denied': { roomId: string; reason: string | null };
  /** The room will be deleted then unless somebody does something in it. */
  'room:ending': { roomId: string; name: string; endsAt: string };
  /** Only to the owner: somebody kept guessing the code, and the room has a new one. */
  'room:code-guessed': { roomId: string; name: string; roomCode: string };
  /** A scheduled room begins in a few minutes. */
  'room:reminder': { roomId: string; name: string; startsAt: string };
  /** Only to the person concerned. */
  'notification:new': { notification: Notification };
  /** To everyone: the list of public rooms is worth asking for again. */
  'lobby:changed': Record<string, never>;
  /** Only to the person concerned, as the last word on each of their lines: the host ended them. */
  'session:ended': { reason: 'signed-out' | 'removed' };
  'host:closing': { handoverTo?: string };
}

export type PushName = keyof Pushes;

/** Sent to one socket in answer to a request without acknowledgement callback. */
export interface Replies {
  'room:authenticated': { user: User };
  'room:joined': Omit<RequestOutput<'room:join'>, 'messages'>;
  'room:messages-history': { roomId: string; messages: Message[] };
  'room:left': { roomId: string };
  'room:error': Failure & { request: string };
}

export const HandshakeAuthSchema = z.object({
  token: z.optional(z.string().check(z.maxLength(4_096))),
  protocol: z.optional(z.int()),
});
