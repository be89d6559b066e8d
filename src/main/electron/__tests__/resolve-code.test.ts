import { createServer as createWebServer } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Server } from 'node:net';
import { expect, test } from 'vitest';
import {
  eventually,
  makeRoom,
  onCleanUp,
  startTestHost,
  type TestHost,
} from '../../server/__tests__/test-host.ts';
import { createCodeResolver } from '../resolve-code.ts';
import { openQuietNetwork } from './quiet-network.ts';

/** The desktop of somebody with a host of their own, or none, that hears nothing from the network by itself. */
async function setUp({ own = null }: { own?: TestHost | null } = {}) {
  const network = await openQuietNetwork();
  const info = own && (await own.visitor.get('/api/host')).body;
  const address = { hostKey: 'host:own', hostId: info?.hostId, name: 'Own', isOwn: true };
  const resolver = createCodeResolver({
    getOwnHost: () => own && { address, url: own.url },
    network,
    getPerson: async ({ hostId }) => ({ displayName: 'Ada', deviceId: `device-of-ada-${hostId}` }),
  });
  return { resolver, network };
}

async function listenFor(server: Server): Promise<string> {
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  onCleanUp(() => new Promise((settle) => server.close(() => settle())));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Takes the call and never says a word. */
function startSilentHost(): Promise<string> {
  const server = createSocketServer((socket) => {
    onCleanUp(async () => {
      socket.destroy();
    });
  });
  return listenFor(server);
}

test('a code of the own host is found there, private rooms too', async () => {
  const host = await startTestHost();
  const { roomCode, id } = await makeRoom(await host.guest('Owner'), { visibility: 'private' });
  const { resolver } = await setUp({ own: host });
  const found = await resolver.resolve({ code: roomCode });
  expect(found).toMatchObject({ host: { isOwn: true }, room: { id, roomCode } });
});

test('a typed host proves the code, is remembered as verified, and found again without typing', async () => {
  const [mine, theirs] = await Promise.all([startTestHost(), startTestHost()]);
  const room = await makeRoom(await theirs.guest('Owner'), { visibility: 'private' });
  const { resolver, network } = await setUp({ own: mine });
  const address = new URL(theirs.url).host;
  const found = await resolver.resolve({ code: room.roomCode, address });
  expect(found).toMatchObject({ host: { isOwn: false, trust: 'code' }, room: { id: room.id } });
  expect(found.ticket).toMatch(/^[\w-]{20,}$/);
  expect(network.getTrust(found.host.hostId)).toBe('code');
  const again = await resolver.resolve({ code: room.roomCode });
  expect(again.host).toEqual(found.host);
});

test('without the room anywhere the answer is that there is none, and who was asked', async () => {
  const [mine, theirs] = await Promise.all([startTestHost(), startTestHost()]);
  const { resolver } = await setUp({ own: mine });
  const answer = resolver.resolve({ code: 'ZZZZZZ', address: new URL(theirs.url).host });
  await expect(answer).rejects.toMatchObject({
    code: 'ROOM_NOT_FOUND',
    details: { tried: [{ name: 'Test host', outcome: 'no-such-code' }] },
  });
});

test('a typed host that is silent, closed or something else is not reachable', async () => {
  const { resolver } = await setUp();
  const printer = await listenFor(createWebServer((_request, response) => response.end('<h1>Printer</h1>')));
  const answers = [await startSilentHost(), '127.0.0.1:1', printer].map((address) =>
    expect(resolver.resolve({ code: 'ZZZZZZ', address })).rejects.toMatchObject({ code: 'NOT_REACHABLE' }),
  );
  await Promise.all(answers);
});

test('a known host with another certificate is not asked, and its change is told', async () => {
  const theirs = await startTestHost();
  const room = await makeRoom(await theirs.guest('Owner'));
  const { resolver, network } = await setUp();
  const address = new URL(theirs.url).host;
  const { host } = await resolver.resolve({ code: room.roomCode, address });
  await theirs.replaceCertificate();
  const answer = resolver.resolve({ code: room.roomCode, address: new URL(theirs.url).host });
  await expect(answer).rejects.toMatchObject({
    code: 'CERTIFICATE_CHANGED',
    details: { hostId: host.hostId },
  });
  // As long as the old place may only have missed a question, the host is believed to be there.
  network.lookAgain();
  await eventually(() => expect(() => network.locate(host.hostId)).toThrow(/another certificate/));
  await network.forgetHost(host.hostId);
  const anew = await resolver.resolve({ code: room.roomCode, address: new URL(theirs.url).host });
  expect(anew.room.id).toBe(room.id);
});

test('what cannot be an address is said at once', async () => {
  const { resolver } = await setUp();
  const answer = resolver.resolve({ code: 'ZZZZZZ', address: 'two words' });
  await expect(answer).rejects.toMatchObject({ code: 'VALIDATION_FAILED', details: { fields: ['address'] } });
});

test('L8: the network check looks from both ends and keeps secrets out of its report', async () => {
  const theirs = await startTestHost();
  const { network } = await setUp();
  const port = Number(new URL(theirs.url).port);
  await network.setOwnHost({ hostId: 'own', startId: 's', name: 'Own', port, isAnnounced: true });
  const { report } = await network.examine({ address: '127.0.0.1', port }, { note: 'code K7Q-XM2' });
  expect(report).toContain('portFromHere: ok');
  // The knock comes back to the port named as ours.
  expect(report).toContain('portFromHost: ok');
  expect(report).toContain('clock: ok');
  expect(report).toContain('version: ok');
  expect(report).not.toContain('XM2');
  const nobody = await network.examine({ address: 'no-such-computer.local', port }, {});
  expect(nobody.diagnosis.cause).toBe('name-not-found');
});
