import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { succeed } from '#shared/contract/result.ts';
import { eventually, startTestHost } from '../../../main/server/__tests__/test-host.ts';
import { createHostConnection } from '../host-connection.ts';
import type { ConnectionState } from '../replica.ts';

/** A busy machine may take its time. */
const WITHIN_MS = 20_000;
const undos: (() => void)[] = [];
afterEach(() => {
  for (const undo of undos.splice(0)) undo();
});

/** A cable between window and host. Lines that are silenced stay open and carry nothing any more. */
async function layCable(hostUrl: string) {
  const to = new URL(hostUrl);
  const lines: { near: Socket; far: Socket }[] = [];
  const cable = { isDead: false, count: () => lines.length };
  const server = createServer((near) => {
    const far = connect(Number(to.port), to.hostname);
    lines.push({ near, far });
    for (const socket of [near, far]) socket.on('error', () => undefined);
    if (cable.isDead) return;
    near.pipe(far);
    far.pipe(near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  undos.push(() => {
    for (const { near, far } of lines) for (const socket of [near, far]) socket.destroy();
    server.close();
  });
  return {
    cable,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    silence() {
      for (const { near, far } of lines) {
        near.unpipe().resume();
        far.unpipe().resume();
      }
    },
  };
}

async function setUp({ isDead = false } = {}) {
  const host = await startTestHost();
  const { token } = await host.guest('Ann');
  const laid = await layCable(host.url);
  laid.cable.isDead = isDead;
  const states: ConnectionState['phase'][] = [];
  const connection = createHostConnection({
    locate: async () => succeed(laid.url),
    getToken: async () => succeed(token),
    onState: ({ phase }) => states.push(phase),
    onOnline: () => undefined,
    onPush: () => undefined,
  });
  undos.unshift(connection.stop);
  connection.start();
  return { ...laid, connection, states };
}

it('L6 a line that is doubted and silent is given up and replaced; one that answers stays', {
  timeout: 60_000,
}, async () => {
  const { connection, states, silence, cable } = await setUp();
  await eventually(() => expect(states.at(-1)).toBe('online'), WITHIN_MS);
  connection.probe();
  await connection.request('room:presence-update', {});
  const before = cable.count();
  silence();
  connection.probe();
  connection.probe();
  await eventually(() => expect(states.filter((phase) => phase === 'online')).toHaveLength(2), WITHIN_MS);
  expect(connection.isOnline()).toBe(true);
  expect(cable.count()).toBe(before + 1);
});

it('L6 “Try now” does not wait for a try that hangs, and only its own outcome counts', {
  timeout: 60_000,
}, async () => {
  const { connection, states, cable } = await setUp({ isDead: true });
  await eventually(() => expect(cable.count()).toBe(1));
  cable.isDead = false;
  connection.start();
  expect(cable.count()).toBe(1);
  connection.retryNow();
  await eventually(() => expect(connection.isOnline()).toBe(true), WITHIN_MS);
  expect(cable.count()).toBe(2);
  expect(states.filter((phase) => phase === 'online')).toHaveLength(1);
});
