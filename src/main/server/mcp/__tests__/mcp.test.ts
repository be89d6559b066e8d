import { expect, it } from 'vitest';
import { expectStatus, makeRoom, startTestHost } from '../../__tests__/test-host.ts';
import { createMcpClient, type Json, post } from './mcp-client.ts';

async function setUp() {
  const host = await startTestHost();
  const ann = await host.guest('Ann');
  const room = await makeRoom(ann, { name: 'Workshop' });
  const invited = expectStatus(await ann.post(`/api/rooms/${room.id}/agents`, { name: 'Helper' }), 201).body;
  const { secret } = invited;
  const { ask, call } = createMcpClient(host, secret);
  const say = (content: string) => ann.post(`/api/rooms/${room.id}/messages`, { content });
  return { host, ann, room, agent: invited.agent, secret, ask, call, say };
}

it('A5 begins as the protocol says', async () => {
  const { ask, host, secret } = await setUp();
  const { result } = await ask('initialize', {
    protocolVersion: '2025-03-26',
    capabilities: {},
    clientInfo: {},
  });
  expect(result).toMatchObject({
    protocolVersion: '2025-03-26',
    capabilities: { tools: {} },
    serverInfo: { name: 'spaces', version: expect.any(String) },
    instructions: expect.stringContaining('list_rooms'),
  });
  expect((await ask('initialize', { protocolVersion: '1999-01-01' })).result.protocolVersion).toBe(
    '2025-06-18',
  );
  expect(await post(host, secret, { jsonrpc: '2.0', method: 'notifications/initialized' })).toEqual({
    status: 202,
    body: null,
  });
  expect((await ask('ping')).result).toEqual({});
  const { tools } = (await ask('tools/list')).result;
  expect(tools.map(({ name }: Json) => name)).toEqual([
    'list_rooms',
    'read_room',
    'send_message',
    'wait_for_messages',
    'search',
  ]);
  for (const tool of tools) {
    expect(tool.inputSchema.type).toBe('object');
    expect(tool.description.length).toBeGreaterThan(20);
  }
});

it('A5 lists, reads, says, waits and searches', async () => {
  const { call, say, room, agent, ann } = await setUp();
  await say('good morning');
  const listed = await call('list_rooms');
  expect(listed.structuredContent).toEqual({
    rooms: [{ room_id: room.id, name: 'Workshop', host: 'Test host', unread: 1 }],
  });
  expect(JSON.parse(listed.content[0].text)).toEqual(listed.structuredContent);
  const read = (await call('read_room', { room_id: room.id })).structuredContent;
  expect(read.messages).toMatchObject([
    { from: 'Ann', from_id: ann.id, is_agent: false, body: 'good morning' },
  ]);
  expect((await call('list_rooms')).structuredContent.rooms[0].unread).toBe(0);

  const after = read.messages[0].mid;
  const waiting = call('wait_for_messages', { room_id: room.id, after, timeout_seconds: 20 });
  const sent = (await call('send_message', { room_id: room.id, text: 'I am here', reply_to: after }))
    .structuredContent;
  await say('welcome');
  const heard = (await waiting).structuredContent.messages.map(({ body }: Json) => body);
  expect(heard.at(-1)).toBe('welcome');
  const { body } = await ann.get(`/api/rooms/${room.id}/messages`);
  const seen = body.messages.find(({ id }: Json) => id === sent.mid);
  expect(seen).toMatchObject({ userId: agent.id, kind: 'agent', content: 'I am here', replyToId: after });
  expect(
    (await call('read_room', { room_id: room.id, after: sent.mid })).structuredContent.messages,
  ).toHaveLength(1);
  const found = await call('search', { query: 'welcome' });
  expect(JSON.stringify(found.structuredContent)).toContain('welcome');
});

it('A5 ends a wait with nothing, and is not woken by the agent itself', async () => {
  const { call, room } = await setUp();
  const waiting = call('wait_for_messages', { room_id: room.id, timeout_seconds: 0.3 });
  await call('send_message', { room_id: room.id, text: 'talking to myself' });
  expect((await waiting).structuredContent.messages).toEqual([]);
});

it('A5 tells the model what went wrong, and the client what was no request', async () => {
  const { call, ask, host, secret, ann } = await setUp();
  const other = await makeRoom(ann, { visibility: 'private' });
  for (const [name, input, code] of [
    ['read_room', { room_id: other.id }, 'NOT_A_MEMBER'],
    ['send_message', { room_id: other.id, text: 'x' }, 'NOT_A_MEMBER'],
    ['wait_for_messages', { room_id: other.id }, 'NOT_A_MEMBER'],
    ['wait_for_messages', { room_id: other.id, timeout_seconds: 51 }, 'VALIDATION_FAILED'],
    ['read_room', {}, 'VALIDATION_FAILED'],
    ['send_message', { room_id: other.id, text: 5 }, 'VALIDATION_FAILED'],
  ] as const) {
    const result = await call(name, input);
    expect([result.isError, result.content[0].text.startsWith(code)]).toEqual([true, true]);
  }
  expect((await ask('tools/call', { name: 'nothing' })).error.code).toBe(-32_602);
  expect((await ask('nothing')).error.code).toBe(-32_601);
  for (const [body, code] of [
    ['{', -32_700],
    ['5', -32_600],
    ['[]', -32_600],
  ] as const) {
    const answer = await post(host, secret, body);
    expect([answer.status, answer.body.error.code]).toEqual([400, code]);
  }
  const batch = await post(host, secret, [
    { jsonrpc: '2.0', id: 'a', method: 'ping' },
    { jsonrpc: '2.0', method: 'notifications/x' },
    { id: 1 },
  ]);
  expect(batch.body.map(({ id, error }: Json) => [id, error?.code])).toEqual([
    ['a', undefined],
    [null, -32_600],
  ]);
});

it('A5 lets nobody in without a secret of their own', async () => {
  const { host, secret } = await setUp();
  const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };
  for (const wrong of [null, 'nonsense', 'a'.repeat(64)])
    expect((await post(host, wrong, ping)).status).toBe(401);
  expect((await post(host, secret, ping, { 'MCP-Protocol-Version': '1999-01-01' })).status).toBe(400);
  expect((await post(host, secret, ping, { Origin: 'https://evil.example' })).status).toBe(403);
  const stream = await fetch(`${host.url}/mcp`, { headers: { Authorization: `Bearer ${secret}` } });
  expect([stream.status, stream.headers.get('allow')]).toEqual([405, 'POST']);
});

it('A5 serves a page that tells agents how to begin', async () => {
  const { host } = await setUp();
  const page = await fetch(`${host.url}/llms.txt`);
  expect(page.headers.get('content-type')).toContain('text/plain');
  const text = await page.text();
  expect(text).toContain(`${host.url}/NS/rooms`);
  // The address that is served, whatever port it got; and no command of somebody else's.
  const [mcpUrl = ''] = /http:\S+\/mcp/.exec(text) ?? [];
  expect(mcpUrl).toBe(`${host.url}/mcp`);
  expect((await fetch(mcpUrl, { method: 'POST' })).status).toBe(401);
  expect(text).not.toMatch(/^\s*npx spaces/m);
});
