import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { DEFAULT_LIMITS } from '#shared/contract/limits.ts';
import { REQUEST_NAMES, type RequestName } from '#shared/contract/realtime.ts';
import { type Client, type Guest, type Host, startHost } from './start-host.ts';

let host: Host;
let ann: Guest;
let mallory: Guest;
let roomId: string;
let messageId: string;
let foreignRoomId: string;
let foreignMessageId: string;
let good: Client;
let bad: Client;

beforeAll(async () => {
  host = await startHost({ limits: { ...DEFAULT_LIMITS, roomsPerOwner: 100 } });
  ann = await host.createGuest('Ann');
  mallory = await host.createGuest('Mallory');
  roomId = (await host.createRoom(ann)).id;
  foreignRoomId = (await host.createRoom(ann)).id;
  good = await host.connect(ann);
  await good.ask('room:join', { roomId });
  messageId = (await good.ask('room:message', { roomId, content: 'mine' })).message.id;
  foreignMessageId = (
    await host.call(ann, 'POST', `/rooms/${foreignRoomId}/messages`, { content: 'private' })
  ).body;
  foreignMessageId = (foreignMessageId as unknown as { message: { id: string } }).message.id;
});
beforeEach(async () => {
  bad = await host.connect(mallory);
  await bad.ask('room:join', { roomId });
});
afterAll(() => host.stop());

/** The host lives, and people in the room still hear each other. */
async function expectAlive(): Promise<void> {
  await good.ask('room:message', { roomId, content: 'still here' });
}

