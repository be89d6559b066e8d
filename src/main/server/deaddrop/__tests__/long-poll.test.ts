import { expect, it } from 'vitest';
import { expectStatus, makeRoom, startTestHost } from '../../__tests__/test-host.ts';
import type { Identity } from './deaddrop-world.ts';
import { setUpTeam } from './team.ts';

const team = setUpTeam();
const { world } = team;

interface Shown {
  readonly mid: string;
  readonly body: string;
}

async function wait(roomId: string, who: Identity, query: string): Promise<Shown[]> {
  const { body } = await world.call('GET', `/${team.ns.ns}/rooms/${roomId}/messages?${query}`, {
    headers: who.headers,
  });
  return body.messages;
}

it('answers at once when there is something, and with nothing at the end of the time', async () => {
  const { ns, alice } = team;
  const roomId = await world.makeRoom(ns, alice);
  const mid = await world.send(ns, roomId, alice, 'here');
  expect(await wait(roomId, alice, 'wait=30')).toHaveLength(1);
  expect(await wait(roomId, alice, `wait=1&after=${mid}`)).toEqual([]);
});

it('wakes every waiter with the message, the sender too, and nobody of another room', async () => {
  const { ns, alice, bob } = team;
  const roomId = await world.makeRoom(ns, alice, bob);
  const elsewhere = await world.makeRoom(ns, alice, bob);
  const after = await world.send(ns, roomId, alice, 'before');
  const other = wait(elsewhere, bob, 'wait=1');
  const waiting = [alice, bob, bob].map((who) => wait(roomId, who, `wait=20&after=${after}`));
  const mid = await world.send(ns, roomId, alice, 'now');
  for (const messages of await Promise.all(waiting)) expect(messages.map((one) => one.mid)).toEqual([mid]);
  expect(await other).toEqual([]);
});

it('is not woken by members who come and go, by cursors, or by a new name', async () => {
  const { ns, alice, bob, carol } = team;
  const roomId = await world.makeRoom(ns, alice, bob);
  const room = `/${ns.ns}/rooms/${roomId}`;
  const after = await world.send(ns, roomId, alice, 'before');
  const waiting = wait(roomId, bob, `wait=60&after=${after}`);
  const { headers } = alice;
  for (const [method, path, body] of [
    ['POST', '/members', { identity_id: carol.id }],
    ['POST', '/read', { last_read_mid: after }],
    ['DELETE', `/members/${carol.id}`, undefined],
    ['POST', '/members', { identity_id: carol.id }],
  ] as const) {
    expect((await world.call(method, `${room}${path}`, { headers, body })).status).toBe(200);
  }
  const renamed = await world.call('PATCH', `/${ns.ns}/identities/${carol.id}`, {
    headers: ns.headers,
    body: { metadata: { display_name: 'Carol' } },
  });
  expect(renamed.status).toBe(200);
  // Whoever had been woken by any of these would have been answered with an empty list.
  const mid = await world.send(ns, roomId, carol, 'now');
  expect((await waiting).map((one) => one.mid)).toEqual([mid]);
});

it('still answers who was removed while waiting, and gives an empty list when the room was deleted', async () => {
  const { ns, alice, bob } = team;
  const roomId = await world.makeRoom(ns, alice, bob);
  const removed = wait(roomId, bob, 'wait=20');
  const room = `/${ns.ns}/rooms/${roomId}`;
  await world.call('DELETE', `${room}/members/${bob.id}`, { headers: alice.headers });
  await world.send(ns, roomId, alice, 'to whoever waits');
  expect(await removed).toMatchObject([{ body: 'to whoever waits' }]);
  const mid = (await wait(roomId, alice, ''))[0]?.mid;
  const orphan = wait(roomId, alice, `wait=1&after=${mid}`);
  await world.call('DELETE', room, { headers: ns.headers });
  expect(await orphan).toEqual([]);
});

it('lets a follower see every message of 20 concurrent writers exactly once', async () => {
  const { ns, alice } = team;
  const roomId = await world.makeRoom(ns, alice);
  const writers = await Promise.all(Array.from({ length: 20 }, () => world.makeIdentity(ns)));
  for (const { id } of writers) {
    await world.call('POST', `/${ns.ns}/rooms/${roomId}/members`, {
      headers: alice.headers,
      body: { identity_id: id },
    });
  }
  const EACH = 15;
  const total = writers.length * EACH;
  async function follow(limit: number): Promise<Shown[]> {
    const seen: Shown[] = [];
    while (seen.length < total) {
      const page = await wait(roomId, alice, `wait=10&limit=${limit}&after=${seen.at(-1)?.mid ?? ''}`);
      if (page.length === 0) break;
      seen.push(...page);
    }
    return seen;
  }
  const followers = [follow(1_000), follow(3), follow(1_000)];
  await Promise.all(
    writers.map(async (writer, index) => {
      for (let number = 0; number < EACH; number += 1)
        await world.send(ns, roomId, writer, `${index}/${number}`);
    }),
  );
  for (const seen of await Promise.all(followers)) {
    expect(seen.map(({ mid }) => mid)).toEqual([...new Set(seen.map(({ mid }) => mid))].sort());
    expect(new Set(seen.map(({ body }) => body)).size).toBe(total);
    expect(seen).toHaveLength(total);
  }
});

it('forgets waiters that went away', async () => {
  const { ns, alice } = team;
  const roomId = await world.makeRoom(ns, alice);
  for (let number = 0; number < 5; number += 1) {
    const control = new AbortController();
    const path = `${world.url}/${ns.ns}/rooms/${roomId}/messages?wait=60`;
    const waiting = fetch(path, { headers: alice.headers, signal: control.signal });
    await world.call('GET', '/health');
    control.abort();
    await expect(waiting).rejects.toThrow();
  }
  await world.send(ns, roomId, alice, 'nobody waits');
  expect(await wait(roomId, alice, 'wait=5')).toHaveLength(1);
});

it('answers who waits when the host stops', async () => {
  const host = await startTestHost();
  const ann = await host.guest('Ann');
  const room = await makeRoom(ann);
  const invited = expectStatus(await ann.post(`/api/rooms/${room.id}/agents`, { name: 'Bot' }), 201).body;
  const base = `${host.url}/${invited.namespace}`;
  const headers = { 'X-Inbox-Secret': invited.secret };
  const waiting = [`rooms/${room.id}/messages`, `inbox/${invited.agent.id}`].map((path) =>
    fetch(`${base}/${path}?wait=60`, { headers }),
  );
  await ann.get('/api/auth/me');
  await host.stop();
  for (const answer of await Promise.all(waiting))
    expect(await answer.json()).toMatchObject({ messages: [] });
});
