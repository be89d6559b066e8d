import { beforeAll, expect, it } from 'vitest';
import { ADMIN, type Identity, type Namespace, setUpWorld } from './deaddrop-world.ts';

const world = setUpWorld();
let ns: Namespace;

beforeAll(async () => {
  ns = await world.makeNamespace({ metadata: { display_name: 'Team' } });
});

interface Shown {
  readonly mid: string;
  readonly from_id: string;
  readonly body: string;
}

/** One call that has to succeed, as one of the people or as the owner of the namespace. */
async function ask(who: { headers: Record<string, string> }, method: string, path: string, body?: unknown) {
  const answer = await world.call(method, `/${ns.ns}${path}`, { headers: who.headers, body });
  expect([method, path, answer.status]).toEqual([method, path, 200]);
  return answer.body;
}

async function openRoom(name: string, creator: Identity, ...others: Identity[]): Promise<string> {
  const { room_id } = await ask(creator, 'POST', '/rooms', { display_name: name });
  for (const { id } of others) await ask(creator, 'POST', `/rooms/${room_id}/members`, { identity_id: id });
  return `/rooms/${room_id}`;
}

async function follow(room: string, who: Identity, isLast: (seen: Shown[]) => boolean): Promise<Shown[]> {
  const seen: Shown[] = [];
  while (!isLast(seen)) {
    const after = seen.at(-1)?.mid ?? '';
    seen.push(...(await ask(who, 'GET', `${room}/messages?wait=20&after=${after}`)).messages);
  }
  return seen;
}

it('A1 goes from a new namespace to a deleted room, as the document tells it', async () => {
  const [alice, bob, charlie] = [
    await world.makeIdentity(ns, 'Alice'),
    await world.makeIdentity(ns, 'Bob'),
    await world.makeIdentity(ns, 'Charlie'),
  ];
  const room = await openRoom('Project Chat', alice, bob, charlie);
  expect(await ask(charlie, 'GET', `${room}/members`)).toHaveLength(3);
  await ask(alice, 'POST', `${room}/messages`, { body: 'Hello team!' });
  await ask(bob, 'POST', `${room}/messages`, { body: 'Hey Alice! Thanks for setting this up.' });
  const { messages } = await ask(alice, 'GET', `${room}/messages`);
  expect(messages.map(({ from_id }: Shown) => from_id)).toEqual([alice.id, bob.id]);
  const first = await ask(bob, 'GET', `${room}/messages?limit=1`);
  const next = await ask(bob, 'GET', `${room}/messages?limit=10&after=${first.messages[0].mid}`);
  expect([...first.messages, ...next.messages]).toEqual(messages);
  await ask(bob, 'POST', `${room}/read`, { last_read_mid: messages[1].mid });
  expect((await ask(bob, 'GET', `${room}/unread`)).unread_count).toBe(0);
  expect((await ask(alice, 'GET', `${room}/unread`)).unread_count).toBe(2);
  await ask(charlie, 'DELETE', `${room}/members/${charlie.id}`);
  await ask(alice, 'DELETE', `${room}/members/${bob.id}`);
  expect(await ask(alice, 'GET', `${room}/members`)).toHaveLength(1);
  await ask(ns, 'DELETE', room);
  expect(await ask(alice, 'GET', '/rooms')).toEqual([]);
});

it('A1 carries the multi-agent example: one task, an answer of every worker', async () => {
  const coordinator = await world.makeIdentity(ns, 'Coordinator');
  const workers = [await world.makeIdentity(ns), await world.makeIdentity(ns), await world.makeIdentity(ns)];
  const room = await openRoom('Agent Pool', coordinator, ...workers);
  const content_type = 'application/json';
  const work = workers.map(async (worker) => {
    const [task] = await follow(room, worker, (seen) =>
      seen.some(({ from_id }) => from_id === coordinator.id),
    );
    const { data } = JSON.parse(task?.body ?? '');
    await ask(worker, 'POST', `${room}/messages`, {
      body: JSON.stringify({ count: data.length }),
      content_type,
    });
  });
  await ask(coordinator, 'POST', `${room}/messages`, {
    body: '{"task": "analyze", "data": [4, 5]}',
    content_type,
  });
  const seen = await follow(room, coordinator, (messages) => messages.length > workers.length);
  await Promise.all(work);
  expect(
    seen
      .slice(1)
      .map(({ from_id, body }) => [from_id, body])
      .sort(),
  ).toEqual(workers.map(({ id }) => [id, '{"count":2}']).sort());
});

it('A1 carries the debate: everybody sees every message, in one order', async () => {
  const moderator = await world.makeIdentity(ns, 'Moderator');
  const debaters = [await world.makeIdentity(ns), await world.makeIdentity(ns)];
  const room = await openRoom('AI Debate', moderator, ...debaters);
  const hearing = [moderator, ...debaters].map((who) => follow(room, who, (seen) => seen.length >= 7));
  await ask(moderator, 'POST', `${room}/messages`, {
    body: 'Should AI systems be required to identify themselves?',
  });
  await Promise.all(
    debaters.map(async (debater) => {
      for (const round of [1, 2, 3])
        await ask(debater, 'POST', `${room}/messages`, { body: `point ${round}` });
    }),
  );
  const [one, ...others] = await Promise.all(hearing);
  expect(one).toHaveLength(7);
  for (const other of others) expect(other).toEqual(one);
  const listed = await world.call('GET', '/admin/namespaces', { headers: ADMIN });
  expect(listed.status).toBe(200);
});