const INVALID: [RequestName, string, () => unknown, string][] = [
  ['room:authenticate', 'nothing', () => undefined, 'VALIDATION_FAILED'],
  ['room:authenticate', 'a number as token', () => ({ token: 1 }), 'VALIDATION_FAILED'],
  ['room:authenticate', 'a huge token', () => ({ token: 'x'.repeat(10_000) }), 'VALIDATION_FAILED'],
  ['room:authenticate', 'a token of no host', () => ({ token: 'a.b.c' }), 'UNAUTHENTICATED'],
  ['room:join', 'nothing', () => undefined, 'VALIDATION_FAILED'],
  ['room:join', 'a list as room', () => ({ roomId: [roomId] }), 'VALIDATION_FAILED'],
  ['room:join', 'an object as room', () => ({ roomId: { $ne: null } }), 'VALIDATION_FAILED'],
  ['room:join', 'a huge id', () => ({ roomId: 'x'.repeat(100_000) }), 'VALIDATION_FAILED'],
  ['room:join', 'an id with a zero byte', () => ({ roomId: 'a\u0000b' }), 'ROOM_NOT_FOUND'],
  ['room:join', 'half a surrogate as id', () => ({ roomId: '\ud800' }), 'ROOM_NOT_FOUND'],
  ['room:join', 'SQL as id', () => ({ roomId: "' or 1=1 --" }), 'ROOM_NOT_FOUND'],
  ['room:join', 'a negative lastSeq', () => ({ roomId, lastSeq: -1 }), 'VALIDATION_FAILED'],
  ['room:join', 'a fraction as lastSeq', () => ({ roomId, lastSeq: 0.5 }), 'VALIDATION_FAILED'],
  ['room:join', 'an endless lastSeq', () => ({ roomId, lastSeq: 1e308 }), 'VALIDATION_FAILED'],
  ['room:join', 'an empty name', () => ({ roomId, displayName: ' \u202e ' }), 'VALIDATION_FAILED'],
  ['room:join', 'a huge name', () => ({ roomId, displayName: 'x'.repeat(1_000) }), 'VALIDATION_FAILED'],
  ['room:join', 'a huge password', () => ({ roomId, password: 'x'.repeat(10_000) }), 'VALIDATION_FAILED'],
  ['room:leave', 'a number as room', () => ({ roomId: 5 }), 'VALIDATION_FAILED'],
  ['room:leave', 'an unknown room', () => ({ roomId: 'nowhere' }), 'ROOM_NOT_FOUND'],
  ['room:leave', "other people's room", () => ({ roomId: foreignRoomId }), 'ROOM_NOT_FOUND'],
  ['room:message', 'nothing', () => undefined, 'VALIDATION_FAILED'],
  ['room:message', 'a list', () => ['text'], 'VALIDATION_FAILED'],
  ['room:message', 'text', () => 'text', 'VALIDATION_FAILED'],
  ['room:message', 'no content', () => ({ roomId }), 'VALIDATION_FAILED'],
  ['room:message', 'empty content', () => ({ content: ' \n ' }), 'VALIDATION_FAILED'],
  ['room:message', 'a number as content', () => ({ content: 1 }), 'VALIDATION_FAILED'],
  ['room:message', 'too much content', () => ({ content: 'ü'.repeat(9_000) }), 'VALIDATION_FAILED'],
  [
    'room:message',
    'a type of the host',
    () => ({ content: 'x', messageType: 'system' }),
    'VALIDATION_FAILED',
  ],
  [
    'room:message',
    'huge metadata',
    () => ({ content: 'x', metadata: { x: 'x'.repeat(9_000) } }),
    'VALIDATION_FAILED',
  ],
  ['room:message', 'a list as metadata', () => ({ content: 'x', metadata: [1] }), 'VALIDATION_FAILED'],
  [
    'room:message',
    'a huge client id',
    () => ({ content: 'x', clientId: 'x'.repeat(65) }),
    'VALIDATION_FAILED',
  ],
  ['room:message', 'an unknown room', () => ({ content: 'x', roomId: 'nowhere' }), 'ROOM_NOT_FOUND'],
  ['room:message', "other people's room", () => ({ content: 'x', roomId: foreignRoomId }), 'ROOM_NOT_FOUND'],
  ['room:message', 'a binary attachment', () => ({ content: Buffer.from('x') }), 'VALIDATION_FAILED'],
  ['room:typing', 'nothing', () => undefined, 'VALIDATION_FAILED'],
  ['room:typing', 'text as mark', () => ({ isTyping: 'yes' }), 'VALIDATION_FAILED'],
  ['room:typing', "other people's room", () => ({ isTyping: true, roomId: foreignRoomId }), 'NOT_A_MEMBER'],
  ['room:read', 'nothing', () => undefined, 'VALIDATION_FAILED'],
  ['room:read', 'an unknown message', () => ({ lastReadMessageId: 'none' }), 'MESSAGE_NOT_FOUND'],
  [
    'room:read',
    "another room's message",
    () => ({ lastReadMessageId: foreignMessageId }),
    'MESSAGE_NOT_FOUND',
  ],
  [
    'room:read',
    "other people's room",
    () => ({ roomId: foreignRoomId, lastReadMessageId: foreignMessageId }),
    'ROOM_NOT_FOUND',
  ],
  ['room:state-update', 'nothing to change', () => ({}), 'BAD_REQUEST'],
  ['room:state-update', 'text as lock', () => ({ locked: 'yes' }), 'VALIDATION_FAILED'],
  ['room:state-update', 'a huge mode', () => ({ currentMode: 'x'.repeat(1_000) }), 'VALIDATION_FAILED'],
  ['room:state-update', 'no right to it', () => ({ locked: true }), 'NOT_ALLOWED'],
  [
    'room:state-update',
    "other people's room",
    () => ({ roomId: foreignRoomId, locked: true }),
    'ROOM_NOT_FOUND',
  ],
  ['room:presence-update', 'an unknown status', () => ({ status: 'dancing' }), 'VALIDATION_FAILED'],
  ['room:presence-update', 'a list', () => [1, 2], 'VALIDATION_FAILED'],
  ['lobby:watch', 'a number', () => 3, 'VALIDATION_FAILED'],
];

