import type { GoneReason, HostReplica, RoomReplica } from './replica.ts';

/** What has to be asked of the host after an event; applying stays pure. */
export type FollowUp =
  | { readonly kind: 'resync-room'; readonly roomId: string }
  | { readonly kind: 'fetch-room'; readonly roomId: string }
  | { readonly kind: 'fetch-unread'; readonly roomId: string }
  | { readonly kind: 'fetch-public-rooms' }
  | { readonly kind: 'settle-pending'; readonly roomId: string; readonly clientId: string }
  | { readonly kind: 'forget-room'; readonly roomId: string; readonly reason: GoneReason };

export interface Applied {
  readonly host: HostReplica;
  readonly followUps: readonly FollowUp[];
}

export function unchanged(host: HostReplica): Applied {
  return { host, followUps: [] };
}

export function changeRoom(
  host: HostReplica,
  roomId: string,
  change: (room: RoomReplica) => RoomReplica,
  followUps: readonly FollowUp[] = [],
): Applied {
  const known = host.rooms[roomId];
  if (known === undefined) return unchanged(host);
  return { host: { ...host, rooms: { ...host.rooms, [roomId]: change(known) } }, followUps };
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
    followUps: [{ kind: 'forget-room', roomId, reason }],
  };
}
