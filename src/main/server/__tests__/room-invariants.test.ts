import { once } from 'node:events';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Participant } from '#shared/model/room.ts';
import type { Waiting } from '#shared/model/waiting.ts';
import { startHeadless } from './headless-host.ts';
import { type Answer, createRestClient } from './rest-client.ts';
import { eventually, expectStatus, makeDataDir, makeRoom, type Person, startTestHost } from './test-host.ts';

const PEOPLE = 6;
/** More of them now and then: PROPERTY_RUNS=300. */
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 25);
const WHO = fc.integer({ min: 0, max: PEOPLE - 1 });
/** Things people do by themselves, and things the owner does to them. */
const OWN_DEEDS = ['join', 'leave', 'wait', 'stop-waiting'] as const;
const OWNERS_DEEDS = ['kick', 'ban', 'unban', 'admit', 'deny', 'hand-over'] as const;
const ROOM_DEEDS = ['lock', 'unlock', 'admit-all'] as const;

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom(...OWN_DEEDS), who: WHO }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom(...OWNERS_DEEDS), who: WHO }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom(...ROOM_DEEDS), who: WHO }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('capacity' as const),
      who: WHO,
      to: fc.integer({ min: 1, max: PEOPLE }),
    }),
  },
);
type Step = { do: string; who: number; to?: number };

interface Snapshot {
  readonly members: readonly Participant[];
  readonly capacity: number;
  readonly isLocked: boolean;
  readonly hostUserId: string;
  readonly waiting: readonly Waiting[];
  readonly banned: readonly string[];
}

/** As the owner sees the room; null while nobody is in it. */
async function look(people: readonly Person[], roomId: string): Promise<Snapshot | null> {
  for (const person of people) {
    const { status, body } = await person.get(`/api/rooms/${roomId}`);
    if (status !== 200 || body.room.role !== 'owner') continue;
    const [waiting, bans] = [
      await person.get(`/api/rooms/${roomId}/waiting`),
      await person.get(`/api/rooms/${roomId}/bans`),
    ];
    return {
      members: body.room.participants,
      capacity: body.room.maxParticipants,
      isLocked: body.room.locked,
      hostUserId: body.room.hostUserId,
      waiting: expectStatus(waiting, 200).body.waiting,
      banned: expectStatus(bans, 200).body.bans.map((ban: { userId: string }) => ban.userId),
    };
  }
  return null;
}

function act(
  people: readonly Person[],
  owner: Person,
  roomId: string,
  { do: deed, who, to }: Step,
): Promise<Answer> {
  const base = `/api/rooms/${roomId}`;
  const person = people[who] as Person;
  switch (deed) {
    case 'join':
      return person.post(`${base}/join`);
    case 'leave':
      return person.post(`${base}/leave`);
    case 'wait':
      return person.post(`${base}/wait`);
    case 'stop-waiting':
      return person.delete(`${base}/wait`);
    case 'kick':
      return owner.delete(`${base}/kick/${person.id}`);
    case 'ban':
      return owner.post(`${base}/bans`, { userId: person.id });
    case 'unban':
      return owner.delete(`${base}/bans/${person.id}`);
    case 'admit':
      return owner.post(`${base}/waiting/${person.id}/admit`);
    case 'deny':
      return owner.post(`${base}/waiting/${person.id}/deny`);
    case 'hand-over':
      return owner.patch(`${base}/members/${person.id}`, { role: 'owner' });
    case 'admit-all':
      return owner.post(`${base}/waiting/admit`);
    case 'capacity':
      return owner.patch(base, { maxParticipants: to });
    default:
      return owner.patch(`${base}/state`, { locked: deed === 'lock' });
  }
}

function expectSound(snapshot: Snapshot): void {
  const owners = snapshot.members.filter((member) => member.role === 'owner');
  expect(owners.map((owner) => owner.userId)).toEqual([snapshot.hostUserId]);
  const seated = new Set(snapshot.members.map((member) => member.userId));
  expect(snapshot.banned.filter((userId) => seated.has(userId))).toEqual([]);
  expect(snapshot.waiting.filter(({ userId }) => seated.has(userId))).toEqual([]);
  expect(snapshot.waiting.filter(({ userId }) => snapshot.banned.includes(userId))).toEqual([]);
}

function expectCapacityKept(before: Snapshot, after: Snapshot, steps: readonly Step[]): void {
  const capacities = [before.capacity, ...steps.flatMap(({ to }) => (to === undefined ? [] : [to]))];
  expect(after.members.length).toBeLessThanOrEqual(Math.max(before.members.length, ...capacities));
}

