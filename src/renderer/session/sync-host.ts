import type { MemberRoom } from '#shared/model/room.ts';
import { type FollowUp, removeRoom } from './applied.ts';
import { checkDoors } from './door-actions.ts';
import { fetchNotifications } from './notification-actions.ts';
import {
  createRoomReplica,
  type GoneReason,
  type HostReplica,
  type RoomRef,
  type RoomReplica,
} from './replica.ts';
import { openOutbox } from './room-outbox.ts';
import { type ActiveHost, applyTo, findActive, type SessionCore } from './session-core.ts';
import { findRoom, updateHost, updateRoom } from './session-store.ts';
import { joinAndSync, positionRoom } from './sync-room.ts';

/** Takes the host's list of my rooms: new ones appear, those that are gone are explained. */
function takeRooms(host: HostReplica, rooms: readonly MemberRoom[]): HostReplica {
  let next: HostReplica = { ...host, areRoomsLoaded: true };
  const told = new Set(rooms.map((room) => room.id));
  for (const id of Object.keys(host.rooms)) {
    if (!told.has(id)) next = removeRoom(next, id, 'missing', null).host;
  }
  const replicas = Object.fromEntries(
    rooms.map((room) => {
      const known = next.rooms[room.id];
      return [room.id, known ? { ...known, room } : createRoomReplica(room)];
    }),
  );
  return { ...next, rooms: replicas };
}

export async function watchRooms(core: SessionCore, hostKey: string) {
  const active = findActive(core, hostKey);
  if ('ok' in active) return active;
  const answer = await active.link.connection.request('lobby:watch', {});
  if (!answer.ok) return answer;
  for (const id of Object.keys(core.store.getState().hosts[hostKey]?.rooms ?? {})) active.formerRooms.add(id);
  updateHost(core.store, hostKey, (host) => takeRooms(host, answer.data.rooms));
  const rooms = core.store.getState().hosts[hostKey]?.rooms ?? {};
  for (const roomId of active.outboxes.keys()) {
    if (!Object.hasOwn(rooms, roomId)) stopOutbox(active, roomId);
  }
  // Whoever was in a room in this visit may come back to it; the others were left or deleted before.
  core.drafts.forget(
    active.link.address.hostId,
    (roomId) => !Object.hasOwn(rooms, roomId) && !active.formerRooms.has(roomId),
  );
  return answer;
}

function stopOutbox({ outboxes }: ActiveHost, roomId: string): void {
  outboxes.get(roomId)?.stop();
  outboxes.delete(roomId);
}

export async function listPublicRooms(core: SessionCore, hostKey: string) {
  const active = findActive(core, hostKey);
  if ('ok' in active) return active;
  const answer = await active.link.call({ name: 'listRooms', query: { scope: 'public', limit: 100 } });
  if (answer.ok) {
    updateHost(core.store, hostKey, (host) => ({ ...host, publicRooms: answer.data.rooms }));
  }
  return answer;
}

/** After every (re)connect: my rooms, then the rooms I was in, the one on screen first, then what waits to be sent. */
export async function syncHost(core: SessionCore, hostKey: string): Promise<void> {
  const active = findActive(core, hostKey);
  if ('ok' in active) return;
  updateHost(core.store, hostKey, (host) => ({ ...host, isClosing: false }));
  const { openRoom, hosts } = core.store.getState();
  const entered = Object.values(hosts[hostKey]?.rooms ?? {}).filter((room) => room.isEntered);
  const openId = openRoom?.hostKey === hostKey ? openRoom.roomId : null;
  // Until a room is entered again, what it sends and receives belongs to the time before.
  for (const { room } of entered) {
    updateRoom(core.store, { hostKey, roomId: room.id }, (known) => ({ ...known, isSyncing: true }));
  }
  await watchRooms(core, hostKey);
  entered.sort((a, b) => Number(b.room.id === openId) - Number(a.room.id === openId));
  for (const { room } of entered) {
    if (core.store.getState().hosts[hostKey]?.rooms[room.id] === undefined) continue;
    await joinAndSync(core, hostKey, { roomId: room.id });
    const ref = { hostKey, roomId: room.id };
    if (findRoom(core.store.getState(), ref)?.isPositioning) await positionRoom(core, ref);
  }
  for (const roomId of active.storage.listRooms()) {
    const isKnown = core.store.getState().hosts[hostKey]?.rooms[roomId] !== undefined;
    if (isKnown) openOutbox(core, { hostKey, roomId })?.flush();
  }
  await checkDoors(core, hostKey);
  await fetchNotifications(core, hostKey);
  if (core.store.getState().hosts[hostKey]?.publicRooms !== null) await listPublicRooms(core, hostKey);
}

