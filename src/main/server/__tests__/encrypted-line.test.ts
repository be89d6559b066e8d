import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { expect, it } from 'vitest';
import { PROTOCOL_VERSION } from '#shared/contract/version.ts';
import { createRoomServer } from '../create-room-server.ts';
import { askHostForCode } from '../trust/ask-host-for-code.ts';
import { fetchFirstContact, fetchPinned } from '../trust/fetch-pinned.ts';
import { openPinStore } from '../trust/pin-store.ts';
import { PinnedAgent } from '../trust/pinned-agent.ts';
import { openOtherAddress } from './other-address.ts';
import {
  createTestConfig,
  eventually,
  expectStatus,
  makeDataDir,
  makeRoom,
  onCleanUp,
  startTestHost,
} from './test-host.ts';

const silent = { info() {}, warn() {}, error() {} };

async function meetHost(url: string) {
  const secureUrl = url.replace('http:', 'https:');
  const { body, fingerprint } = await fetchFirstContact({ url: `${secureUrl}/api/host` });
  const { hostId, name } = JSON.parse(body) as { hostId: string; name: string };
  const pins = await openPinStore({
    file: join(await makeDataDir(), 'known-hosts.json'),
    now: Date.now,
    logger: silent,
  });
  const port = Number(new URL(url).port);
  const host = { hostId, name, fingerprint, address: '127.0.0.1', port };
  return { secureUrl, fingerprint, pins, host, told: JSON.parse(body) as { fingerprint: string } };
}

function connect(url: string, options: object): Promise<Socket> {
  const socket = io(url, { ...options, transports: ['websocket'], reconnection: false, forceNew: true });
  onCleanUp(async () => {
    socket.disconnect();
  });
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}

it('L3: one port serves TLS and plain HTTP, and the certificate stays the same', async () => {
  const host = await startTestHost();
  const first = await meetHost(host.url);
  expect(first.told.fingerprint).toBe(first.fingerprint);
  expectStatus(await host.visitor.get('/api/host'), 200);
  await host.restart();
  const second = await meetHost(host.url);
  expect(second.fingerprint).toBe(first.fingerprint);
  await expect(fetchPinned({ pin: 'a'.repeat(64), url: `${second.secureUrl}/api/host` })).rejects.toThrow(
    /another certificate/,
  );
});

it('L4: who proves the code gets a ticket that opens the private room, once, over an encrypted socket', async () => {
  const host = await startTestHost();
  const anna = await host.guest('Anna');
  const ben = await host.guest('Ben');
  const room = await makeRoom(anna, { visibility: 'private', name: 'Quiet room' });
  const { pins, host: met, secureUrl, fingerprint } = await meetHost(host.url);
  const asked = await askHostForCode({ host: met, code: room.roomCode, pins });
  if (!asked.ok) throw new Error(asked.reason);
  expect(asked.welcome).toMatchObject({ roomId: room.id, room: { name: 'Quiet room' } });
  expect(pins.getHost(met.hostId)).toMatchObject({ fingerprint, verifiedBy: 'code' });

  const agent = new PinnedAgent(fingerprint) as unknown as string;
  const auth = { token: ben.token, protocol: PROTOCOL_VERSION };
  const socket = await connect(secureUrl, { agent, rejectUnauthorized: false, auth });
  const { ticket } = asked.welcome;
  const joined = await socket.emitWithAck('room:join', { ticket });
  expect(joined).toMatchObject({ ok: true, data: { room: { id: room.id } } });
  const cleo = await host.guest('Cleo');
  const again = await connect(secureUrl, {
    agent,
    rejectUnauthorized: false,
    auth: { ...auth, token: cleo.token },
  });
  expect(await again.emitWithAck('room:join', { ticket })).toMatchObject({
    ok: false,
    error: { code: 'ROOM_NOT_FOUND' },
  });
  expect(await askHostForCode({ host: met, code: 'ZZZZZ9', pins })).toEqual({
    ok: false,
    reason: 'no-such-code',
  });
});

