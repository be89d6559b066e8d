import type { Pushes } from '#shared/contract/realtime.ts';
import type { Message } from '#shared/model/message.ts';
import { type Applied, changeRoom, type FollowUp, unchanged } from './applied.ts';
import { withoutTyping } from './apply-people.ts';
import type { HostReplica, RoomReplica } from './replica.ts';
import { hasHole, receiveMessage, receiveUpdate } from './timeline.ts';
import { countsAsUnread, countUnreadAfter, mentionsPerson } from './unread.ts';

export function applyMessage(host: HostReplica, message: Message): Applied {
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
  const mentionCount = known.room.mentionCount + (mentionsPerson(message, selfId) ? 1 : 0);
  const lastActivity = message.createdAt;
  const { lastMessage } = known.room;
  // A line of the system does not hide what was said.
  const isHidden =
    message.messageType === 'system' && lastMessage !== null && lastMessage.messageType !== 'system';
  return {
    ...room,
    pending,
    timeline,
    // Something new brings an archived conversation back.
    room: {
      ...known.room,
      lastMessage: isHidden ? lastMessage : message,
      unreadCount,
      mentionCount,
      lastActivity,
      isArchived: false,
    },
  };
}

export function applyUpdate(host: HostReplica, message: Message, rev: number): Applied {
  const known = host.rooms[message.roomId];
  const missedSome = known?.timeline != null && rev > known.timeline.lastRev + 1 && !known.isSyncing;
  const followUps: FollowUp[] = missedSome ? [{ kind: 'resync-room', roomId: message.roomId }] : [];
  if (known && changesUnread(known, message, host.self?.id)) {
    followUps.push({ kind: 'fetch-unread', roomId: message.roomId });
  }
  return changeRoom(
    host,
    message.roomId,
    (room) => ({
      ...room,
      timeline: room.timeline && receiveUpdate(room.timeline, message, rev),
      room: room.room.lastMessage?.id === message.id ? { ...room.room, lastMessage: message } : room.room,
    }),
    followUps,
  );
}

/** A message not read yet that went, or names other people now: only the host counts that exactly. */
function changesUnread(room: RoomReplica, message: Message, selfId: string | undefined): boolean {
  if (message.userId === selfId || message.id <= (room.room.lastReadMessageId ?? '')) return false;
  if (message.deletedAt === null && message.editedAt === null) return false;
  const before = room.timeline?.messages.find((known) => known.id === message.id);
  return before?.deletedAt !== message.deletedAt || before?.editedAt !== message.editedAt;
}

/** The person's own cursor was set back; whom others see as having read it does not change. */
export function applyUnreadMark(host: HostReplica, told: Pushes['room:unread-marked']): Applied {
  const { roomId, ...counts } = told;
  const selfId = host.self?.id;
  return changeRoom(host, roomId, (room) => ({
    ...room,
    readCursors:
      selfId === undefined
        ? room.readCursors
        : { ...room.readCursors, [selfId]: counts.lastReadMessageId ?? '' },
    room: { ...room.room, ...counts },
  }));
}

export function applyRead(host: HostReplica, told: Pushes['room:read-updated']): Applied {
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
  // Mentions are not in every message a replica has: the host is asked unless nothing is left to count.
  const isExact = unreadCount === 0 || (unreadCount !== null && known.room.mentionCount === 0);
  return changeRoom(
    host,
    roomId,
    (room) => ({
      ...room,
      readCursors,
      room: {
        ...room.room,
        lastReadMessageId,
        unreadCount: unreadCount ?? room.room.unreadCount,
        mentionCount: unreadCount === 0 ? 0 : room.room.mentionCount,
      },
    }),
    isExact ? [] : [{ kind: 'fetch-unread', roomId }],
  );
}
