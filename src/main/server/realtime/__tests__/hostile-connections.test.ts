import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startHost } from './start-host.ts';
import { openRaw, setUpScene } from './stranger.ts';

const scene = setUpScene();

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
  const raw = await openRaw(scene.host, scene.mallory);
  for (const frame of frames) raw.send(frame);
  raw.send('42["room:message",{"content":"after"}]');
  await scene.expectAlive();
  raw.terminate();
});

test('broken UTF-8 closes that connection only', async () => {
  const raw = await openRaw(scene.host, scene.mallory);
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
  await scene.expectAlive();
});

test('deep JSON that is well formed is answered', async () => {
  const raw = await openRaw(scene.host, scene.mallory);
  const answer = new Promise<string>((resolve) => {
    raw.on('message', (data) => {
      if (data.toString().startsWith('437')) resolve(data.toString());
    });
  });
  const levels = 200_000;
  raw.send(`427["room:message",{"content":"x","metadata":{"a":${'['.repeat(levels)}${']'.repeat(levels)}}}]`);
  expect(await answer).toContain('VALIDATION_FAILED');
  raw.terminate();
  await scene.expectAlive();
});

test('a connection that never logs in is closed with a reason', { timeout: 30_000 }, async () => {
  const silent = await scene.host.connect(null);
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
