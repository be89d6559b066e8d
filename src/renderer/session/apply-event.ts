import { TIMES } from '#shared/contract/limits.ts';
import type { Pushes, PushName } from '#shared/contract/realtime.ts';
import type { Message } from '#shared/model/message.ts';
import type { Participant } from '#shared/model/room.ts';
import { assertNever } from '#shared/util/assert-never.ts';
import type { GoneReason, HostReplica, RoomReplica } from './replica.ts';
import { hasHole, receiveMessage, receiveUpdate } from './timeline.ts';
import { countsAsUnread, countUnreadAfter } from './unread.ts';

export type Push = { [N in PushName]: { readonly name: N; readonly payload: Pushes[N] } }[PushName];

/** What has to be asked of the host after an event; applying stays pure. */
export type FollowUp =
  | { readonly kind: 'resync-room'; readonly roomId: string }
  | { readonly kind: 'fetch-room'; readonly roomId: string }
  | { readonly kind: 'fetch-unread'; readonly roomId: string }
  | { readonly kind: 'fetch-public-rooms' }
  | { readonly kind: 'settle-pending'; readonly roomId: string; readonly clientId: string }
  | { readonly kind: 'forget-room'; readonly roomId: string };

export interface Applied {
  readonly host: HostReplica;
  readonly followUps: readonly FollowUp[];
}

const PUSH_NAMES: Readonly<Record<PushName, true>> = {
  'room:participant-joined': true,
  'room:participant-left': true,
  'room:participant-updated': true,
  'room:message-received': true,
  'room:message-updated': true,
  'room:typing-updated': true,
  'room:read-updated': true,
  'room:state-updated': true,
  'room:updated': true,
  'room:deleted': true,
  'room:kicked': true,
  'room:added': true,
  'room:knock': true,
  'room:waiting-updated': true,
  'room:wait-updated': true,
  'room:admitted': true,
  'room:denied': true,
  'room:ending': true,
  'room:reminder': true,
  'notification:new': true,
  'lobby:changed': true,
  'host:closing': true,
};

/** A newer host may tell things this version does not know. */
export function isPush(push: { name: string; payload: unknown }): push is Push {
  return Object.hasOwn(PUSH_NAMES, push.name);
}

/** The only way an event changes the replica. */
export function applyEvent(host: HostReplica, push: Push, now: number): Applied {
  switch (push.name) {
    case 'room:participant-joined':
    case 'room:participant-updated': {
      const { roomId, participant } = push.payload;
      return changeRoom(host, roomId, (room) => receiveParticipant(room, participant, host.self?.id));
    }
    case 'room:participant-left': {
      const { roomId, userId, reason } = push.payload;
      return changeRoom(host, roomId, (room) => receiveLeave(room, userId, reason === 'offline', now));
    }
    case 'room:message-received':
      return applyMessage(host, push.payload.message);
    case 'room:message-updated':
      return applyUpdate(host, push.payload.message, push.payload.rev);
    case 'room:typing-updated': {
      const until = now + TIMES.typingExpiry;
      const typing = Object.fromEntries(
        push.payload.userIds.filter((id) => id !== host.self?.id).map((id) => [id, until]),
      );
      return changeRoom(host, push.payload.roomId, (room) => ({ ...room, typing }));
    }
    case 'room:read-updated':
      return applyRead(host, push.payload);
    case 'room:state-updated': {
      const { roomId, state } = push.payload;
      return changeRoom(host, roomId, (room) => ({ ...room, room: { ...room.room, ...state } }));
    }
    case 'room:updated': {
      const { room: told } = push.payload;
      return changeRoom(host, told.id, (room) => ({ ...room, room: { ...room.room, ...told } }));
    }
    case 'room:deleted':
      return removeRoom(host, push.payload.roomId, push.payload.reason, null);
    case 'room:kicked':
      return removeRoom(host, push.payload.roomId, 'kicked', push.payload.reason);
    case 'room:added':
      return { host, followUps: [{ kind: 'fetch-room', roomId: push.payload.roomId }] };
    // Told to the person, not part of the replica: the screens that show them listen by themselves.
    case 'room:knock':
    case 'room:waiting-updated':
    case 'room:wait-updated':
    case 'room:admitted':
    case 'room:denied':
    case 'room:ending':
    case 'room:reminder':
    case 'notification:new':
      return unchanged(host);
    case 'lobby:changed':
      return { host, followUps: [{ kind: 'fetch-public-rooms' }] };
    case 'host:closing':
      return unchanged({ ...host, isClosing: true });
    default:
      return assertNever(push);
  }
}

function unchanged(host: HostReplica): Applied {
  return { host, followUps: [] };
}

function changeRoom(
  host: HostReplica,
  roomId: string,
  change: (room: RoomReplica) => RoomReplica,
  followUps: readonly FollowUp[] = [],
): Applied {
  const known = host.rooms[roomId];
  if (known === undefined) return unchanged(host);
  return { host: { ...host, rooms: { ...host.rooms, [roomId]: change(known) } }, followUps };
}

function withParticipants(room: RoomReplica, participants: readonly Participant[]): RoomReplica {
  const participantCount = participants.filter((participant) => participant.isOnline).length;
  const memberCount = participants.length;
  return { ...room, participants, room: { ...room.room, participantCount, memberCount } };
}

function receiveParticipant(
  room: RoomReplica,
  participant: Participant,
  selfId: string | undefined,
): RoomReplica {
  const role = participant.userId === selfId ? participant.role : room.room.role;
  const next = role === room.room.role ? room : { ...room, room: { ...room.room, role } };
  // Before the room was entered nobody is listed: a list of one would be wrong.
  if (room.timeline === null) return next;
  const isKnown = room.participants.some((known) => known.userId === participant.userId);
  return withParticipants(
    next,
    isKnown
      ? room.participants.map((known) => (known.userId === participant.userId ? participant : known))
      : [...room.participants, participant],
  );
}