/** What was told about messages meanwhile is newer than this answer: of a known room it only changes the rest. */
function takeRoom(known: RoomReplica | undefined, room: MemberRoom): RoomReplica {
  if (known === undefined) return createRoomReplica(room);
  const { unreadCount, mentionCount, lastMessage, lastReadMessageId, lastActivity } = known.room;
  const reading = { unreadCount, mentionCount, lastMessage, lastReadMessageId, lastActivity };
  // So is who is there, in a room whose people are listed one by one.
  const { participantCount, memberCount } = known.timeline === null ? room : known.room;
  return { ...known, room: { ...room, ...reading, participantCount, memberCount } };
}

async function fetchRoom(core: SessionCore, hostKey: string, roomId: string): Promise<void> {
  const active = findActive(core, hostKey);
  if ('ok' in active) return;
  const answer = await active.link.call({ name: 'getRoom', params: { roomId } });
  if (!answer.ok || !('role' in answer.data.room)) return;
  const { participants: _, ...room } = answer.data.room;
  updateHost(core.store, hostKey, (host) => ({
    ...host,
    rooms: { ...host.rooms, [roomId]: takeRoom(host.rooms[roomId], room) },
  }));
}

async function fetchUnread(core: SessionCore, hostKey: string, roomId: string): Promise<void> {
  const active = findActive(core, hostKey);
  if ('ok' in active) return;
  const answer = await active.link.call({ name: 'getUnread', params: { roomId } });
  if (!answer.ok) return;
  updateRoom(core.store, { hostKey, roomId }, (known) => ({
    ...known,
    room: { ...known.room, ...answer.data },
  }));
}

/** Does what applying an event could not do, because it has to ask the host. */
export async function runFollowUp(core: SessionCore, hostKey: string, followUp: FollowUp): Promise<void> {
  const active = core.active.get(hostKey);
  if (!active) return;
  switch (followUp.kind) {
    case 'resync-room':
      await joinAndSync(core, hostKey, { roomId: followUp.roomId });
      return active.outboxes.get(followUp.roomId)?.flush();
    case 'fetch-room':
      return fetchRoom(core, hostKey, followUp.roomId);
    case 'fetch-unread':
      return fetchUnread(core, hostKey, followUp.roomId);
    case 'fetch-public-rooms':
      if (core.store.getState().hosts[hostKey]?.publicRooms !== null) await listPublicRooms(core, hostKey);
      return;
    case 'settle-pending':
      return active.outboxes.get(followUp.roomId)?.settle(followUp.clientId);
    case 'forget-room': {
      const { roomId, reason } = followUp;
      stopOutbox(active, roomId);
      // Who was thrown out may come back; into a room that is no more nothing can ever be sent.
      const isNoMore = reason === 'deleted' || reason === 'expired';
      active.formerRooms[isNoMore ? 'delete' : 'add'](roomId);
      if (!isNoMore) return;
      for (const { clientId } of active.storage.load(roomId)) active.storage.drop(roomId, clientId);
      core.drafts.forget(active.link.address.hostId, (id) => id === roomId);
      return;
    }
  }
}

export function forgetRoom(core: SessionCore, { hostKey, roomId }: RoomRef, reason: GoneReason): void {
  const followUps = applyTo(core, hostKey, (host) => removeRoom(host, roomId, reason, null));
  for (const followUp of followUps) void runFollowUp(core, hostKey, followUp);
}
