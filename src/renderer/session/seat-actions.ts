import { type Result, succeed } from '#shared/contract/result.ts';
import type { SeatSettings } from '#shared/model/room.ts';
import { createRoomReplica, type RoomRef } from './replica.ts';
import { applyPush, findActive, type SessionCore } from './session-core.ts';
import { updateHost } from './session-store.ts';

/** Conversations of two, and what a person chose for a room. */
export function createSeatActions({ core }: { core: SessionCore }) {
  return {
    /** The conversation with somebody which only the two can read; `openRoom` shows it. */
    async openDirect(hostKey: string, userId: string): Promise<Result<RoomRef>> {
      const active = findActive(core, hostKey);
      if ('ok' in active) return active;
      const answer = await active.link.call({ name: 'openDirect', body: { userId } });
      if (!answer.ok) return answer;
      const { room } = answer.data;
      updateHost(core.store, hostKey, (host) =>
        host.rooms[room.id]
          ? host
          : { ...host, rooms: { ...host.rooms, [room.id]: createRoomReplica(room) } },
      );
      return succeed({ hostKey, roomId: room.id });
    },

    /** What this person wants to be told of a room, and whether it is put away. */
    async changeSeat(ref: RoomRef, change: Partial<SeatSettings>): Promise<Result<null>> {
      const active = findActive(core, ref.hostKey);
      if ('ok' in active) return active;
      const answer = await active.link.call({
        name: 'updateSeat',
        params: { roomId: ref.roomId },
        body: change,
      });
      if (!answer.ok) return answer;
      const { notify, isArchived } = answer.data;
      applyPush(core, ref.hostKey, {
        name: 'room:seat-updated',
        payload: { roomId: ref.roomId, notify, isArchived },
      });
      return succeed(null);
    },
  };
}

export type SeatActions = ReturnType<typeof createSeatActions>;
