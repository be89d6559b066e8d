import type { HostAddress, NetworkHost, NetworkView } from '#shared/contract/ipc.ts';
import type { Room } from '#shared/model/room.ts';
import type { HostReplica } from '../../session/replica.ts';

/** The public rooms of one host, however they were learned. */
export interface NetworkGroup {
  readonly address: HostAddress;
  readonly rooms: readonly Room[];
  readonly memberOf: ReadonlySet<string>;
  readonly status: NetworkHost['status'];
  readonly isFavourite: boolean;
}

function fromSession(host: HostReplica, isFavourite: boolean): NetworkGroup {
  return {
    address: host.address,
    rooms: host.publicRooms ?? [],
    memberOf: new Set(Object.keys(host.rooms)),
    status: 'ready',
    isFavourite,
  };
}

/**
 * Hosts one is connected to tell at once what changes; all others are asked every few seconds. The own host comes
 * first, then those with rooms, among equals the favourites; hosts that cannot be joined come last.
 */
export function listNetworkGroups(
  hosts: Readonly<Record<string, HostReplica>>,
  network: NetworkView,
): readonly NetworkGroup[] {
  const connected = Object.values(hosts).filter(({ connection }) => connection.phase === 'online');
  const favourites = new Set(
    network.hosts.filter(({ isFavourite }) => isFavourite).map(({ address }) => address.hostId),
  );
  const told = new Set(connected.map(({ address }) => address.hostId));
  const found = network.hosts
    .filter(({ address, status }) => status !== 'ready' || !told.has(address.hostId))
    .map(({ address, status, publicRooms }) => ({
      address,
      status,
      rooms: publicRooms,
      memberOf: new Set(Object.keys(hosts[address.hostKey]?.rooms ?? {})),
      isFavourite: favourites.has(address.hostId),
    }));
  const rank = ({ address, status, rooms }: NetworkGroup) =>
    address.isOwn ? 0 : status !== 'ready' ? 3 : rooms.length > 0 ? 1 : 2;
  return [...connected.map((host) => fromSession(host, favourites.has(host.address.hostId))), ...found]
    .filter(({ address, rooms }) => rooms.length > 0 || (!address.isOwn && address.trust !== undefined))
    .sort((one, other) => rank(one) - rank(other) || Number(other.isFavourite) - Number(one.isFavourite));
}