it('L4: guessing makes the guesser wait, and the room gets a new code and hears why', async () => {
  const host = await startTestHost({ hasRateLimits: true });
  const anna = await host.guest('Anna');
  const room = await makeRoom(anna, { visibility: 'private' });
  const { pins, host: met } = await meetHost(host.url);
  const outcomes: string[] = [];
  for (let guess = 0; guess < 12; guess += 1) {
    const result = await askHostForCode({ host: met, code: 'ZZZZZ9', pins });
    outcomes.push(result.ok ? 'ok' : result.reason);
  }
  expect(outcomes.slice(0, 10).every((outcome) => outcome === 'no-such-code')).toBe(true);
  expect(outcomes.slice(10)).toEqual(['rate-limited', 'rate-limited']);
  expectStatus(await anna.get(`/api/rooms/${room.id}`), 200);
});

it('L4: a room whose code was guessed too often changes it by itself', async () => {
  const time = { now: 1_800_000_000_000 };
  const host = await startTestHost(
    { hasRateLimits: true },
    {
      clock: { now: () => time.now, elapsed: () => time.now, uptime: () => time.now, after: () => () => {} },
    },
  );
  const anna = await host.guest('Anna');
  const room = await makeRoom(anna, { visibility: 'private' });
  const { pins, host: met } = await meetHost(host.url);
  const warned: unknown[] = [];
  const socket = await connect(host.url, { auth: { token: anna.token, protocol: PROTOCOL_VERSION } });
  socket.on('room:code-guessed', (payload) => warned.push(payload));
  const guess = async (port: number, times: number) => {
    for (let done = 0; done < times; done += 1) {
      await askHostForCode({ host: { ...met, port }, code: 'ZZZZZ9', pins });
      time.now += 30_000;
    }
  };
  await guess(met.port, 20);
  expect(expectStatus(await anna.get(`/api/rooms/${room.id}`), 200).body.room.roomCode).toBe(room.roomCode);
  await guess(await openOtherAddress(host), 13);
  await eventually(() => expect(warned).toHaveLength(1));
  const after = expectStatus(await anna.get(`/api/rooms/${room.id}`), 200).body.room;
  expect(after.roomCode).not.toBe(room.roomCode);
  expect(warned).toEqual([{ roomId: room.id, name: room.name, roomCode: after.roomCode }]);
  expect(after.lastMessage.content).toContain('has a new one');
});

it('L5: a host may refuse browsers with a page that says so, and their calls with an error', async () => {
  const host = await startTestHost({ access: { allowsBrowsers: false, allowsHttp: true } });
  const page = await fetch(`${host.url}/spaces/ABCDEF`);
  expect(page.status).toBe(403);
  expect(await page.text()).toContain('takes no guests in browsers');
  const call = await fetch(`${host.url}/api/auth/guest`, {
    method: 'POST',
    headers: { origin: host.url, 'content-type': 'application/json' },
    body: '{"displayName":"Eve"}',
  });
  expect(call.status).toBe(403);
  expect(await call.json()).toMatchObject({ success: false, error: { code: 'NOT_ALLOWED' } });
  const socket = connect(host.url, { extraHeaders: { origin: host.url } });
  await expect(socket).rejects.toThrow();
  const program = await host.guest('A program');
  expectStatus(await program.get('/api/auth/me'), 200);
});

it('writes no code, token or ticket into its log', async () => {
  const lines: string[] = [];
  const log = (details: object, message: string) => void lines.push(`${message} ${JSON.stringify(details)}`);
  const dataDir = await makeDataDir();
  const logger = { info: log, warn: log, error: log, debug: log, child: () => logger } as never;
  const server = createRoomServer({ ...createTestConfig(dataDir), hasRateLimits: true }, { logger });
  onCleanUp(() => server.stop());
  const { httpUrl } = await server.start();
  const { pins, host: met } = await meetHost(httpUrl);
  await askHostForCode({ host: met, code: 'K7QXM2', pins });
  await fetch(`${httpUrl}/api/rooms/code/K7QXM2`);
  expect(lines.join('\n')).not.toContain('K7QXM2');
});
