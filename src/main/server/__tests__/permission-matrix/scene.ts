import type { MemberRoom, Visibility } from '#shared/model/room.ts';
import type { Answer } from '../rest-client.ts';
import { expectStatus, makeRoom, type Person, seat, startTestHost, type TestHost } from '../test-host.ts';
import { CALLERS, type Caller, type Expected } from './callers.ts';

/** Said after some were sent away: they must never read it. */
export const SECRET = 'the-word-of-the-room';
export const ADMIN_TOKEN = 'admin-token-of-the-matrix';

export interface Cast {
  readonly host: TestHost;
  readonly people: Record<Caller, Person>;
  /** A member with something to say, who is nobody of the callers. */
  readonly author: Person;
}

/** Everybody once for a host; each row has a room of its own. */
export async function gatherCast(): Promise<Cast> {
  const host = await startTestHost({
    adminToken: ADMIN_TOKEN,
    limits: {
      roomsPerOwner: 100_000,
      messagesPer10s: 100_000,
      messageBurst: 100_000,
      unsentFiles: 1_000,
    } as never,
  });
  const entries = await Promise.all(CALLERS.map(async (one) => [one, await host.guest(one)] as const));
  const people = Object.fromEntries(entries) as Record<Caller, Person>;
  const removal = await fetch(`${host.url}/api/admin/users/${people.removed.id}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
  });
  if (removal.status !== 200) throw new Error(`Nobody was removed: ${removal.status}`);
  return { host, people, author: await host.guest('Author') };
}

export interface Scene extends Cast {
  readonly room: MemberRoom;
  readonly base: string;
  /** A message of the author, new each time. */
  say(draft?: Record<string, unknown>): Promise<string>;
  poll(): Promise<string>;
  /** Somebody who has just taken a seat, to do something to. */
  newcomer(): Promise<string>;
  /** Somebody who stands at the locked door. */
  knock(): Promise<string>;
  /** A message that everybody who had a seat saved and was named in; what it says now came later. */
  readonly secretId: string;
}

async function sendAway({ people }: Cast, base: string): Promise<void> {
  const { owner, kicked, banned, muted } = people;
  expectStatus(await owner.delete(`${base}/kick/${kicked.id}`), 200);
  expectStatus(await owner.post(`${base}/bans`, { userId: banned.id }), 201);
  expectStatus(await owner.patch(`${base}/members/${muted.id}`, { muted: true }), 200);
}

/** A room with somebody of every kind; `beforeTheyGo` is when those who are sent away still have a seat. */
export async function setScene(
  cast: Cast,
  visibility: Visibility,
  beforeTheyGo: (room: MemberRoom) => Promise<void> = async () => {},
): Promise<Scene> {
  const { host, people, author } = cast;
  const { owner } = people;
  const room = await makeRoom(owner, { visibility, maxParticipants: 50 });
  const base = `/api/rooms/${room.id}`;
  const seated = [people.admin, people.moderator, people.member, people.muted, people.kicked, people.banned];
  await seat(room, author, ...seated);
  for (const role of ['admin', 'moderator'] as const) {
    expectStatus(await owner.patch(`${base}/members/${people[role].id}`, { role }), 200);
  }

  async function say(draft: Record<string, unknown> = {}): Promise<string> {
    const answer = await author.post(`${base}/messages`, { content: 'a word', ...draft });
    return expectStatus(answer, 201).body.message.id;
  }
  const secretId = await say({ content: '@all come' });
  for (const person of [owner, ...seated]) {
    expectStatus(await person.post(`/api/messages/${secretId}/save`), 200);
  }
  await beforeTheyGo(room);
  await sendAway(cast, base);
  expectStatus(await author.put(`/api/messages/${secretId}`, { content: `@all ${SECRET}` }), 200);

  return {
    ...cast,
    room,
    base,
    secretId,
    say,
    async poll() {
      const answer = await author.post(`${base}/polls`, { question: 'Which?', options: ['this', 'that'] });
      return expectStatus(answer, 201).body.message.id;
    },
    async newcomer() {
      const person = await host.guest('Newcomer');
      expectStatus(await owner.patch(`${base}/state`, { locked: false }), 200);
      await seat(room, person);
      return person.id;
    },
    async knock() {
      const person = await host.guest('Somebody');
      expectStatus(await owner.patch(`${base}/state`, { locked: true }), 200);
      expectStatus(await person.post(`${base}/wait`), 201);
      return person.id;
    },
  };
}

export interface Given extends Scene {
  readonly caller: Caller;
  readonly person: Person;
}

/** What one route answers to each caller. */
export interface RestRow {
  /** In a private room. */
  readonly expected: Expected;
  /** Where a public one is not merely known to exist. */
  readonly inPublic?: Partial<Expected>;
  /** Seats or the room itself change: the row has a room of its own. */
  readonly isAlone?: boolean;
  /** What is told is for who has just taken a seat. */
  readonly letsIn?: boolean;
  readonly request: (given: Given) => Promise<Answer>;
}
