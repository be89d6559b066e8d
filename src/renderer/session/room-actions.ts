import type * as z from 'zod/mini';
import { fail, type Result, succeed } from '#shared/contract/result.ts';
import type { CreateRoomSchema, RoomSettingsSchema, StateChange } from '#shared/model/room.ts';
import { createRoomReplica, type RoomRef } from './replica.ts';
import { openOutbox } from './room-outbox.ts';
import { applyPush, findActive, isSameRoom, type SessionCore } from './session-core.ts';
import { updateHost, updateRoom } from './session-store.ts';
import { forgetRoom } from './sync-host.ts';
import { type JoinInput, joinAndSync, positionRoom } from './sync-room.ts';
import { keepNewest } from './timeline.ts';

/** Of a room that is not on screen: enough to show it at once. */
const KEPT_WHEN_CLOSED = 100;

export function createRoomActions({ core }: { core: SessionCore }) {
  const { store } = core;

  return {
    async createRoom(hostKey: string, input: z.input<typeof CreateRoomSchema>): Promise<Result<RoomRef>> {
      const active = findActive(core, hostKey);
      if ('ok' in active) return active;
      const answer = await active.link.call({ name: 'createRoom', body: input });
      if (!answer.ok) return answer;
      const { room } = answer.data;
      updateHost(store, hostKey, (host) =>
        host.rooms[room.id]
          ? host
          : { ...host, rooms: { ...host.rooms, [room.id]: createRoomReplica(room) } },
      );
      return succeed({ hostKey, roomId: room.id });
    },

    /** Takes a seat and enters, by id or by code; then `openRoom` shows it. */
    joinRoom: (hostKey: string, input: JoinInput): Promise<Result<RoomRef>> =>
      joinAndSync(core, hostKey, input),

    /** Puts a room of mine on screen. What is known of it is there at once, the rest follows. */
    async openRoom(ref: RoomRef): Promise<Result<RoomRef>> {
      store.setState({ openRoom: ref });
      const host = store.getState().hosts[ref.hostKey];
      const room = host?.rooms[ref.roomId];
      if (host === undefined) return fail({ code: 'NOT_REACHABLE', message: 'This host is not connected.' });
      updateRoom(store, ref, (known) => ({ ...known, failure: null, isReadHeld: false }));
      const answer =
        room?.isEntered && room.timeline && host.connection.phase === 'online'
          ? succeed(ref)
          : await joinAndSync(core, ref.hostKey, { roomId: ref.roomId });
      if (!answer.ok) {
        // Without a connection the room is entered as soon as there is one.
        const isLater = answer.error.code === 'NOT_REACHABLE';
        updateRoom(store, ref, (known) => ({
          ...known,
          isEntered: known.isEntered || isLater,
          failure: isLater ? null : answer.error,
        }));
        return answer;
      }
      await positionRoom(core, ref);
      openOutbox(core, ref)?.flush();
      return answer;
    },

    closeRoom(ref: RoomRef): void {
      if (isSameRoom(store.getState().openRoom, ref)) store.setState({ openRoom: null });
      updateRoom(store, ref, (room) =>
        room.timeline === null ? room : { ...room, timeline: keepNewest(room.timeline, KEPT_WHEN_CLOSED) },
      );
    },

    /** The sentence about a room that went away was shown. */
    acknowledgeGone(ref: RoomRef): void {
      updateHost(store, ref.hostKey, (host) => {
        const { [ref.roomId]: _, ...goneRooms } = host.goneRooms;
        return { ...host, goneRooms };
      });
    },

    async leaveRoom(ref: RoomRef): Promise<Result<null>> {
      const active = findActive(core, ref.hostKey);
      if ('ok' in active) return active;
      const answer = await active.link.call({ name: 'leaveRoom', params: { roomId: ref.roomId } });
      if (!answer.ok) return answer;
      forgetRoom(core, ref, 'left');
      return succeed(null);
    },

    async deleteRoom(ref: RoomRef): Promise<Result<null>> {
      const active = findActive(core, ref.hostKey);
      if ('ok' in active) return active;
      const answer = await active.link.call({ name: 'deleteRoom', params: { roomId: ref.roomId } });
      if (!answer.ok) return answer;
      forgetRoom(core, ref, 'deleted');
      return succeed(null);
    },

    async changeRoomState(ref: RoomRef, change: StateChange): Promise<Result<null>> {
      const active = findActive(core, ref.hostKey);
      if ('ok' in active) return active;
      const answer = await active.link.call({
        name: 'updateRoomState',
        params: { roomId: ref.roomId },
        body: change,
      });
      if (!answer.ok) return answer;
      const payload = { roomId: ref.roomId, state: answer.data.state };
      applyPush(core, ref.hostKey, { name: 'room:state-updated', payload });
      return succeed(null);
    },

    async changeRoomSettings(
      ref: RoomRef,
      change: z.input<typeof RoomSettingsSchema>,
    ): Promise<Result<null>> {
      const active = findActive(core, ref.hostKey);
      if ('ok' in active) return active;
      const answer = await active.link.call({
        name: 'updateRoom',
        params: { roomId: ref.roomId },
        body: change,
      });
      if (!answer.ok) return answer;
      applyPush(core, ref.hostKey, { name: 'room:updated', payload: { room: answer.data.room } });
      return succeed(null);
    },
  };
}

export type RoomActions = ReturnType<typeof createRoomActions>;
