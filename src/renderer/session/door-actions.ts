import type { RouteName, RouteOutput } from '#shared/contract/http.ts';
import { type Result, succeed } from '#shared/contract/result.ts';
import type { Room } from '#shared/model/room.ts';
import { callRoute, type RouteCall } from '../lib/call-route.ts';
import { changeDoor, closeDoor } from './apply-door.ts';
import type { RoomRef } from './replica.ts';
import { findActive, type PushListener, type SessionCore } from './session-core.ts';
import { updateHost, updateRoom } from './session-store.ts';

/** What waiting needs beside the room itself. */
export interface WaitInput {
  readonly room: Room;
  readonly displayName?: string;
  readonly password?: string;
}

export function createDoorActions({ core }: { core: SessionCore }) {
  const { store } = core;

  async function callHost<N extends RouteName>(
    hostKey: string,
    call: Omit<RouteCall<N>, 'baseUrl' | 'token'>,
  ): Promise<Result<RouteOutput<N>>> {
    const active = findActive(core, hostKey);
    return 'ok' in active ? active : active.link.call(call);
  }

  return {
    /** Any route of a host, asked as the person this device is there. */
    callHost,

    /** A route of the administration, asked with the host's own token. */
    async callAsHost<N extends RouteName>(
      hostKey: string,
      adminToken: string,
      call: Omit<RouteCall<N>, 'baseUrl' | 'token'>,
    ): Promise<Result<RouteOutput<N>>> {
      const active = findActive(core, hostKey);
      if ('ok' in active) return active;
      const place = await active.link.locate();
      return place.ok ? callRoute({ ...call, baseUrl: place.data, token: adminToken }) : place;
    },

    /** Hears what a host tells, after the replica took it in; for what is shown once and not kept. */
    onPush(listener: PushListener): () => void {
      core.pushListeners.add(listener);
      return () => core.pushListeners.delete(listener);
    },

    /** Knocks, or takes a place in the queue; the host decides which. */
    async waitAtDoor(hostKey: string, { room, displayName, password }: WaitInput): Promise<Result<null>> {
      const active = findActive(core, hostKey);
      if ('ok' in active) return active;
      const answer = await active.link.connection.request('room:wait', {
        roomCode: room.roomCode,
        ...(displayName === undefined ? {} : { displayName }),
        ...(password === undefined ? {} : { password }),
      });
      if (!answer.ok) return answer;
      const { kind, position } = answer.data.waiting;
      updateHost(store, hostKey, (host) =>
        // Somebody inside may have been quicker than this answer.
        host.rooms[room.id]
          ? host
          : {
              ...host,
              doors: { ...host.doors, [room.id]: { room, kind, position, state: 'waiting', reason: null } },
            },
      );
      return succeed(null);
    },

    /** After a reload: the host may still keep the place. */
    async resumeDoor(hostKey: string, room: Room): Promise<void> {
      const known = store.getState().hosts[hostKey];
      if (known === undefined || known.doors[room.id] !== undefined) return;
      const answer = await callHost(hostKey, { name: 'checkWaiting', params: { roomId: room.id } });
      if (!answer.ok || answer.data.waiting === null) return;
      const { kind, position } = answer.data.waiting;
      updateHost(store, hostKey, (host) => ({
        ...host,
        doors: { [room.id]: { room, kind, position, state: 'waiting', reason: null }, ...host.doors },
      }));
    },

    /** Goes away from the door; one who was sent away only forgets it. */
    async leaveDoor({ hostKey, roomId }: RoomRef): Promise<void> {
      const isWaiting = store.getState().hosts[hostKey]?.doors[roomId]?.state === 'waiting';
      updateHost(store, hostKey, (host) => closeDoor(host, roomId));
      if (isWaiting) await callHost(hostKey, { name: 'stopWaiting', params: { roomId } });
    },

    /** Who waits, for somebody who may let them in; from then on the host tells of changes. */
    async listWaiting(ref: RoomRef): Promise<void> {
      const answer = await callHost(ref.hostKey, { name: 'listWaiting', params: { roomId: ref.roomId } });
      if (!answer.ok) return;
      updateRoom(store, ref, (room) => ({ ...room, waiting: answer.data.waiting }));
    },
  };
}

export type DoorActions = ReturnType<typeof createDoorActions>;

/** After a break: the places may be lost, or the doors have opened meanwhile. */
export async function checkDoors(core: SessionCore, hostKey: string): Promise<void> {
  const active = findActive(core, hostKey);
  if ('ok' in active) return;
  for (const [roomId, door] of Object.entries(core.store.getState().hosts[hostKey]?.doors ?? {})) {
    if (door.state !== 'waiting') continue;
    const answer = await active.link.call({ name: 'checkWaiting', params: { roomId } });
    if (!answer.ok) continue;
    const { waiting, isMember } = answer.data;
    if (isMember) {
      updateHost(core.store, hostKey, (host) => closeDoor(host, roomId));
      const missed = { name: 'room:admitted', payload: { roomId } } as const;
      for (const listener of core.pushListeners) listener(hostKey, missed);
      continue;
    }
    updateHost(core.store, hostKey, (host) =>
      changeDoor(host, roomId, (known) =>
        waiting === null
          ? { ...known, state: 'lost' }
          : { ...known, kind: waiting.kind, position: waiting.position },
      ),
    );
  }
}
