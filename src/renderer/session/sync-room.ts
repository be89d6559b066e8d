import type { RequestOutput } from '#shared/contract/realtime.ts';
import type { Result } from '#shared/contract/result.ts';
import type { MemberRoom } from '#shared/model/room.ts';
import { createRoomReplica, type RoomRef, type RoomReplica, type Timeline } from './replica.ts';
import { findActive, type SessionCore } from './session-core.ts';
import { findRoom, updateHost, updateRoom } from './session-store.ts';
import { catchUp, createTimeline, isAtNewest, showStretch } from './timeline.ts';

const POSITION_PAGE = 100;

type Joined = RequestOutput<'room:join'>;

/** How a room is entered the first time; later only what was missed is asked for. */
export interface JoinInput {
  roomId?: string;
  roomCode?: string;
  displayName?: string;
  password?: string;
  ticket?: string;
}

function takeJoined(known: RoomReplica | undefined, joined: Joined): RoomReplica {
  const base = known ?? createRoomReplica(joined.room);
  return {
    ...base,
    room: { ...joined.room, ...joined.state },
    participants: joined.participants,
    speaking: joined.voiceUserIds ?? [],
    timeline: takeTimeline(base.timeline, joined),
    isEntered: true,
    isSyncing: false,
    isPositioning: base.isPositioning || base.timeline === null,
  };
}

function takeTimeline(known: Timeline | null, joined: Joined): Timeline {
  if (known === null) return createTimeline(joined);
  if (!joined.isFresh) return catchUp(known, joined);
  return { ...createTimeline(joined), stretch: known.stretch + 1 };
}

/** Enters a room, or enters it again after a break and fetches exactly what was missed. */
export async function joinAndSync(
  core: SessionCore,
  hostKey: string,
  input: JoinInput,
): Promise<Result<RoomRef>> {
  const active = findActive(core, hostKey);
  if ('ok' in active) return active;
  const known = findRoom(core.store.getState(), { hostKey, roomId: input.roomId ?? '' });
  const position = known?.timeline
    ? { lastSeq: known.timeline.lastSeq, lastRev: known.timeline.lastRev }
    : {};
  if (known)
    updateRoom(core.store, { hostKey, roomId: known.room.id }, (room) => ({ ...room, isSyncing: true }));
  const answer = await active.link.connection.request('room:join', { ...input, ...position });
  if (!answer.ok) {
    if (known)
      updateRoom(core.store, { hostKey, roomId: known.room.id }, (room) => ({
        ...room,
        isSyncing: false,
      }));
    return answer;
  }
  const ref = { hostKey, roomId: answer.data.room.id };
  updateHost(core.store, hostKey, (host) => {
    const { [ref.roomId]: _, ...goneRooms } = host.goneRooms;
    const room = takeJoined(host.rooms[ref.roomId], answer.data);
    return { ...host, goneRooms, rooms: { ...host.rooms, [ref.roomId]: room } };
  });
  return { ok: true, data: ref };
}

/** The stretch to show when a room comes on screen: around the first unread message, else the newest. */
export async function positionRoom(core: SessionCore, ref: RoomRef): Promise<void> {
  const active = findActive(core, ref.hostKey);
  const room = findRoom(core.store.getState(), ref);
  if ('ok' in active || !room?.timeline) return;
  const query = choosePosition(room.room, room.timeline);
  const page =
    query && (await active.link.call({ name: 'listMessages', params: { roomId: ref.roomId }, query }));
  const { stretch } = room.timeline;
  updateRoom(core.store, ref, (known) => ({
    ...known,
    isPositioning: false,
    // Whoever jumped somewhere meanwhile stays there.
    timeline:
      known.timeline?.stretch === stretch && page?.ok
        ? showStretch(known.timeline, page.data.messages, page.data.hasMoreBefore)
        : known.timeline,
  }));
}

/** What has to be fetched for it; null when the stretch on hand is the right one. */
function choosePosition(room: MemberRoom, timeline: Timeline) {
  const { lastReadMessageId, unreadCount } = room;
  const [first, last] = [timeline.messages[0], timeline.messages.at(-1)];
  if (first === undefined || last === undefined) return null;
  if (unreadCount === 0 || lastReadMessageId === null) {
    return isAtNewest(timeline) ? null : { limit: POSITION_PAGE };
  }
  const isBefore = lastReadMessageId < first.id && timeline.hasMoreBefore;
  const isBehind = lastReadMessageId >= last.id && !isAtNewest(timeline);
  return isBefore || isBehind ? { around: lastReadMessageId, limit: POSITION_PAGE } : null;
}
