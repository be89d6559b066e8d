import { expect, it } from 'vitest';
import type { Message } from '#shared/model/message.ts';
import type { Participant } from '#shared/model/room.ts';
import { findLastActs, isActive, orderPeople } from '../order-people.ts';

const person = (userId: string, more: Partial<Participant> = {}): Participant => ({
  userId,
  displayName: userId,
  kind: 'person',
  role: 'member',
  isOnline: false,
  status: 'offline',
  joinedAt: '2026-01-01T00:00:00.000Z',
  lastSeen: null,
  inCall: false,
  muted: false,
  ...more,
});
const idsOf = (people: readonly Participant[]) => people.map(({ userId }) => userId);

it('agents are neither here nor away, with a line or without', () => {
  const groups = orderPeople([
    person('bot', { kind: 'agent' }),
    person('ann', { role: 'owner', isOnline: true }),
    person('live', { kind: 'companion', isOnline: true }),
    person('ben'),
  ]);
  expect(idsOf(groups.here)).toEqual(['ann']);
  expect(idsOf(groups.agents)).toEqual(['bot', 'live']);
  expect(idsOf(groups.away)).toEqual(['ben']);
});

it('an agent was heard last when it wrote or when its line ended, whichever is later', () => {
  const write = (userId: string, createdAt: string) => ({ kind: 'agent', userId, createdAt }) as Message;
  const acts = findLastActs(
    [
      person('bot', { kind: 'agent', lastSeen: '2026-01-01T10:00:00.000Z' }),
      person('silent', { kind: 'agent' }),
      person('ann', { lastSeen: '2026-01-01T12:00:00.000Z' }),
    ],
    [write('bot', '2026-01-01T11:00:00.000Z'), write('bot', '2026-01-01T09:00:00.000Z')],
  );
  expect([...acts]).toEqual([['bot', '2026-01-01T11:00:00.000Z']]);
});

it('who acted within five minutes counts as here', () => {
  const now = Date.parse('2026-01-01T11:00:00.000Z');
  expect(isActive('2026-01-01T10:56:00.000Z', now)).toBe(true);
  expect(isActive('2026-01-01T10:54:00.000Z', now)).toBe(false);
  expect(isActive(undefined, now)).toBe(false);
});
