import type { HostAddress, NetworkView } from '#shared/contract/ipc.ts';
import type { Room } from '#shared/model/room.ts';
import type { HostReplica } from '../../session/replica.ts';
import { listNetworkGroups } from './list-network-groups.ts';

export interface ComingRoom {
  readonly address: HostAddress;
  readonly room: Room;
  readonly startsAt: string;
  readonly isMember: boolean;
}

/** Mine and public ones that begin in the future, the next one first, each once. */
export function listComingRooms(
  hosts: Readonly<Record<string, HostReplica>>,
  network: NetworkView,
  now: number,
): readonly ComingRoom[] {
  const found = new Map<string, ComingRoom>();
  const take = (address: HostAddress, room: Room, isMember: boolean) => {
    const { startsAt } = room;
    if (startsAt != null && Date.parse(startsAt) > now) {
      found.set(room.id, { address, room, startsAt, isMember });
    }
  };
  for (const { address, rooms } of listNetworkGroups(hosts, network)) {
    for (const room of rooms) take(address, room, false);
  }
  for (const { address, rooms } of Object.values(hosts)) {
    for (const { room } of Object.values(rooms)) take(address, room, true);
  }
  return [...found.values()].sort((a, b) => a.startsAt.localeCompare(b.startsAt));
}