function withoutTyping(room: RoomReplica, userId: string): RoomReplica {
  if (!Object.hasOwn(room.typing, userId)) return room;
  const { [userId]: _, ...typing } = room.typing;
  return { ...room, typing };
}

function receiveLeave(room: RoomReplica, userId: string, keepsSeat: boolean, now: number): RoomReplica {
  const next = withoutTyping(room, userId);
  if (room.timeline === null) return next;
  const lastSeen = new Date(now).toISOString();
  return withParticipants(
    next,
    keepsSeat
      ? room.participants.map((known) =>
          known.userId === userId ? { ...known, isOnline: false, inCall: false, lastSeen } : known,
        )
      : room.participants.filter((known) => known.userId !== userId),
  );
}

function applyMessage(host: HostReplica, message: Message): Applied {
  const known = host.rooms[message.roomId];
  if (known === undefined) return { host, followUps: [{ kind: 'fetch-room', roomId: message.roomId }] };
  const followUps: FollowUp[] = [];
  const isOwn = message.userId === host.self?.id;
  if (isOwn && message.clientId !== null) {
    followUps.push({ kind: 'settle-pending', roomId: message.roomId, clientId: message.clientId });
  }
  const next = receiveIntoRoom(known, message, host.self?.id);
  // While a sync is under way its answer fills the hole; a second one would only repeat it.
  if (next.timeline !== null && hasHole(next.timeline) && !next.isSyncing) {
    followUps.push({ kind: 'resync-room', roomId: message.roomId });
  }
  return changeRoom(host, message.roomId, () => next, followUps);
}

function receiveIntoRoom(known: RoomReplica, message: Message, selfId: string | undefined): RoomReplica {
  const isOwn = message.userId === selfId;
  const pending = isOwn ? known.pending.filter((item) => item.clientId !== message.clientId) : known.pending;
  const room = message.userId === null ? known : withoutTyping(known, message.userId);
  const newestSeq = Math.max(known.room.lastMessage?.seq ?? 0, known.timeline?.lastSeq ?? 0);
  const timeline = known.timeline && receiveMessage(known.timeline, message);
  const isAhead = known.timeline?.ahead.some((waiting) => waiting.seq === message.seq) ?? false;
  if (message.seq <= newestSeq || isAhead) return { ...room, pending, timeline };
  const unreadCount = known.room.unreadCount + (countsAsUnread(message, selfId) ? 1 : 0);
  const lastActivity = message.createdAt;
  return {
    ...room,
    pending,
    timeline,
    room: { ...known.room, lastMessage: message, unreadCount, lastActivity },
  };
}

function applyUpdate(host: HostReplica, message: Message, rev: number): Applied {
  const known = host.rooms[message.roomId];
  const missedSome = known?.timeline != null && rev > known.timeline.lastRev + 1 && !known.isSyncing;
  return changeRoom(
    host,
    message.roomId,
    (room) => ({
      ...room,
      timeline: room.timeline && receiveUpdate(room.timeline, message, rev),
      room: room.room.lastMessage?.id === message.id ? { ...room.room, lastMessage: message } : room.room,
    }),
    missedSome ? [{ kind: 'resync-room', roomId: message.roomId }] : [],
  );
}

function applyRead(host: HostReplica, told: Pushes['room:read-updated']): Applied {
  const { roomId, userId, lastReadMessageId } = told;
  const known = host.rooms[roomId];
  if (known === undefined) return unchanged(host);
  // Ids rise with time, so the larger one is the newer one; cursors only move forward.
  if ((known.readCursors[userId] ?? '') >= lastReadMessageId) return unchanged(host);
  const readCursors = { ...known.readCursors, [userId]: lastReadMessageId };
  const isSelf = userId === host.self?.id;
  if (!isSelf || (known.room.lastReadMessageId ?? '') >= lastReadMessageId) {
    return changeRoom(host, roomId, (room) => ({ ...room, readCursors }));
  }
  const unreadCount = countUnreadAfter(known, lastReadMessageId, userId);
  return changeRoom(
    host,
    roomId,
    (room) => ({
      ...room,
      readCursors,
      room: { ...room.room, lastReadMessageId, unreadCount: unreadCount ?? room.room.unreadCount },
    }),
    unreadCount === null ? [{ kind: 'fetch-unread', roomId }] : [],
  );
}

/** The room is gone for this person; what was known about it explains why. */
export function removeRoom(
  host: HostReplica,
  roomId: string,
  reason: GoneReason,
  detail: string | null,
): Applied {
  const known = host.rooms[roomId];
  const publicRooms = host.publicRooms?.filter((room) => reason === 'kicked' || room.id !== roomId) ?? null;
  if (known === undefined) return unchanged({ ...host, publicRooms });
  const { [roomId]: _, ...rooms } = host.rooms;
  const goneRooms = { ...host.goneRooms, [roomId]: { name: known.room.name, reason, detail } };
  return {
    host: { ...host, rooms, goneRooms, publicRooms },
    followUps: [{ kind: 'forget-room', roomId }],
  };
}

/** Nobody tells that somebody stopped typing by losing power: the mark expires here. */
export function expireTyping(host: HostReplica, now: number): HostReplica {
  let isChanged = false;
  const rooms = Object.fromEntries(
    Object.entries(host.rooms).map(([id, room]) => {
      const typing = Object.fromEntries(Object.entries(room.typing).filter(([, until]) => until > now));
      if (Object.keys(typing).length === Object.keys(room.typing).length) return [id, room];
      isChanged = true;
      return [id, { ...room, typing }];
    }),
  );
  return isChanged ? { ...host, rooms } : host;
}
