import { expect, it } from 'vitest';
import { createFakeClock } from './fake-clock.ts';
import { expectStatus, makeRoom, type Person, seat, startTestHost } from './test-host.ts';

/** In the order they come in: every rank has an older and a younger one, and the lowest rank is the oldest. */
const ARRIVALS = [
  ['old member', 'member'],
  ['old moderator', 'moderator'],
  ['old admin', 'admin'],
  ['young admin', 'admin'],
  ['young member', 'member'],
  ['young moderator', 'moderator'],
] as const;

const HEIRS = [
  'old admin',
  'young admin',
  'old moderator',
  'young moderator',
  'old member',
  'young member',
  'Helper',
];

it('R10 the room goes to the longest-standing admin, then moderator, then member, and to a program last of all', async () => {
  const clock = createFakeClock();
  const host = await startTestHost({}, { clock });
  const ann = await host.guest('Ann');
  const room = await makeRoom(ann, { life: 'kept' });
  const base = `/api/rooms/${room.id}`;
  clock.advance(1_000);
  // The one who was there first is no person.
  expectStatus(await ann.post(`${base}/agents`, { name: 'Helper' }), 201);
  const people = new Map<string, Person>();
  for (const [name] of ARRIVALS) {
    clock.advance(1_000);
    const person = await host.guest(name);
    await seat(room, person);
    people.set(name, person);
  }
  // Ranks are given the other way round: how long somebody has been there counts, not since when they rank.
  for (const [name, role] of [...ARRIVALS].reverse()) {
    clock.advance(1_000);
    if (role === 'member') continue;
    expectStatus(await ann.patch(`${base}/members/${people.get(name)?.id}`, { role }), 200);
  }

  const order: string[] = [];
  let owner = ann;
  for (;;) {
    const { participants } = expectStatus(await owner.get(`${base}/members`), 200).body;
    expect(participants.filter((one: { role: string }) => one.role === 'owner')).toHaveLength(1);
    const others = participants.filter((one: { role: string }) => one.role !== 'owner');
    if (others.length === 0) break;
    expectStatus(await owner.post(`${base}/leave`), 200);
    const onlooker = await host.guest('Onlooker');
    const { hostUserId } = expectStatus(await onlooker.get(base), 200).body.room;
    const heir = others.find((one: { userId: string }) => one.userId === hostUserId);
    order.push(heir?.displayName);
    const next = people.get(heir?.displayName ?? '');
    if (next === undefined) break;
    owner = next;
  }
  expect(order).toEqual(HEIRS);
});
