import { expect, it } from 'vitest';
import { expectStatus, makeRoom, startTestHost, type TestHost } from '../../__tests__/test-host.ts';
import { createMcpClient, type Json, post } from './mcp-client.ts';

/** A room on a host far away, and an app beside the agent. */
async function setUp() {
  const far = await startTestHost({ hostName: 'Far host' });
  let places: string[] = [];
  const near = await startTestHost({ hostName: 'Near host' }, { locateHost: () => places });
  const ann = await far.guest('Ann');
  const room = await makeRoom(ann, { name: 'Workshop', visibility: 'private' });
  const invited = expectStatus(await ann.post(`/api/rooms/${room.id}/agents`, { name: 'Helper' }), 201).body;
  const say = (content: string) => ann.post(`/api/rooms/${room.id}/messages`, { content });
  return {
    ...{ far, near, ann, room, invited, say },
    ...createMcpClient(near, invited.invitation),
    move: (urls: readonly string[]) => {
      places = urls.map((url) => url.replace('http:', 'https:'));
    },
  };
}

async function inviteNear(near: TestHost) {
  const ben = await near.guest('Ben');
  const room = await makeRoom(ben, { name: 'Kitchen' });
  const { body } = await ben.post(`/api/rooms/${room.id}/agents`, { name: 'Cook' });
  const say = (content: string) => ben.post(`/api/rooms/${room.id}/messages`, { content });
  return { room, secret: body.secret as string, invitation: body.invitation as string, say };
}

const named = (rooms: Json[]) => rooms.map(({ name, host, unread }) => `${name} on ${host}: ${unread}`);

it('A5 brings an agent into a room of another host over TLS, from the MCP server of its own machine', async () => {
  const { call, ask, say, room, invited, ann } = await setUp();
  expect((await ask('initialize', { protocolVersion: '2025-06-18' })).result.serverInfo.name).toBe('spaces');
  await say('good morning');
  await say('is anybody there?');
  const { rooms } = (await call('list_rooms')).structuredContent;
  expect(rooms).toEqual([{ room_id: room.id, name: 'Workshop', host: 'Far host', unread: 2 }]);
  const read = (await call('read_room', { room_id: room.id })).structuredContent;
  expect(read).toMatchObject({
    host: 'Far host',
    messages: [{ from: 'Ann', body: 'good morning' }, { is_agent: false }],
  });
  expect((await call('list_rooms')).structuredContent.rooms[0].unread).toBe(0);

  const after = read.messages[1].mid;
  const waiting = call('wait_for_messages', { room_id: room.id, after, timeout_seconds: 20 });
  const sent = (await call('send_message', { room_id: room.id, text: 'I am', reply_to: after }))
    .structuredContent;
  await say('welcome');
  const heard = (await waiting).structuredContent.messages.map(({ body }: Json) => body);
  expect(heard.at(-1)).toBe('welcome');
  const { body } = await ann.get(`/api/rooms/${room.id}/messages`);
  expect(body.messages.find(({ id }: Json) => id === sent.mid)).toMatchObject({
    ...{ userId: invited.agent.id, kind: 'agent', content: 'I am', replyToId: after },
  });
  const later = (await call('read_room', { room_id: room.id, after: sent.mid })).structuredContent.messages;
  expect(later.map((message: Json) => message.body)).toEqual(['welcome']);
  const found = (await call('search', { query: 'welcome' })).structuredContent;
  expect(found.hits).toMatchObject([{ host: 'Far host', message: { content: 'welcome' } }]);
  const silent = await call('wait_for_messages', { room_id: room.id, timeout_seconds: 1 });
  expect(silent.structuredContent.messages).toEqual([]);
});

it('A5 serves rooms of several hosts to one client, and of the own host by its own invitation', async () => {
  const { near, far, room, invited, say } = await setUp();
  const kitchen = await inviteNear(near);
  expect(
    (await createMcpClient(near, kitchen.invitation).call('list_rooms')).structuredContent.rooms,
  ).toHaveLength(1);
  const { call } = createMcpClient(near, `${kitchen.secret},${invited.invitation}`);
  await say('tea is ready');
  await kitchen.say('tea is out');
  const { rooms } = (await call('list_rooms')).structuredContent;
  expect(named(rooms)).toEqual(['Kitchen on Near host: 1', 'Workshop on Far host: 1']);
  const { hits } = (await call('search', { query: 'tea' })).structuredContent;
  expect(hits.map(({ host }: Json) => host)).toEqual(['Near host', 'Far host']);
  for (const id of [room.id, kitchen.room.id]) await call('send_message', { room_id: id, text: 'thanks' });
  expect((await call('read_room', { room_id: room.id })).structuredContent.messages.at(-1).body).toBe(
    'thanks',
  );

  await far.stop();
  const half = (await call('list_rooms')).structuredContent;
  expect(named(half.rooms)).toEqual(['Kitchen on Near host: 2']);
  expect(half.problems).toEqual([{ host: 'Far host', problem: expect.stringContaining('NOT_REACHABLE') }]);
});

it('A5 says nothing to a host with another certificate, and tells the agent so', async () => {
  const { call, far, room, move } = await setUp();
  await far.restart();
  const lost = await call('list_rooms');
  expect([lost.isError, lost.content[0].text]).toEqual([true, expect.stringContaining('NOT_REACHABLE')]);
  move([far.url]);
  expect((await call('list_rooms')).structuredContent.rooms).toHaveLength(1);

  await far.replaceCertificate();
  move([far.url]);
  for (const [name, input] of [
    ['list_rooms', {}],
    ['send_message', { room_id: room.id, text: 'hello?' }],
    ['wait_for_messages', { room_id: room.id }],
  ] as const) {
    const { isError, content } = await call(name, input);
    expect([name, isError, content[0].text]).toEqual([
      ...[name, true],
      expect.stringMatching(/^CERTIFICATE_CHANGED: Far host shows another certificate/),
    ]);
  }
});

it('A5 ends with the agent, and takes only its room', async () => {
  const { call, ann, room, invited, near } = await setUp();
  const other = await makeRoom(ann, { name: 'Elsewhere' });
  const outside = await call('read_room', { room_id: other.id });
  expect(outside.content[0].text).toMatch(/^NOT_A_MEMBER/);
  expectStatus(await ann.delete(`/api/rooms/${room.id}/agents/${invited.agent.id}`), 200);
  const refused = await call('read_room', { room_id: room.id });
  expect([refused.isError, refused.content[0].text]).toEqual([
    true,
    expect.stringMatching(/^UNAUTHENTICATED/),
  ]);
  const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };
  for (const wrong of ['spaces1.', 'spaces1.e30', `spaces1.${'a'.repeat(5_000)}`, 'spaces1.***', ','])
    expect((await post(near, wrong, ping)).status).toBe(401);
});
