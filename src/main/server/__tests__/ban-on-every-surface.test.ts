import { expect, it } from 'vitest';
import { connectRaw } from '../websocket/__tests__/raw-client.ts';
import { createRestClient } from './rest-client.ts';
import { connect } from './socket-client.ts';
import { expectStatus, makeRoom, seat, startTestHost } from './test-host.ts';

it('R11 a banned person finds every door closed: REST, Socket.IO, raw WebSocket, invitation, queue, agent', async () => {
  const host = await startTestHost();
  const [ann, eve] = [await host.guest('Ann'), await host.guest('Eve')];
  const room = await makeRoom(ann);
  const base = `/api/rooms/${room.id}`;
  await seat(room, eve);
  const { agent, secret } = expectStatus(await eve.post(`${base}/agents`, { name: 'Helper' }), 201).body;
  const byAgent = createRestClient(() => host.url, secret);
  expectStatus(await byAgent.post(`${base}/messages`, { content: 'here' }), 201);
  const open = await connectRaw(host.url, `/ws/rooms/${room.id}?token=${eve.token}`);
  const { invite } = expectStatus(await ann.post(`${base}/invite`), 201).body;

  expectStatus(await ann.post(`${base}/bans`, { userId: eve.id, reason: 'spam' }), 201);
  const { participants } = (await ann.get(`${base}/members`)).body;
  expect(participants.map((one: { userId: string }) => one.userId)).toEqual([ann.id]);

  expect((await eve.post(`${base}/join`)).errorCode).toBe('BANNED');
  expect((await eve.post(`${base}/queue`)).errorCode).toBe('BANNED');
  expect((await eve.post(`/api/invites/${invite.token}/accept`)).errorCode).toBe('BANNED');
  expect((await eve.post(`${base}/agents`, { name: 'Another' })).errorCode).toBe('NOT_A_MEMBER');
  const line = await connect(host, eve);
  expect(await line.request('room:join', { roomCode: room.roomCode })).toMatchObject({
    error: { code: 'BANNED' },
  });

  open.send({ type: 'chat', roomId: room.id, payload: 'still here?' });
  expect(await open.next('error', ({ request }) => request === 'chat')).toMatchObject({
    code: 'NOT_A_MEMBER',
  });
  const raw = await connectRaw(host.url, `/ws?token=${eve.token}`);
  raw.send({ type: 'join-room', payload: { roomId: room.id } });
  expect(await raw.next('error')).toMatchObject({ code: 'BANNED', request: 'join-room' });
  raw.send({ type: 'join_room', room_id: room.id, user_token: eve.token });
  expect(await raw.next('error', (frame) => frame.request === 'join_room')).toMatchObject({ code: 'BANNED' });

  expect((await byAgent.post(`${base}/messages`, { content: 'me again' })).errorCode).toBe('NOT_A_MEMBER');
  expect((await byAgent.post(`${base}/join`)).errorCode).toBe('BANNED');
  expect(agent.invitedBy).toBe(eve.id);

  const { messages } = (await ann.get(`${base}/messages`)).body;
  expect(JSON.stringify(messages)).not.toMatch(/still here\?|me again/);
});

it('R11 somebody new with the code of a banned person: a new code keeps them out, and whoever else knew only that', async () => {
  const host = await startTestHost();
  const [ann, eve] = [await host.guest('Ann'), await host.guest('Eve')];
  const room = await makeRoom(ann, { visibility: 'private' });
  const base = `/api/rooms/${room.id}`;
  await seat(room, eve);
  expectStatus(await ann.post(`${base}/bans`, { userId: eve.id }), 201);
  expectStatus(await ann.post(`${base}/code`), 200);
  const other = await host.guest('Not Eve');
  expect((await other.get(`/api/rooms/code/${room.roomCode}`)).errorCode).toBe('ROOM_NOT_FOUND');
  const line = await connect(host, other);
  expect(await line.request('room:join', { roomCode: room.roomCode })).toMatchObject({
    error: { code: 'ROOM_NOT_FOUND' },
  });
  // The device is what is banned, whatever it calls itself and whatever code it learns.
  const again = await host.guest('Nobody you know', eve.deviceId);
  expect((await again.post(`${base}/join`)).errorCode).toBe('BANNED');
  const { roomCode } = (await ann.get(base)).body.room;
  expect(await (await connect(host, again)).request('room:join', { roomCode })).toMatchObject({
    error: { code: 'BANNED' },
  });
});

it('R11 a muted person is silent on every surface', async () => {
  const host = await startTestHost();
  const [ann, eve] = [await host.guest('Ann'), await host.guest('Eve')];
  const room = await makeRoom(ann);
  const base = `/api/rooms/${room.id}`;
  await seat(room, eve);
  const invited = expectStatus(await eve.post(`${base}/agents`, { name: 'Helper' }), 201).body;
  const byAgent = createRestClient(() => host.url, invited.secret);
  const { message } = expectStatus(await byAgent.post(`${base}/messages`, { content: 'a word' }), 201).body;
  const raw = await connectRaw(host.url, `/ws/rooms/${room.id}?token=${eve.token}`);
  await raw.settle();
  expectStatus(await ann.patch(`${base}/members/${eve.id}`, { muted: true }), 200);
  raw.send({ type: 'chat', roomId: room.id, payload: 'hello?' });
  expect(await raw.next('error')).toMatchObject({ code: 'MUTED', request: 'chat' });
  raw.send({ type: 'send_message', room_id: room.id, content: 'hello?' });
  expect(await raw.next('error', ({ request }) => request === 'send_message')).toMatchObject({
    code: 'MUTED',
  });
  expect((await eve.post('/api/messages', { roomId: room.id, content: 'hello?' })).errorCode).toBe('MUTED');

  // What speaks for a person is silent with them, an agent asked in meanwhile too.
  const later = expectStatus(await eve.post(`${base}/agents`, { name: 'Other' }), 201).body;
  const byLater = createRestClient(() => host.url, later.secret);
  for (const agent of [byAgent, byLater]) {
    expect((await agent.post(`${base}/messages`, { content: 'hello?' })).errorCode).toBe('MUTED');
    expect((await agent.post(`${base}/files`, { name: 'hello?', size: 1 })).errorCode).toBe('MUTED');
  }
  expect((await byAgent.put(`/api/messages/${message.id}`, { content: 'hello?' })).errorCode).toBe('MUTED');

  const { messages } = (await ann.get(`${base}/messages`)).body;
  expect(JSON.stringify(messages)).not.toContain('hello?');
  expectStatus(await ann.patch(`${base}/members/${eve.id}`, { muted: false }), 200);
  expectStatus(await byAgent.post(`${base}/messages`, { content: 'here again' }), 201);
});