describe('refused with a clear code, and the host lives', () => {
  const wrongTypes = REQUEST_NAMES.flatMap((name) =>
    [7, true, 'text', [1]].map((payload) => [name, payload] as const),
  );

  test.each(wrongTypes)('%s with %j for a payload', async (name, payload) => {
    expect(await bad.socket.timeout(5_000).emitWithAck(name, payload)).toMatchObject({
      ok: false,
      error: { code: 'VALIDATION_FAILED' },
    });
    bad.socket.emit(name, payload);
    expect(await bad.take('room:error')).toMatchObject({ code: 'VALIDATION_FAILED', request: name });
  });

  test.each(INVALID)('%s: %s', async (name, _, build, code) => {
    const payload = build();
    const request = bad.socket.timeout(5_000);
    const answer = await (payload === undefined
      ? request.emitWithAck(name)
      : request.emitWithAck(name, payload));
    expect(answer).toMatchObject({ ok: false, error: { code, message: expect.any(String) } });
    bad.socket.emit(name, ...(payload === undefined ? [] : [payload]));
    expect(await bad.take('room:error')).toMatchObject({ code, request: name });
    await expectAlive();
  });
});

test('unknown events, with and without acknowledgement', async () => {
  for (const name of ['room:explode', 'error', '__proto__', 'constructor', 'x'.repeat(1_000)]) {
    expect(await bad.socket.timeout(5_000).emitWithAck(name, {})).toMatchObject({
      ok: false,
      error: { code: 'BAD_REQUEST' },
    });
    bad.socket.emit(name, { a: 1 });
    expect(await bad.take('room:error')).toMatchObject({ code: 'BAD_REQUEST', request: name.slice(0, 64) });
  }
  await expectAlive();
});

test('more arguments than one, and keys that reach for prototypes, change nothing', async () => {
  const payload = JSON.parse('{"content":"x","__proto__":{"ok":1},"constructor":{"prototype":{"bad":1}}}');
  expect(await bad.socket.timeout(5_000).emitWithAck('room:message', payload, 2, [3])).toMatchObject({
    ok: true,
  });
  expect(({} as { bad?: number }).bad).toBeUndefined();
});

test('a message that cannot be read is not marked as read', async () => {
  expect(await bad.request('room:read', { roomId, lastReadMessageId: messageId })).toMatchObject({
    ok: true,
  });
});

/** Frames as no client library would send them. */
const FRAMES: [string, (string | Buffer)[]][] = [
  ['broken JSON', ['42["room:message",{']],
  ['an event that is no list', ['42{"a":1}']],
  ['an empty list', ['42[]']],
  ['a number as event', ['42[7]']],
  ['a reserved event', ['42["disconnect"]']],
  ['an endless id', [`42${'9'.repeat(400)}["room:message",{}]`]],
  ['unannounced bytes', [Buffer.from([1, 2, 3])]],
  ['a million attachments', ['451000000-["room:message",{}]']],
  [
    'text instead of an attachment',
    ['451-["room:message",{"_placeholder":true,"num":0}]', '42["room:message",{}]'],
  ],
  ['an unknown packet', ['48["x"]']],
  ['an unknown engine packet', ['9']],
  ['a second handshake', ['40{"token":"x"}']],
  ['a namespace that is not there', ['40/admin,']],
  ['an answer nobody waits for', ['43999["x"]', '430{"a":1}']],
  ['a frame over the limit', [`42["room:message",{"content":"${'x'.repeat(1_100_000)}"}]`]],
  ['a million levels', [`42["room:message",${'['.repeat(500_000)}`]],
];

test.each(FRAMES)('raw frames: %s harm nobody else', async (_, frames) => {
  const raw = await openRaw();
  for (const frame of frames) raw.send(frame);
  raw.send('42["room:message",{"content":"after"}]');
  await expectAlive();
  raw.terminate();
});

test('broken UTF-8 closes that connection only', async () => {
  const raw = await openRaw();
  const closed = new Promise<number>((resolve) => raw.once('close', resolve));
  // The client library would refuse to send this as text, so the frame is built by hand.
  const payload = Buffer.concat([
    Buffer.from('42["room:message",{"content":"'),
    Buffer.from([0xff, 0xfe]),
    Buffer.from('"}]'),
  ]);
  const header = Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]);
  (raw as unknown as { _socket: { write(bytes: Buffer): void } })._socket.write(
    Buffer.concat([header, payload]),
  );
  expect(await closed).toBe(1007);
  await expectAlive();
});

