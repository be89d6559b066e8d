import { expect, it } from 'vitest';
import type { Message } from '#shared/model/message.ts';
import { connectRaw } from '../websocket/__tests__/raw-client.ts';
import { createRestClient } from './rest-client.ts';
import { connect } from './socket-client.ts';
import {
  eventually,
  expectStatus,
  makeRoom,
  onCleanUp,
  seat,
  startTestHost,
  type TestHost,
} from './test-host.ts';

interface Bot {
  readonly agent: { readonly id: string };
  readonly namespace: string;
  readonly secret: string;
}

async function setUp(limit?: number) {
  const host = await startTestHost(
    limit === undefined ? {} : { limits: { agentMessagesInRow: limit } as never },
  );
  const ann = await host.guest('Ann');
  const room = await makeRoom(ann);
  const path = `/api/rooms/${room.id}`;
  const invite = async (name: string): Promise<Bot> =>
    expectStatus(await ann.post(`${path}/agents`, { name }), 201).body;
  const list = async (): Promise<Message[]> => (await ann.get(`${path}/messages?limit=200`)).body.messages;
  return {
    ...{ host, ann, room, path, invite },
    say: (content: string) => ann.post(`${path}/messages`, { content }),
    set: async (agentLimit: number | null) =>
      expectStatus(await ann.patch(path, { agentLimit }), 200).body.room,
    look: async () => (await ann.get(path)).body.room,
    count: async () => {
      const messages = await list();
      const lines = (event: string) => messages.filter(({ metadata }) => metadata['event'] === event).length;
      const agents = messages.filter(({ kind, messageType }) => kind === 'agent' && messageType !== 'system');
      return { agents: agents.length, waits: lines('agents-wait'), releases: lines('agents-released') };
    },
    asBot: ({ secret }: Bot) => {
      const client = createRestClient(() => host.url, secret);
      return (content: string) => client.post(`${path}/messages`, { content });
    },
  };
}

/** Answers whatever others say, over HTTP with long polls. */
function echoOverRest(host: TestHost, roomId: string, { agent, namespace, secret }: Bot): void {
  const ending = new AbortController();
  const url = `${host.url}/${namespace}/rooms/${roomId}/messages`;
  const headers = { 'X-Inbox-Secret': secret, 'Content-Type': 'application/json' };
  const run = async () => {
    let after = '';
    while (!ending.signal.aborted) {
      const response = await fetch(`${url}?wait=5&after=${after}`, { headers, signal: ending.signal });
      const { messages } = (await response.json()) as {
        messages: { mid: string; from_id: string; body: string }[];
      };
      after = messages.at(-1)?.mid ?? after;
      for (const { from_id: from, body } of messages) {
        if (from === agent.id) continue;
        const text = JSON.stringify({ body: `re: ${body}`.slice(0, 60) });
        const sent = await fetch(url, { method: 'POST', headers, body: text, signal: ending.signal });
        await sent.body?.cancel();
      }
    }
  };
  const ended = run().catch(() => {});
  onCleanUp(async () => {
    ending.abort();
    await ended;
  });
}

/** The same over a raw WebSocket; tells what it was refused with. */
async function echoOverLine(host: TestHost, roomId: string, { secret }: Bot) {
  const line = await connectRaw(host.url, `/ws/rooms/${roomId}?token=${secret}`);
  line.send({ type: 'join_room', room_id: roomId });
  line.socket.on('message', (data) => {
    const frame = JSON.parse(data.toString());
    if (frame.type !== 'message' || frame.message.user_id === line.id) return;
    const content = `re: ${frame.message.content}`.slice(0, 60);
    line.send({ type: 'send_message', room_id: roomId, content });
  });
  return line;
}

it('A6 stops two bots that echo each other over HTTP and a raw WebSocket, until a person speaks', async () => {
  const { host, room, invite, say, count, look } = await setUp();
  const [ping, pong] = [await invite('Ping'), await invite('Pong')];
  echoOverRest(host, room.id, ping);
  const line = await echoOverLine(host, room.id, pong);
  await say('go');
  await eventually(async () => expect(await count()).toMatchObject({ agents: 20, waits: 1 }));
  const refusal = await line.next('error', ({ code }) => code === 'RATE_LIMITED');
  expect(refusal.message).toContain('until a person speaks');
  expect(await look()).toMatchObject({ agentsWait: true, agentLimit: null, hostAgentLimit: 20 });
  await say('go on');
  await eventually(async () => expect(await count()).toMatchObject({ agents: 40, waits: 2 }));
});

