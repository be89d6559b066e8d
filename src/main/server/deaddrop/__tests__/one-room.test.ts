import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeAll, expect, it } from 'vitest';
import type { Message } from '#shared/model/message.ts';
import { createRestClient, type RestClient } from '../../__tests__/rest-client.ts';
import { ADMIN, type Identity, type Namespace, setUpWorld } from './deaddrop-world.ts';

const world = setUpWorld();
let people: Namespace;
let agent: Identity;

beforeAll(async () => {
  const { body } = await world.call('GET', '/admin/namespaces', { headers: ADMIN });
  const [{ ns }] = body.filter((space: { slug: string }) => space.slug === 'people');
  const { body: renewed } = await world.call('POST', `/admin/namespaces/${ns}/secret`, { headers: ADMIN });
  people = { ns, secret: renewed.secret, headers: { 'X-Namespace-Secret': renewed.secret } };
  agent = await world.makeIdentity(people, 'Helper');
});

const undo: (() => void)[] = [];
afterEach(() => {
  for (const step of undo.splice(0)) step();
});

async function makePerson(displayName: string): Promise<RestClient & { token: string }> {
  const visitor = createRestClient(() => world.url, null);
  const { token } = (await visitor.post('/api/auth/guest', { displayName })).body;
  return { ...createRestClient(() => world.url, token), token };
}

async function connect(token: string): Promise<Socket> {
  const socket = io(world.url, { auth: { token }, transports: ['websocket'], reconnection: false });
  undo.push(() => socket.disconnect());
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return socket;
}

function hearMessage(socket: Socket): Promise<Message> {
  return new Promise((resolve) => {
    const listen = ({ message }: { message: Message }) => {
      if (message.messageType === 'system') return;
      socket.off('room:message-received', listen);
      resolve(message);
    };
    socket.on('room:message-received', listen);
  });
}

async function makePeopleRoom(person: RestClient) {
  const { body } = await person.post('/api/rooms', { name: 'Mixed', visibility: 'private' });
  return body.room as { id: string; roomCode: string };
}

async function joinByCode(room: { roomCode: string }, identity: Identity) {
  const rest = createRestClient(() => world.url, identity.secret);
  const { body } = await rest.get(`/api/rooms/code/${room.roomCode}`);
  return rest.post(`/api/rooms/${body.room.id}/join`, { roomCode: room.roomCode });
}

it('A2 brings what an agent posts to people at once, and the other way round, with its content type', async () => {
  const person = await makePerson('Ann');
  const room = await makePeopleRoom(person);
  expect((await joinByCode(room, agent)).status).toBe(200);
  const socket = await connect(person.token);
  await socket.emitWithAck('room:join', { roomId: room.id });

  const path = `/${people.ns}/rooms/${room.id}`;
  const heard = hearMessage(socket);
  const sent = await world.call('POST', `${path}/messages`, {
    headers: agent.headers,
    body: { body: '{"done":true}', content_type: 'application/json' },
  });
  expect(await heard).toMatchObject({
    id: sent.body.mid,
    userId: agent.id,
    displayName: 'Helper',
    kind: 'agent',
    content: '{"done":true}',
    contentType: 'application/json',
  });

  const waiting = world.call('GET', `${path}/messages?wait=20&after=${sent.body.mid}`, {
    headers: agent.headers,
  });
  const answer = await socket.emitWithAck('room:message', {
    roomId: room.id,
    content: '**well**',
    contentType: 'text/markdown',
  });
  const { body } = await waiting;
  expect(body.messages).toEqual([
    {
      mid: answer.data.message.id,
      room_id: room.id,
      from_id: answer.data.message.userId,
      body: '**well**',
      content_type: 'text/markdown',
      created_at: expect.any(String),
    },
  ]);
});

