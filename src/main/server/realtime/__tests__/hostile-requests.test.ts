import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { REQUEST_NAMES, type RequestName } from '#shared/contract/realtime.ts';
import type { Client } from './start-host.ts';
import { setUpScene } from './stranger.ts';

const scene = setUpScene();
let bad: Client;
let roomId: string;
let messageId: string;
let foreignRoomId: string;
let foreignMessageId: string;

beforeAll(async () => {
  const { host, ann, good } = scene;
  ({ roomId } = scene);
  foreignRoomId = (await host.createRoom(ann)).id;
  messageId = (await good.ask('room:message', { roomId, content: 'mine' })).message.id;
  const { body } = await host.call(ann, 'POST', `/rooms/${foreignRoomId}/messages`, {
    content: 'private',
  });
  foreignMessageId = (body as { message: { id: string } }).message.id;
});
beforeEach(async () => {
  bad = await scene.host.connect(scene.mallory);
  await bad.ask('room:join', { roomId });
});

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
    await scene.expectAlive();
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
  await scene.expectAlive();
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