it('A6 says over HTTP that it waits, without a time to try again', async () => {
  const { host, room, invite } = await setUp(1);
  const { secret, namespace } = await invite('Helper');
  const send = () =>
    fetch(`${host.url}/${namespace}/rooms/${room.id}/messages`, {
      method: 'POST',
      headers: { 'X-Inbox-Secret': secret, 'Content-Type': 'application/json' },
      body: '{"body":"x"}',
    });
  expect((await send()).status).toBe(200);
  const refused = await send();
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, null]);
});

it('A6 is a setting of the room: a number, never, or what the host says', async () => {
  const { host, ann, path, invite, asBot, set, look, say } = await setUp(2);
  const bot = asBot(await invite('Helper'));
  const post = async () => (await bot('beep')).status;
  expect(await set(3)).toMatchObject({ agentLimit: 3, hostAgentLimit: 2, agentsWait: false });
  expect([await post(), await post(), await post(), await post()]).toEqual([201, 201, 201, 429]);
  expect((await look()).agentsWait).toBe(true);
  expect((await set(4)).agentsWait).toBe(false);
  expect([await post(), await post()]).toEqual([201, 429]);
  expect((await set(0)).agentsWait).toBe(false);
  for (let turn = 0; turn < 5; turn += 1) expect(await post()).toBe(201);
  expect((await set(null)).agentsWait).toBe(true);
  await say('hello');
  expect([(await look()).agentsWait, await post(), await post(), await post()]).toEqual([
    false,
    201,
    201,
    429,
  ]);

  const ben = await host.guest('Ben');
  await seat({ id: path.split('/').at(-1) ?? '' }, ben);
  expect((await ben.patch(path, { agentLimit: 0 })).errorCode).toBe('NOT_ALLOWED');
  for (const agentLimit of [-1, 1.5, 1_001, '3'])
    expect((await ann.patch(path, { agentLimit })).errorCode).toBe('VALIDATION_FAILED');
});

it('A6 lets a moderator let them go on, and tells everybody in the room', async () => {
  const { host, ann, room, path, invite, asBot, count } = await setUp(2);
  const helper = await invite('Helper');
  const bot = asBot(helper);
  const ben = await host.guest('Ben');
  await seat(room, ben);
  const screen = await connect(host, ben);
  await screen.ask('room:join', { roomId: room.id });
  await bot('one');
  await bot('two');
  await screen.expectPush('room:state-updated', ({ state }) => state.agentsWait === true);
  expect((await ben.post(`${path}/agents/release`)).errorCode).toBe('NOT_ALLOWED');
  const asAgent = createRestClient(() => host.url, helper.secret);
  expect((await asAgent.post(`${path}/agents/release`)).errorCode).toBe('NOT_ALLOWED');
  expectStatus(await ann.patch(`${path}/members/${ben.id}`, { role: 'moderator' }), 200);
  const released = expectStatus(await ben.post(`${path}/agents/release`), 200).body;
  expect(released.state.agentsWait).toBe(false);
  await screen.expectPush('room:state-updated', ({ state }) => state.agentsWait === false);
  expectStatus(await bot('three'), 201);
  expectStatus(await ben.post(`${path}/agents/release`), 200);
  expect(await count()).toEqual({ agents: 3, waits: 1, releases: 1 });
});

it('A6 tells an agent that its last message was stored, also when it asks again in the wait', async () => {
  const { host, path, invite, count } = await setUp(1);
  const client = createRestClient(() => host.url, (await invite('Helper')).secret);
  const post = (clientId: string) => client.post(`${path}/messages`, { content: 'x', clientId });
  const first = expectStatus(await post('same'), 201).body;
  expect((await post('same')).body.message.id).toBe(first.message.id);
  expect((await post('other')).errorCode).toBe('RATE_LIMITED');
  expect(await count()).toEqual({ agents: 1, waits: 1, releases: 0 });
});

it('A6 counts on after a restart, over all agents of the room, and repeats of one message once', async () => {
  const { host, path, invite, asBot, look } = await setUp(3);
  const [one, other] = [await invite('One'), await invite('Other')];
  const client = createRestClient(() => host.url, one.secret);
  for (let turn = 0; turn < 2; turn += 1)
    await client.post(`${path}/messages`, { content: 'x', clientId: 'same' });
  await asBot(other)('y');
  await host.restart();
  expect((await asBot(one)('z')).status).toBe(201);
  expect((await look()).agentsWait).toBe(true);
  await host.restart();
  expect((await asBot(other)('again')).errorCode).toBe('RATE_LIMITED');
  expect((await look()).agentsWait).toBe(true);
});
