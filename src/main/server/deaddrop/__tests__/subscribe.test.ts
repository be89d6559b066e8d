import { describe, expect, it } from 'vitest';
import { eventually, expectStatus, makeRoom, onCleanUp, startTestHost } from '../../__tests__/test-host.ts';
import type { Answer, Identity } from './deaddrop-world.ts';
import { setUpTeam } from './team.ts';

const team = setUpTeam();
const { world } = team;

type Topics = Record<string, string | null>;

const subscribe = (who: Identity | null, topics: unknown, more: object = {}): Promise<Answer> =>
  world.call('POST', `/${team.ns.ns}/subscribe`, {
    ...(who && { headers: who.headers }),
    body: { topics, ...more },
  });

async function write(to: Identity, from: Identity): Promise<string> {
  const { body } = await world.call('POST', `/${team.ns.ns}/send`, {
    headers: from.headers,
    body: { to: to.id, body: 'psst' },
  });
  return body.mid;
}

/** Follows a stream of events; each is given with its name. */
async function follow(url: string, headers: Record<string, string>, topics: Topics) {
  const control = new AbortController();
  onCleanUp(async () => control.abort());
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ topics, mode: 'stream' }),
    signal: control.signal,
  });
  let text = '';
  let hasEnded = false;
  const read = async () => {
    for await (const chunk of response.body ?? []) text += new TextDecoder().decode(chunk);
    hasEnded = true;
  };
  read().catch(() => {});
  const list = () =>
    [...text.matchAll(/event: (\w+)\ndata: (.*)\n\n/g)].map(([, name, data]) => [
      name,
      JSON.parse(data ?? ''),
    ]);
  const expectEvents = (...events: unknown[]) => eventually(() => expect(list()).toEqual(events));
  return { response, list, expectEvents, expectEnd: () => eventually(() => expect(hasEnded).toBe(true)) };
}

describe('A1 subscribe: poll', () => {
  it('tells at once what is there, and waits for what comes, in several rooms and the inbox', async () => {
    const { ns, alice, bob } = team;
    const [one, other] = [await world.makeRoom(ns, alice, bob), await world.makeRoom(ns, alice, bob)];
    const first = await world.send(ns, one, bob, 'first');
    const topics = { [`room:${one}`]: null, [`room:${other}`]: null, [`inbox:${alice.id}`]: null };
    const known = await subscribe(alice, topics);
    expect(known.body).toEqual({ events: { [`room:${one}`]: first }, timeout: false });
    const after = { ...topics, ...known.body.events };
    const inOther = subscribe(alice, after, { timeout: 20 });
    const second = await world.send(ns, other, bob, 'second');
    expect((await inOther).body).toEqual({ events: { [`room:${other}`]: second }, timeout: false });
    const inInbox = subscribe(alice, { ...after, [`room:${other}`]: second });
    const letter = await write(alice, bob);
    expect((await inInbox).body).toEqual({ events: { [`inbox:${alice.id}`]: letter }, timeout: false });
    const box = `/${ns.ns}/inbox/${alice.id}?unread=true`;
    expect((await world.call('GET', box, { headers: alice.headers })).body.messages).toHaveLength(1);
  });

  it('ends with nothing, is woken by no other room, and not by what was read', async () => {
    const { ns, alice } = team;
    const [one, other] = [await world.makeRoom(ns, alice), await world.makeRoom(ns, alice)];
    const mid = await world.send(ns, one, alice, 'read');
    const waiting = subscribe(alice, { [`room:${one}`]: mid }, { timeout: 1 });
    await world.send(ns, other, alice, 'elsewhere');
    expect((await waiting).body).toEqual({ events: {}, timeout: true });
  });

  it('lets a follower of five rooms see every message of ten writers exactly once', async () => {
    const { ns, alice, bob } = team;
    const rooms = await Promise.all(Array.from({ length: 5 }, () => world.makeRoom(ns, alice, bob)));
    const seen: string[] = [];
    const clocks: Topics = Object.fromEntries(rooms.map((id) => [`room:${id}`, null]));
    const total = 10 * 10;
    const read = async () => {
      while (seen.length < total) {
        const { events } = (await subscribe(alice, clocks, { timeout: 10 })).body as { events: Topics };
        if (Object.keys(events).length === 0) return;
        for (const topic of Object.keys(events)) {
          const path = `/${ns.ns}/rooms/${topic.slice(5)}/messages?limit=7&after=${clocks[topic] ?? ''}`;
          const { messages } = (await world.call('GET', path, { headers: alice.headers })).body;
          seen.push(...messages.map(({ body }: { body: string }) => body));
          clocks[topic] = messages.at(-1)?.mid ?? clocks[topic] ?? null;
        }
      }
    };
    const reading = read();
    await Promise.all(
      Array.from({ length: 10 }, async (_, writer) => {
        for (let number = 0; number < 10; number += 1) {
          await world.send(ns, rooms[(writer + number) % 5] ?? '', bob, `${writer}/${number}`);
        }
      }),
    );
    await reading;
    expect([seen.length, new Set(seen).size]).toEqual([total, total]);
  });

  it('refuses what is not one’s own, and what is no topic', async () => {
    const { ns, alice, bob } = team;
    const roomId = await world.makeRoom(ns, bob);
    const own = { [`inbox:${alice.id}`]: null };
    const stranger = await world.makeIdentity(await world.makeNamespace());
    for (const [who, topics, status, detail, more] of [
      [null, own, 401, 'X-Inbox-Secret header required'],
      [stranger, own, 403, 'Invalid inbox secret or not in namespace'],
      [alice, { [`inbox:${bob.id}`]: null }, 403, 'Secret does not match identity'],
      [alice, { ...own, [`room:${roomId}`]: null }, 403, 'Not a member of this room'],
      [alice, { 'room:nothing': null }, 404, 'Room not found'],
      [alice, { 'shop:1': null }, 400, 'Invalid topic: shop:1'],
      [alice, { room: null }, 400, 'Invalid topic: room'],
      [alice, {}, 400, 'Give 1 to 200 topics'],
      [alice, { [`inbox:${alice.id}`]: 5 }, 422, expect.anything()],
      [alice, [], 422, expect.anything()],
      [alice, own, 422, expect.anything(), { timeout: 61 }],
      [alice, own, 422, expect.anything(), { timeout: 0 }],
      [alice, own, 422, expect.anything(), { mode: 'shout' }],
    ] as const) {
      const answer = await subscribe(who, topics, more);
      expect([topics, answer.status, answer.body.detail]).toEqual([topics, status, detail]);
    }
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`room:${index}`, null]));
    expect((await subscribe(alice, many)).status).toBe(400);
  });
});

