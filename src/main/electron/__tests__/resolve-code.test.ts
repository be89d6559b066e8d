import { createServer as createWebServer } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Server } from 'node:net';
import { expect, test } from 'vitest';
import type { HostAddress, Settings } from '#shared/contract/ipc.ts';
import { makeRoom, onCleanUp, startTestHost, type TestHost } from '../../server/__tests__/test-host.ts';
import { createCodeResolver } from '../resolve-code.ts';

async function describe(host: TestHost, isOwn: boolean): Promise<HostAddress> {
  const { body } = await host.visitor.get('/api/host');
  return { baseUrl: host.url, hostId: body.hostId, name: body.name, isOwn };
}

/** The desktop of somebody with a host of their own and those they met before. */
function setUp({
  own,
  known = [],
  answerWithin = 10_000,
}: {
  own: HostAddress | null;
  known?: Settings['knownHosts'];
  answerWithin?: number;
}) {
  let knownHosts = known;
  const resolver = createCodeResolver({
    getOwnAddress: () => own,
    readKnownHosts: () => knownHosts,
    async rememberHosts(hosts) {
      knownHosts = hosts;
    },
    getPerson: async () => ({ displayName: 'Ada', deviceId: 'device-of-ada' }),
    answerWithin,
  });
  return { resolver, listKnown: () => knownHosts };
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
  const own = await describe(host, true);
  const { roomCode, id } = await makeRoom(await host.guest('Owner'), { visibility: 'private' });
  const found = await setUp({ own }).resolver.resolve({ code: roomCode });
  expect(found).toMatchObject({ host: own, room: { id, roomCode } });
});

test('a code is found on a known host although another one never answers', async () => {
  const [mine, theirs, silent] = await Promise.all([startTestHost(), startTestHost(), startSilentHost()]);
  const room = await makeRoom(await theirs.guest('Owner'));
  const { resolver } = setUp({
    own: await describe(mine, true),
    known: [{ baseUrl: `http://${silent}`, hostId: 'silent', name: 'Silent' }, await describe(theirs, false)],
  });
  const found = await resolver.resolve({ code: room.roomCode });
  expect(found.host).toMatchObject({ baseUrl: theirs.url, isOwn: false });
});

test('a typed host that answers is remembered, once, even when it does not have the room', async () => {
  const theirs = await startTestHost();
  const room = await makeRoom(await theirs.guest('Owner'));
  const { resolver, listKnown } = setUp({ own: null });
  const address = new URL(theirs.url).host;

  await expect(resolver.resolve({ code: 'ZZZZZZ', address })).rejects.toMatchObject({
    code: 'ROOM_NOT_FOUND',
  });
  expect(listKnown()).toMatchObject([{ baseUrl: theirs.url, name: 'Test host' }]);

  const found = await resolver.resolve({ code: room.roomCode, address });
  expect(found.room.id).toBe(room.id);
  expect(listKnown()).toHaveLength(1);
});

test('without the room anywhere the answer is that there is none', async () => {
  const host = await startTestHost();
  const { resolver } = setUp({ own: await describe(host, true) });
  await expect(resolver.resolve({ code: 'ZZZZZZ' })).rejects.toMatchObject({ code: 'ROOM_NOT_FOUND' });
});

test('a typed host that is silent, closed or something else is not reachable', async () => {
  const host = await startTestHost();
  const { resolver, listKnown } = setUp({ own: await describe(host, true), answerWithin: 300 });
  const printer = await listenFor(createWebServer((_request, response) => response.end('<h1>Printer</h1>')));
  for (const address of [await startSilentHost(), '127.0.0.1:1', printer]) {
    await expect(resolver.resolve({ code: 'ZZZZZZ', address })).rejects.toMatchObject({
      code: 'NOT_REACHABLE',
    });
  }
  expect(listKnown()).toEqual([]);
});

test('a host of another protocol version is named as such', async () => {
  const info = {
    hostId: 'h',
    startId: 's',
    name: 'Old',
    version: '9',
    protocol: 99,
    fingerprint: null,
    features: [],
  };
  const address = await listenFor(
    createWebServer((_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(info));
    }),
  );
  const { resolver } = setUp({ own: null });
  await expect(resolver.resolve({ code: 'ZZZZZZ', address })).rejects.toMatchObject({
    code: 'VERSION_MISMATCH',
  });
});

test('what cannot be an address is said at once', async () => {
  const { resolver } = setUp({ own: null });
  const answer = resolver.resolve({ code: 'ZZZZZZ', address: 'two words' });
  await expect(answer).rejects.toMatchObject({ code: 'VALIDATION_FAILED', details: { fields: ['address'] } });
});