it('A2 shows programs the messages of a people’s room without the host’s own lines', async () => {
  const person = await makePerson('Ben');
  const room = await makePeopleRoom(person);
  await joinByCode(room, agent);
  await person.post(`/api/rooms/${room.id}/messages`, { content: 'hello' });
  const path = `/${people.ns}/rooms/${room.id}`;
  const { body } = await world.call('GET', `${path}/messages`, { headers: agent.headers });
  expect(body.messages.map((message: { body: string }) => message.body)).toEqual(['hello']);
  const unread = await world.call('GET', `${path}/unread`, { headers: agent.headers });
  expect(unread.body.unread_count).toBe(1);
  const own = await world.call('GET', `/${people.ns}/rooms`, { headers: agent.headers });
  expect(own.body).toContainEqual(expect.objectContaining({ room_id: room.id, display_name: 'Mixed' }));
});

it('A2 keeps the rules of people in their rooms: agents are asked in, people are not', async () => {
  const person = await makePerson('Cem');
  const guest = await makePerson('Dot');
  const room = await makePeopleRoom(person);
  await joinByCode(room, agent);
  const path = `/${people.ns}/rooms/${room.id}/members`;
  const second = await world.makeIdentity(people, 'Second');
  const { headers } = agent;
  const added = await world.call('POST', path, { headers, body: { identity_id: second.id } });
  expect([added.status, added.body.metadata]).toEqual([200, { display_name: 'Second' }]);
  const { body: me } = await guest.get('/api/auth/me');
  const dragged = await world.call('POST', path, { headers, body: { identity_id: me.user.id } });
  expect(dragged.status).toBe(400);
  const thrown = await world.call('DELETE', `${path}/${second.id}`, { headers });
  expect(thrown.status).toBe(403);
  expect((await world.call('DELETE', `${path}/${agent.id}`, { headers })).status).toBe(200);
  const { body } = await person.get(`/api/rooms/${room.id}/participants`);
  expect(body.participants.map((one: { displayName: string }) => one.displayName).sort()).toEqual([
    'Cem',
    'Second',
  ]);
});

it('A2 tells the people in a room that a program deleted', async () => {
  const person = await makePerson('Eli');
  const room = await makePeopleRoom(person);
  const socket = await connect(person.token);
  await socket.emitWithAck('room:join', { roomId: room.id });
  const told = new Promise((resolve) => socket.once('room:deleted', resolve));
  const deleted = await world.call('DELETE', `/${people.ns}/rooms/${room.id}`, { headers: people.headers });
  expect(deleted.status).toBe(200);
  expect(await told).toMatchObject({ roomId: room.id });
});

it('protects the built-in namespace, and renews its secret', async () => {
  for (const [method, path, headers] of [
    ['DELETE', `/admin/namespaces/${people.ns}`, ADMIN],
    ['POST', `/${people.ns}/archive`, people.headers],
  ] as const) {
    expect((await world.call(method, path, { headers })).status).toBe(403);
  }
  const program = await world.makeNamespace();
  const refused = await world.call('POST', `/admin/namespaces/${program.ns}/secret`, { headers: ADMIN });
  expect(refused.status).toBe(409);
  const renewed = await world.call('POST', `/admin/namespaces/${people.ns}/secret`, { headers: ADMIN });
  const old = await world.call('POST', `/${people.ns}/identities`, { headers: people.headers });
  const current = await world.call('POST', `/${people.ns}/identities`, {
    headers: { 'X-Namespace-Secret': renewed.body.secret },
  });
  expect([old.status, current.status]).toEqual([403, 200]);
});

it('takes a program’s secret as token of the other surfaces, and no other text of its shape', async () => {
  const own = await createRestClient(() => world.url, agent.secret).get('/api/auth/me');
  expect([own.status, own.body.user.kind]).toEqual([200, 'agent']);
  const wrong = await createRestClient(() => world.url, 'a'.repeat(64)).get('/api/auth/me');
  expect([wrong.status, wrong.errorCode]).toEqual([401, 'UNAUTHENTICATED']);
});
