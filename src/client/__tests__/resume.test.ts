import { expect, it } from 'vitest';
import { createTestConfig, makeDataDir, onCleanUp } from '../../main/server/__tests__/test-host.ts';
import { createRoomServer } from '../../main/server/create-room-server.ts';
import { Spaces } from '../spaces.ts';

it('A3 takes listening up again where it broke, over a restart of the host', async () => {
  const dataDir = await makeDataDir();
  const config = createTestConfig(dataDir, { adminToken: 'admin' });
  let server = createRoomServer(config);
  const { httpUrl, port } = await server.start();
  onCleanUp(() => server.stop());
  const client = Spaces.remote(httpUrl, { adminToken: 'admin' });
  const { ns } = await client.createNamespace();
  const { secret } = await client.createIdentity({ ns });
  const { roomId } = await client.createRoom({ ns, creatorSecret: secret });

  const heard: string[] = [];
  const listening = (async () => {
    for await (const { body } of client.listenRoom({ ns, roomId, secret })) {
      heard.push(body);
      if (body === 'last') return;
    }
  })();
  const send = (body: string) => client.sendRoomMessage({ ns, roomId, secret, body });
  await send('one');
  await send('two');
  await server.stop();
  server = createRoomServer({ ...config, port });
  await server.start();
  await send('three');
  await send('last');
  await listening;
  expect(heard).toEqual(['one', 'two', 'three', 'last']);
});

it('A3 keeps what a folder holds, from one client to the next', async () => {
  const { openHostHere: openHost } = await import('./open-test-host.ts');
  const folder = await makeDataDir();
  const first = await Spaces.local(folder, { openHost });
  const { ns } = await first.createNamespace();
  const { secret } = await first.createIdentity({ ns });
  const { roomId } = await first.createRoom({ ns, creatorSecret: secret });
  await first.sendRoomMessage({ ns, roomId, secret, body: 'kept' });
  await first.close();
  const second = await Spaces.local(folder, { openHost });
  onCleanUp(() => second.close());
  const messages = await second.getRoomMessages({ ns, roomId, secret });
  expect(messages.map(({ body }) => body)).toEqual(['kept']);
});

it('A3 waits as long as the host asks when there was too much at once', async () => {
  let calls = 0;
  const fake: typeof fetch = async () => {
    calls += 1;
    return calls < 3
      ? new Response('{"detail":"Too much at once."}', { status: 429, headers: { 'Retry-After': '0' } })
      : Response.json({ room_id: 'r', unread_count: 4 });
  };
  const client = Spaces.remote('http://host.local', { fetch: fake });
  expect(await client.getRoomUnreadCount({ ns: 'n', roomId: 'r', secret: 's' })).toBe(4);
  expect(calls).toBe(3);
});
