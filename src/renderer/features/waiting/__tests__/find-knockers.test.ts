import { expect, it } from 'vitest';
import type { Role } from '#shared/model/role.ts';
import type { HostReplica } from '../../../session/replica.ts';
import { findKnockers } from '../find-knockers.ts';

function host(role: Role, kinds: readonly ('knock' | 'queue')[]): Record<string, HostReplica> {
  const waiting = kinds.map((kind, index) => ({
    userId: `u${index}`,
    displayName: `U${index}`,
    kind,
    position: 1,
    since: '',
  }));
  const room = { id: 'r', name: 'Room', role };
  return { 'http://h': { rooms: { r: { room, waiting } } } as unknown as HostReplica };
}

it.each<[Role, readonly ('knock' | 'queue')[], number]>([
  ['owner', ['knock', 'queue', 'knock'], 2],
  ['moderator', ['knock'], 1],
  ['member', ['knock'], 0],
  ['owner', ['queue'], 0],
  ['owner', [], 0],
])('R13: as %s with %j at the door, %d knock', (role, kinds, count) => {
  expect(findKnockers(host(role, kinds)).flatMap(({ people }) => people)).toHaveLength(count);
});
