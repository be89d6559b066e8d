import { expect, test, vi } from 'vitest';
import { setUpKitchen } from './kitchen.ts';
import { startHost } from './start-host.ts';

const kitchen = setUpKitchen();

test('a token in the handshake is enough', async () => {
  const { host, ann } = kitchen;
  const client = await host.connect(ann);
  expect((await client.ask('lobby:watch', {})).rooms).toBeInstanceOf(Array);
});

test('a wrong token is refused with its code', async () => {
  const { host } = kitchen;
  await expect(host.connect(null, { auth: { token: 'nonsense' } })).rejects.toMatchObject({
    data: { code: 'UNAUTHENTICATED' },
  });
});

test.each([
  [0, /app is older/],
  [2, /host is older/],
])('protocol %i is refused with a sentence that says which side is older', async (protocol, sentence) => {
  const { host, ann } = kitchen;
  await expect(host.connect(null, { auth: { token: ann.token, protocol } })).rejects.toMatchObject({
    message: expect.stringMatching(sentence),
    data: { code: 'VERSION_MISMATCH', details: { hostProtocol: 1, clientProtocol: protocol } },
  });
});

test.each([
  ['a number as token', { token: 7 }],
  ['a list as token', { token: ['a'] }],
  ['text as protocol', { protocol: '1' }],
  ['a huge token', { token: 'x'.repeat(5_000) }],
])('a handshake with %s is refused', async (_, auth) => {
  const { host } = kitchen;
  await expect(host.connect(null, { auth })).rejects.toMatchObject({ data: { code: 'VALIDATION_FAILED' } });
});

test('without a token, room:authenticate logs in', async () => {
  const { host, ann } = kitchen;
  const client = await host.connect(null);
  expect(await client.request('lobby:watch', {})).toMatchObject({
    ok: false,
    error: { code: 'UNAUTHENTICATED' },
  });
  expect(await client.request('room:authenticate', { token: 'nonsense' })).toMatchObject({
    ok: false,
    error: { code: 'UNAUTHENTICATED' },
  });
  const { user } = await client.ask('room:authenticate', { token: ann.token });
  expect(user).toMatchObject({ id: ann.user.id, displayName: 'Ann' });
  expect(await client.request('lobby:watch', {})).toMatchObject({ ok: true });
});

test('logging in again is fine as the same person and a conflict as another', async () => {
  const { host, ann, ben } = kitchen;
  const client = await host.connect(ann);
  expect(await client.request('room:authenticate', { token: ann.token })).toMatchObject({ ok: true });
  expect(await client.request('room:authenticate', { token: ben.token })).toMatchObject({
    ok: false,
    error: { code: 'CONFLICT' },
  });
});

test('without acknowledgement the success event comes', async () => {
  const { host, ann } = kitchen;
  const client = await host.connect(null);
  client.socket.emit('room:authenticate', { token: ann.token });
  expect(await client.take('room:authenticated')).toMatchObject({ user: { id: ann.user.id } });
});

test('requests sent in one breath wait for those that decide what they mean', async () => {
  const { host, ann } = kitchen;
  const room = await host.createRoom(await host.createGuest('Owner'));
  const client = await host.connect(null);
  const answers: unknown[] = [];
  client.socket.emit('room:authenticate', { token: ann.token }, (answer: unknown) => answers.push(answer));
  client.socket.emit('room:join', { roomCode: room.roomCode }, (answer: unknown) => answers.push(answer));
  client.socket.emit('room:message', { content: 'hello' }, (answer: unknown) => answers.push(answer));
  await vi.waitFor(() => expect(answers).toHaveLength(3));
  expect(answers).toMatchObject([
    { ok: true },
    { ok: true },
    { ok: true, data: { message: { roomId: room.id } } },
  ]);
});

test('a host that stops says so, and ends the line in a way that lets clients come back', async () => {
  const stopping = await startHost();
  const client = await stopping.connect(await stopping.createGuest('Ann'));
  const reason = new Promise<string>((resolve) => client.socket.once('disconnect', resolve));
  await stopping.stop({ keepClients: true });
  expect(await reason).toBe('transport close');
  expect(client.heard).toEqual([{ name: 'host:closing', payload: {} }]);
});
