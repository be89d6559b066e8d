import { expect, it } from 'vitest';
import type { Role } from '#shared/model/role.ts';
import { findPersonActs } from '../find-person-acts.ts';

const CELLS: readonly [Role | null, Role, string][] = [
  ['owner', 'admin', 'make-moderator make-member hand-over mute kick ban'],
  ['owner', 'moderator', 'make-admin make-member hand-over mute kick ban'],
  ['owner', 'member', 'make-admin make-moderator hand-over mute kick ban'],
  ['owner', 'owner', ''],
  ['admin', 'owner', ''],
  ['admin', 'admin', ''],
  ['admin', 'moderator', 'make-member mute kick ban'],
  ['admin', 'member', 'make-moderator mute kick ban'],
  ['moderator', 'admin', ''],
  ['moderator', 'moderator', ''],
  ['moderator', 'member', 'mute kick ban'],
  ['member', 'member', ''],
  ['member', 'moderator', ''],
  [null, 'member', ''],
];

it.each(CELLS)('R10: %s may do to %s: %s', (role, target, acts) => {
  const room = role === null ? undefined : { role };
  expect(findPersonActs(room, { role: target, muted: false }).join(' ')).toBe(acts);
});

it('R17: nobody is above the other in a conversation of two', () => {
  expect(findPersonActs({ role: 'owner', kind: 'direct' }, { role: 'member', muted: false })).toEqual([]);
});

it('R11: whoever is muted can be let write again', () => {
  expect(findPersonActs({ role: 'moderator' }, { role: 'member', muted: true })).toContain('unmute');
});
