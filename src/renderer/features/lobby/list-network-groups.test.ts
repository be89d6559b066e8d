import { expect, it } from 'vitest';
import type { NetworkHost, NetworkView } from '#shared/contract/ipc.ts';
import type { Room } from '#shared/model/room.ts';
import { createHostReplica, type HostReplica } from '../../session/replica.ts';
import { listNetworkGroups } from './list-network-groups.ts';

const room = (id: string) => ({ id, name: id }) as Room;

function connected(hostId: string, rooms: Room[], isOwn = false): HostReplica {
  const trust = isOwn ? {} : { trust: 'code' as const };
  const address = { hostKey: `host:${hostId}`, hostId, name: hostId, isOwn, ...trust };
  return { ...createHostReplica(address, 0), connection: { phase: 'online' }, publicRooms: rooms };
}

function found(hostId: string, change: Partial<NetworkHost> = {}): NetworkHost {
  const address = { hostKey: `host:${hostId}`, hostId, name: hostId, isOwn: false, trust: null };
  return { address, status: 'ready', publicRooms: [], ...change };
}

const view = (...hosts: NetworkHost[]): NetworkView => ({ hosts, interfaces: [] });

it('shows the own host first, then rooms, then the rest, and last who cannot be joined', () => {
  const groups = listNetworkGroups(
    { 'host:own': connected('own', [room('mine')], true) },
    view(
      found('older', { status: 'this-app-is-newer' }),
      found('empty'),
      found('lively', { publicRooms: [room('open')] }),
    ),
  );
  expect(groups.map(({ address }) => address.hostId)).toEqual(['own', 'lively', 'empty', 'older']);
});

it('tells a connected host once, by what it says itself', () => {
  const groups = listNetworkGroups(
    { 'host:b': connected('b', [room('live')]) },
    view(found('b', { publicRooms: [room('stale')] })),
  );
  expect(groups).toHaveLength(1);
  expect(groups[0]?.rooms.map(({ id }) => id)).toEqual(['live']);
  expect(groups[0]?.address.trust).toBe('code');
});

it('shows an impostor beside the host that it pretends to be', () => {
  const groups = listNetworkGroups(
    { 'host:b': connected('b', [room('live')]) },
    view(found('b', { status: 'certificate-changed' })),
  );
  expect(groups.map(({ status }) => status)).toEqual(['ready', 'certificate-changed']);
});

it('shows favourites first among equals, connected or only found', () => {
  const rooms = { publicRooms: [room('open')] };
  const groups = listNetworkGroups(
    { 'host:b': connected('b', [room('live')]) },
    view(found('a', rooms), found('b', { isFavourite: true }), found('c', { ...rooms, isFavourite: true })),
  );
  expect(groups.map(({ address, isFavourite }) => [address.hostId, isFavourite])).toEqual([
    ['b', true],
    ['c', true],
    ['a', false],
  ]);
});

it('does not show the own host while it has no public room', () => {
  expect(listNetworkGroups({ 'host:own': connected('own', [], true) }, view())).toEqual([]);
});
