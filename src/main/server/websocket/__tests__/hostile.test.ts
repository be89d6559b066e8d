import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { DEFAULT_LIMITS } from '#shared/contract/limits.ts';
import { eventually, onCleanUp, startTestHost } from '../../__tests__/test-host.ts';
import { connectRaw, join, makeRoom } from './raw-client.ts';

it('A7 answers nonsense with an error and goes on', async () => {
  const host = await startTestHost();
  const client = await connectRaw(host.url);
  const frames = [
    'no json',
    '',
    '[]',
    'null',
    '5',
    '{}',
    '{"type":"nothing"}',
    '{"type":"__proto__"}',
    '{"type":5}',
    '{"type":"join-room"}',
    '{"type":"join-room","payload":{"roomId":[]}}',
    '{"type":"chat","roomId":"x","payload":{"a":1}}',
    '{"type":"chat","roomId":"x","payload":"y"}',
    '{"type":"leave-room","payload":{"roomId":"x"}}',
    '{"type":"offer","roomId":5,"to":"x"}',
    `{"type":"create-room","payload":{"name":"${'x'.repeat(500)}"}}`,
    `{"type":"${'x'.repeat(60_000)}"}`,
    `{"type":"create-room","payload":{"name":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`,
  ];
  for (const frame of frames) {
    client.send(frame);
    const error = await client.next('error');
    expect([typeof error.code, typeof error.message, (error.request ?? '').length <= 64]).toEqual([
      'string',
      'string',
      true,
    ]);
  }
  client.socket.send(Buffer.from([1, 2, 3]));
  expect((await client.next('error')).code).toBe('BAD_REQUEST');
  await client.settle();
});

it('A7 ends a line with 1009 for a frame that is too large, and with 1007 for broken text', async () => {
  const host = await startTestHost();
  const large = await connectRaw(host.url);
  large.send(JSON.stringify({ type: 'chat', roomId: 'x', payload: 'x'.repeat(66_000) }));
  expect(await large.closed()).toBe(1009);
  const broken = await connectRaw(host.url);
  broken.socket.send(Buffer.from([0xff, 0xfe]), { binary: false });
  expect(await broken.closed()).toBe(1007);
});

it('A7 limits how much one line may ask', async () => {
  const host = await startTestHost({
    hasRateLimits: true,
    limits: { ...DEFAULT_LIMITS, socketRequestsPer10s: 20 },
  });
  const client = await connectRaw(host.url);
  for (let number = 0; number < 30; number += 1) client.send({ type: 'list-rooms' });
  expect(await client.next('error')).toMatchObject({
    code: 'RATE_LIMITED',
    details: { retryAfterMs: expect.any(Number) },
  });
  for (let number = 0; number < 30; number += 1) client.send({ type: 'list-rooms' });
  expect(await client.closed()).toBe(1008);
});

it('A7 drops a program that does not read before it costs memory', async () => {
  const host = await startTestHost();
  const [reader, writer] = await Promise.all([connectRaw(host.url), connectRaw(host.url)]);
  const room = await makeRoom(writer);
  await join(reader, room.id);
  reader.socket.pause();
  const payload = 'x'.repeat(16_000);
  let heard = 0;
  writer.socket.on('message', () => {
    heard += 1;
  });
  // More than the kernel's buffers and the host's patience hold together.
  for (let number = 1; number <= 900; number += 1) {
    writer.send({ type: 'chat', roomId: room.id, payload });
    if (number % 50 === 0) await eventually(() => expect(heard).toBeGreaterThanOrEqual(number));
  }
  expect((await writer.next('member-left')).memberId).toBe(reader.id);
}, 30_000);

it('A7 lets a line go that answers no ping', async () => {
  const host = await startTestHost({ linePingMs: 100 });
  const port = Number(new URL(host.url).port);
  const socket = connect(port, '127.0.0.1');
  onCleanUp(async () => void socket.destroy());
  socket.write(
    `GET /ws HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  const isGone = new Promise((resolve) => socket.once('close', () => resolve(true)));
  socket.resume();
  expect(await isGone).toBe(true);
});

it('A7 refuses pages of other sites, and addresses that are none', async () => {
  const host = await startTestHost();
  const address = host.url.replace('http', 'ws');
  for (const [path, headers] of [
    ['/ws', { Origin: 'https://evil.example' }],
    ['/wsx', {}],
    ['/ws/elsewhere', {}],
    ['/elsewhere', {}],
    ['//', {}],
  ] as const) {
    const socket = new WebSocket(`${address}${path}`, { headers });
    const failed = await new Promise((resolve) => {
      socket.on('error', () => resolve(true));
      socket.on('open', () => resolve(false));
    });
    expect(failed).toBe(true);
  }
});

it('A7 survives addresses that cannot be read, and lines that break at the door', async () => {
  const host = await startTestHost();
  const odd = await connectRaw(host.url, '/ws/rooms/%E0%A4%A');
  expect(await odd.next('error')).toMatchObject({ code: 'ROOM_NOT_FOUND', request: 'join_room' });
  const port = Number(new URL(host.url).port);
  for (const path of ['/ws', '/ws', '/nowhere']) {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: https://evil.example\r\nUpgrade: websocket\r\n` +
        'Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    socket.resetAndDestroy();
  }
  await odd.settle();
});

it('A7 lets the host stop although a program does not answer', async () => {
  const host = await startTestHost();
  const [silent, polite] = await Promise.all([connectRaw(host.url), connectRaw(host.url)]);
  silent.socket.pause();
  await host.stop();
  expect(await polite.closed()).toBe(1012);
});