test('deep JSON that is well formed is answered', async () => {
  const raw = await openRaw();
  const answer = new Promise<string>((resolve) => {
    raw.on('message', (data) => {
      if (data.toString().startsWith('437')) resolve(data.toString());
    });
  });
  const levels = 200_000;
  raw.send(`427["room:message",{"content":"x","metadata":{"a":${'['.repeat(levels)}${']'.repeat(levels)}}}]`);
  expect(await answer).toContain('VALIDATION_FAILED');
  raw.terminate();
  await expectAlive();
});

async function openRaw(): Promise<WebSocket> {
  const raw = new WebSocket(`${host.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
  raw.on('error', () => {});
  await new Promise<void>((resolve) => {
    raw.on('message', (data) => {
      const text = data.toString();
      if (text.startsWith('0')) raw.send(`40${JSON.stringify({ token: mallory.token })}`);
      else if (text.startsWith('40')) resolve();
    });
  });
  return raw;
}

describe('limits of a connection', () => {
  let limited: Host;
  beforeAll(async () => {
    limited = await startHost({
      hasRateLimits: true,
      limits: { ...DEFAULT_LIMITS, socketRequestsPer10s: 5, codeFailuresPerMinute: 3 },
    });
  });
  afterAll(() => limited.stop());

  test('too many requests are refused with the time to wait', async () => {
    const client = await limited.connect(await limited.createGuest('Ann'));
    for (let n = 0; n < 5; n += 1) await client.ask('lobby:watch', {});
    expect(await client.request('lobby:watch', {})).toMatchObject({
      ok: false,
      error: { code: 'RATE_LIMITED', details: { retryAfterMs: expect.any(Number) } },
    });
  });

  test('guessing codes is slowed down, over sockets and REST together', async () => {
    const guest = await limited.createGuest('Guesser');
    const client = await limited.connect(guest);
    for (let n = 0; n < 3; n += 1) {
      expect(await client.request('room:join', { roomCode: `ZZZZZ${n + 2}` })).toMatchObject({
        error: { code: 'ROOM_NOT_FOUND' },
      });
    }
    expect(await client.request('room:join', { roomCode: 'ZZZZZ9' })).toMatchObject({
      error: { code: 'RATE_LIMITED' },
    });
    expect((await limited.call(guest, 'GET', '/rooms/code/ZZZZZ9')).status).toBe(429);
  });

  test('pages of other sites may not connect', async () => {
    const answer = await fetch(`${limited.url}/socket.io/?EIO=4&transport=polling`, {
      headers: { Origin: 'https://evil.example' },
    });
    expect(answer.status).toBe(403);
    const own = await fetch(`${limited.url}/socket.io/?EIO=4&transport=polling`, {
      headers: { Origin: 'app://spaces' },
    });
    expect(own.status).toBe(200);
    expect(own.headers.get('access-control-allow-origin')).toBe('*');
  });
});

test('a connection that never logs in is closed with a reason', { timeout: 30_000 }, async () => {
  const silent = await host.connect(null);
  const closed = await new Promise<string>((resolve) => silent.socket.once('disconnect', resolve));
  expect(closed).toBe('io server disconnect');
  expect(silent.heard).toMatchObject([{ name: 'room:error', payload: { code: 'UNAUTHENTICATED' } }]);
});

test('a client that never answers does not keep the host from stopping', async () => {
  const stubborn = await startHost();
  const guest = await stubborn.createGuest('Ann');
  const raw = new WebSocket(`${stubborn.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
  raw.on('error', () => {});
  await new Promise<void>((resolve) => {
    raw.on('message', (data) => {
      if (data.toString().startsWith('0')) raw.send(`40${JSON.stringify({ token: guest.token })}`);
      else resolve();
    });
  });
  raw.pause();
  await stubborn.stop();
  raw.terminate();
});
