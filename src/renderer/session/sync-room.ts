import type { RequestOutput } from '#shared/contract/realtime.ts';
import type { Result } from '#shared/contract/result.ts';
import { createRoomReplica, type RoomRef, type RoomReplica } from './replica.ts';
import { findActive, type SessionCore } from './session-core.ts';
import { findRoom, updateHost, updateRoom } from './session-store.ts';
import { catchUp, createTimeline, showStretch } from './timeline.ts';

type Joined = RequestOutput<'room:join'>;

/** How a room is entered the first time; later only what was missed is asked for. */
export interface JoinInput {
  roomId?: string;
  roomCode?: string;
  displayName?: string;
  password?: string;
}

function takeJoined(known: RoomReplica | undefined, joined: Joined): RoomReplica {
  const base = known ?? createRoomReplica(joined.room);
  const isFresh = joined.isFresh || base.timeline === null;
  return {
    ...base,
    room: { ...joined.room, ...joined.state },
    participants: joined.participants,
    timeline: isFresh || base.timeline === null ? createTimeline(joined) : catchUp(base.timeline, joined),
    isEntered: true,
    isSyncing: false,
  };
}

/** Enters a room, or enters it again after a break and fetches exactly what was missed. */
export async function joinAndSync(
  core: SessionCore,
  hostUrl: string,
  input: JoinInput,
): Promise<Result<RoomRef>> {
  const active = findActive(core, hostUrl);
  if ('ok' in active) return active;
  const known = findRoom(core.store.getState(), { hostUrl, roomId: input.roomId ?? '' });
  const position = known?.timeline
    ? { lastSeq: known.timeline.lastSeq, lastRev: known.timeline.lastRev }
    : {};
  if (known)
    updateRoom(core.store, { hostUrl, roomId: known.room.id }, (room) => ({ ...room, isSyncing: true }));
  const answer = await active.link.connection.request('room:join', { ...input, ...position });
  if (!answer.ok) {
    if (known)
      updateRoom(core.store, { hostUrl, roomId: known.room.id }, (room) => ({
        ...room,
        isSyncing: false,
      }));
    return answer;
  }
  const ref = { hostUrl, roomId: answer.data.room.id };
  updateHost(core.store, hostUrl, (host) => {
    const { [ref.roomId]: _, ...goneRooms } = host.goneRooms;
    const room = takeJoined(host.rooms[ref.roomId], answer.data);
    return { ...host, goneRooms, rooms: { ...host.rooms, [ref.roomId]: room } };
  });
  return { ok: true, data: ref };
}

/** A long absence: the first unread message is older than the newest page. */
export async function showFirstUnread(core: SessionCore, ref: RoomRef): Promise<void> {
  const active = findActive(core, ref.hostUrl);
  const room = findRoom(core.store.getState(), ref);
  if ('ok' in active || !room?.timeline) return;
  const { lastReadMessageId, unreadCount } = room.room;
  const first = room.timeline.messages[0];
  if (unreadCount === 0 || lastReadMessageId === null || first === undefined) return;
  if (first.id <= lastReadMessageId || !room.timeline.hasMoreBefore) return;
  const page = await active.link.call({
    name: 'listMessages',
    params: { roomId: ref.roomId },
    query: { around: lastReadMessageId, limit: 100 },
  });
  if (!page.ok) return;
  updateRoom(core.store, ref, (current) =>
    current.timeline === null
      ? current
      : { ...current, timeline: showStretch(current.timeline, page.data.messages, page.data.hasMoreBefore) },
  );
}
