import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRecordingLogger } from '../../trust/__tests__/recording-logger.ts';
import type { Announcement, Sighting } from '../announcement.ts';
import { type Broadcast, createBroadcast } from '../broadcast.ts';
import { createNetworkWatcher, type NetworkWatcher } from '../network-watcher.ts';
import { loopback } from './loopback.ts';

const announcement: Announcement = {
  hostId: 'anna',
  startId: 's1',
  name: "Anna's laptop",
  protocol: 1,
  port: 7420,
};

let port = 0;
const stops: Array<() => Promise<void> | void> = [];
beforeEach(async () => {
  const probe = createSocket('udp4').bind(0, '0.0.0.0');
  await once(probe, 'listening');
  port = (probe.address() as AddressInfo).port;
  await new Promise<void>((resolve) => probe.close(resolve));
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

function createWatcher(interfaces = [loopback]): NetworkWatcher {
  const watcher = createNetworkWatcher({ read: () => interfaces, now: Date.now });
  stops.push(watcher.stop);
  return watcher;
}

function start({
  describe: announce = () => undefined as Announcement | undefined,
  watcher = createWatcher(),
} = {}) {
  const sightings: Sighting[] = [];
  const goodbyes: object[] = [];
  const broadcast: Broadcast = createBroadcast({
    watcher,
    logger: createRecordingLogger(),
    now: () => 0,
    onSighting: (sighting) => sightings.push(sighting),
    onGoodbye: (goodbye) => goodbyes.push(goodbye),
    describe: announce,
    port,
  });
  stops.push(broadcast.stop);
  return { broadcast, sightings, goodbyes };
}

async function openStranger(): Promise<{
  socket: Socket;
  heard: string[];
  send: (message: string | Buffer) => void;
}> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  socket.setBroadcast(true);
  const heard: string[] = [];
  socket.on('message', (message) => heard.push(message.toString()));
  stops.push(() => new Promise<void>((resolve) => socket.close(() => resolve())));
  return { socket, heard, send: (message) => socket.send(message, port, '127.255.255.255') };
}

describe('broadcast on the subnet', () => {
  it('finds a host that was there before, and one that comes later', async () => {
    const seeker = start();
    const host = start({ describe: () => announcement });
    await vi.waitFor(() =>
      expect(seeker.sightings).toContainEqual({
        source: 'broadcast',
        address: '127.0.0.1',
        port: 7420,
        hostId: 'anna',
        startId: 's1',
      }),
    );
    const late = start();
    await vi.waitFor(() => expect(late.sightings.length).toBeGreaterThan(0));
    await host.broadcast.stop();
    await vi.waitFor(() => expect(seeker.goodbyes).toContainEqual({ hostId: 'anna', startId: 's1' }));
  });

  it('does not answer while hosting is off', async () => {
    const seeker = start();
    start();
    const stranger = await openStranger();
    stranger.send(JSON.stringify({ spaces: 'who', nonce: 'abc' }));
    const host = start({ describe: () => announcement });
    await vi.waitFor(() => expect(seeker.sightings.length).toBeGreaterThan(0));
    expect(stranger.heard).toEqual([]);
    await host.broadcast.stop();
  });

  it('answers a few times a second and no more, in less than 512 bytes', async () => {
    start({ describe: () => ({ ...announcement, name: '"\u0001ä\\'.repeat(60) }) });
    const stranger = await openStranger();
    await vi.waitFor(() => {
      stranger.send(JSON.stringify({ spaces: 'who', nonce: 'abc' }));
      expect(stranger.heard.length).toBeGreaterThan(0);
    });
    for (let index = 0; index < 100; index += 1)
      stranger.send(JSON.stringify({ spaces: 'who', nonce: 'abc' }));
    await vi.waitFor(() => expect(stranger.heard.length).toBe(4));
    expect(stranger.heard.every((message) => Buffer.byteLength(message) <= 512)).toBe(true);
    expect(JSON.parse(stranger.heard[0] ?? '')).toMatchObject({
      spaces: 'here',
      nonce: 'abc',
      hostId: 'anna',
      port: 7420,
    });
  });

  it('takes no answer to a question it did not ask, and survives every kind of rubbish', async () => {
    const { sightings } = start({ describe: () => announcement });
    const stranger = await openStranger();
    const answer = { spaces: 'here', hostId: 'x', startId: 's', name: 'X', protocol: 1, port: 1 };
    const rubbish = [
      '',
      '{',
      'null',
      '[]',
      '"who"',
      Buffer.alloc(512, 0xff),
      JSON.stringify({ spaces: 'who', nonce: 'x'.repeat(65) }),
      JSON.stringify({ spaces: 'who', nonce: 'a', more: 1 }),
      JSON.stringify({ ...answer, port: 70_000 }),
      JSON.stringify({ ...answer, hostId: '<script>' }),
      JSON.stringify({ ...answer, name: 'x'.repeat(480) }),
      JSON.stringify({ ...answer, nonce: 'guessed' }),
    ];
    for (const message of rubbish) stranger.send(message);
    stranger.send(JSON.stringify({ ...answer, hostId: 'last' }));
    await vi.waitFor(() => expect(sightings.some((one) => one.hostId === 'last')).toBe(true));
    expect(sightings.some((one) => one.hostId !== 'last' && one.hostId !== 'anna')).toBe(false);
  });

  it('gives strangers from outside the subnet no answer', async () => {
    const elsewhere = { ...loopback, address: '10.99.0.1', netmask: '255.255.255.0' };
    start({ describe: () => announcement, watcher: createWatcher([elsewhere]) });
    start({ describe: () => ({ ...announcement, hostId: 'near' }) });
    const stranger = await openStranger();
    await vi.waitFor(() => {
      stranger.send(JSON.stringify({ spaces: 'who', nonce: 'abc' }));
      expect(stranger.heard.length).toBeGreaterThan(0);
    });
    expect(stranger.heard.every((message) => JSON.parse(message).hostId === 'near')).toBe(true);
  });
});