describe('A1 subscribe: stream', () => {
  const url = () => `${world.url}/${team.ns.ns}/subscribe`;

  it('tells what is there and what comes, once each, until the room is gone', async () => {
    const { ns, alice, bob } = team;
    const [one, other] = [await world.makeRoom(ns, alice, bob), await world.makeRoom(ns, alice, bob)];
    const first = await world.send(ns, one, bob, 'first');
    const { response, expectEvents, expectEnd } = await follow(url(), alice.headers, {
      [`room:${one}`]: null,
      [`room:${other}`]: null,
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const change = (room: string, mid: string) => ['change', { topic: `room:${room}`, latest_mid: mid }];
    const told = [['connected', {}], change(one, first)];
    await expectEvents(...told);
    const second = await world.send(ns, other, alice, 'second');
    await expectEvents(...told, change(other, second));
    await world.call('DELETE', `/${ns.ns}/rooms/${one}/members/${alice.id}`, { headers: bob.headers });
    const gone = (room: string) => ['gone', { topic: `room:${room}` }];
    await expectEvents(...told, change(other, second), gone(one));
    await world.send(ns, one, bob, 'not for her');
    await world.call('DELETE', `/${ns.ns}/rooms/${other}`, { headers: ns.headers });
    await expectEvents(...told, change(other, second), gone(one), gone(other));
    await expectEnd();
  });

  it('goes on behind the cursors after a broken line: nothing is lost', async () => {
    const { ns, alice, bob } = team;
    const roomId = await world.makeRoom(ns, alice, bob);
    const topic = `room:${roomId}`;
    const seen = await world.send(ns, roomId, bob, 'seen');
    const missed = await world.send(ns, roomId, bob, 'missed');
    const { expectEvents } = await follow(url(), alice.headers, { [topic]: seen });
    await expectEvents(['connected', {}], ['change', { topic, latest_mid: missed }]);
  });

  it('ends with the host, and leaves nothing behind with the program', async () => {
    const host = await startTestHost();
    const ann = await host.guest('Ann');
    const room = await makeRoom(ann);
    const { namespace, secret } = expectStatus(
      await ann.post(`/api/rooms/${room.id}/agents`, { name: 'Bot' }),
      201,
    ).body;
    const headers = { 'X-Inbox-Secret': secret };
    const topics = { [`room:${room.id}`]: null };
    const { expectEvents, expectEnd } = await follow(`${host.url}/${namespace}/subscribe`, headers, topics);
    const said = await ann.post(`/api/rooms/${room.id}/messages`, { content: 'hello' });
    const topic = `room:${room.id}`;
    await expectEvents(['connected', {}], ['change', { topic, latest_mid: said.body.message.id }]);
    await host.stop();
    await expectEnd();
  });
});
