import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect as connectTls, createServer, type TLSSocket } from 'node:tls';
import { expect, test } from 'vitest';
import { makeRoom, onCleanUp, startTestHost } from '../../server/__tests__/test-host.ts';
import { createHostCertificate } from '../../server/trust/certificate.ts';
import { createCodeResolver } from '../resolve-code.ts';
import { openQuietNetwork } from './quiet-network.ts';

/** Stands between, with a certificate of its own, and reads everything both ways in clear. */
async function startThief(hostPort: number) {
  const { certPem: cert, keyPem: key } = createHostCertificate({ commonName: 'Spaces', now: Date.now() });
  const heard: Buffer[] = [];
  const sockets = new Set<TLSSocket>();
  const server = createServer({ cert, key }, (joiner) => {
    const host = connectTls({ port: hostPort, host: '127.0.0.1', rejectUnauthorized: false });
    for (const [from, to] of [
      [joiner, host],
      [host, joiner],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
      from.on('data', (chunk: Buffer) => {
        heard.push(chunk);
        to.write(chunk);
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onCleanUp(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    port: (server.address() as AddressInfo).port,
    readHeard: () => Buffer.concat(heard).toString('latin1'),
  };
}

test('a relay that swaps the certificate gets nobody in and learns neither code, room nor ticket', async () => {
  const host = await startTestHost();
  const room = await makeRoom(await host.guest('Owner'), { visibility: 'private', name: 'Quiet room' });
  const thief = await startThief(Number(new URL(host.url).port));
  const network = await openQuietNetwork();
  const resolver = createCodeResolver({
    getOwnHost: () => null,
    network,
    getPerson: async () => ({ displayName: 'Ada', deviceId: 'the-secret-of-this-device' }),
  });
  const answer = resolver.resolve({ code: room.roomCode, address: `127.0.0.1:${thief.port}` });
  await expect(answer).rejects.toMatchObject({ code: 'ROOM_NOT_FOUND' });

  const heard = thief.readHeard();
  // It stood in the middle indeed, and the host answered through it.
  expect(heard).toContain('/api/join/start');
  expect(heard).toContain('exchangeId');
  for (const secret of [room.roomCode, room.id, 'Quiet room', 'the-secret-of-this-device', 'ticket'])
    expect(heard, secret).not.toContain(secret);
  const { body } = await host.visitor.get('/api/host');
  expect(network.getTrust(body.hostId)).toBeNull();

  const direct = await resolver.resolve({ code: room.roomCode, address: new URL(host.url).host });
  expect(direct.room.id).toBe(room.id);
});