/** Nobody who queued came in before somebody who had queued earlier, did nothing, and still waits. */
function expectOrderKept(
  before: Snapshot,
  after: Snapshot,
  steps: readonly Step[],
  people: readonly Person[],
): void {
  if (steps.some(({ do: deed }) => deed === 'admit' || deed === 'admit-all')) return;
  const touched = new Set(steps.map(({ who }) => people[who]?.id));
  const queue = before.waiting.filter(({ kind }) => kind === 'queue').map(({ userId }) => userId);
  const seated = new Set(after.members.map((member) => member.userId));
  const still = after.waiting.map(({ userId }) => userId);
  const known = new Set([...before.members, ...before.waiting].map(({ userId }) => userId));
  const newcomers = [...seated].filter((userId) => !known.has(userId));
  // Whoever came from outside found nobody in the queue, or the queue came in too.
  if (newcomers.length > 0) {
    expect(queue.filter((userId) => still.includes(userId) && !touched.has(userId))).toEqual([]);
  }
  for (const [index, userId] of queue.entries()) {
    if (!seated.has(userId)) continue;
    const overtaken = queue
      .slice(0, index)
      .filter((earlier) => still.includes(earlier) && !touched.has(earlier));
    expect(overtaken).toEqual([]);
  }
  const untouched = (list: readonly string[]) => list.filter((userId) => !touched.has(userId));
  const rest = untouched(before.waiting.map(({ userId }) => userId)).filter((userId) =>
    still.includes(userId),
  );
  expect(untouched(still).filter((userId) => rest.includes(userId))).toEqual(rest);
}

const hasFreeSeatForQueue = ({ waiting, isLocked, members, capacity }: Snapshot) =>
  !isLocked && members.length < capacity && waiting.length > 0;

/** The host under the game: it stops and starts again in between, or dies amid what is being done. */
interface Table {
  readonly diesAtOnce: boolean;
  restart(): Promise<void>;
}

async function play(
  table: Table,
  people: readonly Person[],
  rounds: readonly { steps: readonly Step[]; restarts: boolean }[],
): Promise<void> {
  const first = people[0] as Person;
  const room = await makeRoom(first, { maxParticipants: 3, life: 'kept' });
  let before = await look(people, room.id);
  for (const { steps, restarts } of rounds) {
    const owner = people.find(({ id }) => id === before?.hostUserId) ?? first;
    const deeds = Promise.allSettled(steps.map((step) => act(people, owner, room.id, step)));
    if (restarts && table.diesAtOnce) await table.restart();
    for (const deed of await deeds) {
      if (deed.status === 'fulfilled') expect(deed.value.status).toBeLessThan(500);
      else if (!restarts || !table.diesAtOnce) throw deed.reason;
    }
    if (restarts && !table.diesAtOnce) await table.restart();
    const after = await eventually(async () => {
      const seen = await look(people, room.id);
      // Seats are given out right after the answer; soon nobody waits for a free one.
      if (seen) expect(hasFreeSeatForQueue(seen)).toBe(false);
      return seen;
    });
    if (after) expectSound(after);
    if (before && after) {
      expectCapacityKept(before, after, steps);
      expectOrderKept(before, after, steps, people);
    }
    before = after;
  }
  const owner = people.find(({ id }) => id === before?.hostUserId);
  if (owner) expectStatus(await owner.delete(`/api/rooms/${room.id}`), 200);
}

/** One round in so many ends the host. */
const roundOf = (restartsIn: number) =>
  fc.record({
    steps: fc.array(step, { minLength: 1, maxLength: 4 }),
    restarts: fc.integer({ min: 1, max: restartsIn }).map((number) => number === 1),
  });

it(
  'whatever people do at once: seats are not exceeded, one owner, nobody banned inside, the queue in order',
  async () => {
    const host = await startTestHost({ limits: { roomsPerOwner: 1_000 } as never });
    const people = await Promise.all(
      Array.from({ length: PEOPLE }, (_, index) => host.guest(`Person ${index}`)),
    );
    const round = roundOf(16);
    await fc.assert(
      fc.asyncProperty(fc.array(round, { minLength: 5, maxLength: 20 }), (rounds) =>
        play({ diesAtOnce: false, restart: host.restart }, people, rounds),
      ),
      // Making an example smaller takes longer than reading it.
      { numRuns: RUNS, endOnFailure: true },
    );
  },
  RUNS * 5_000,
);

it(
  'the same when the host is killed amid it',
  async () => {
    const dataDir = await makeDataDir();
    let { host, url } = await startHeadless(dataDir);
    async function dieAndComeBack(): Promise<void> {
      host.kill('SIGKILL');
      if (host.signalCode === null) await once(host, 'exit');
      ({ host, url } = await startHeadless(dataDir));
    }
    const visitor = createRestClient(() => url, null);
    const people = await Promise.all(
      Array.from({ length: PEOPLE }, async (_, index) => {
        const answer = await visitor.post('/api/auth/guest', { displayName: `Person ${index}` });
        const { user, token } = expectStatus(answer, 201).body;
        return { ...createRestClient(() => url, token), user, id: user.id, token, deviceId: '' };
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(roundOf(4), { minLength: 5, maxLength: 10 }), (rounds) =>
        play({ diesAtOnce: true, restart: dieAndComeBack }, people, rounds),
      ),
      { numRuns: Math.ceil(RUNS / 8), endOnFailure: true },
    );
  },
  RUNS * 5_000,
);
