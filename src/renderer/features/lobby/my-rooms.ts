import { useMemo } from 'react';
import { useHeldOrder } from '../../lib/held-order.ts';
import type { HostReplica, RoomRef, RoomReplica } from '../../session/replica.ts';
import { useSession } from '../../session/use-session.ts';

export interface MyRoom {
  readonly ref: RoomRef;
  readonly host: HostReplica;
  readonly replica: RoomReplica;
}

function getLastTime({ replica }: MyRoom): string {
  return replica.room.lastMessage?.createdAt ?? replica.room.createdAt;
}

export function listMyRooms(hosts: Readonly<Record<string, HostReplica>>): readonly MyRoom[] {
  return Object.entries(hosts)
    .flatMap(([hostKey, host]) =>
      Object.values(host.rooms).map((replica) => ({
        ref: { hostKey, roomId: replica.room.id },
        host,
        replica,
      })),
    )
    .sort((a, b) => (getLastTime(a) < getLastTime(b) ? 1 : -1));
}

export function isDirect({ replica }: MyRoom): boolean {
  return replica.room.kind === 'direct';
}

/** On the host until something new comes, or on this device until it is brought back. */
export function isPutAway({ ref, replica }: MyRoom, archivedIds: readonly string[]): boolean {
  return replica.room.isArchived === true || archivedIds.includes(ref.roomId);
}

/** The newest first, except that nothing moves while the pointer or the focus is among the tiles. */
export function useMyRooms(isHeld: boolean): readonly MyRoom[] {
  const hosts = useSession((state) => state.hosts);
  const rooms = useMemo(() => listMyRooms(hosts), [hosts]);
  return useHeldOrder(rooms, getRoomId, isHeld);
}

function getRoomId({ ref }: MyRoom): string {
  return ref.roomId;
}
