import { expect, it } from 'vitest';
import { connect } from '../../__tests__/socket-client.ts';
import { eventually, makeRoom as makePeopleRoom, seat, startTestHost } from '../../__tests__/test-host.ts';
import { connectRaw, join, makeRoom } from './raw-client.ts';

it('A7 greets with an id and what it can do', async () => {
  const host = await startTestHost();
  const client = await connectRaw(host.url);
  expect(client.frames[0]).toEqual({
    type: 'client-id',
    id: expect.any(String),
    features: ['rooms', 'direct'],
  });
});

it('A7 creates a room, joins by id and by code, and tells the others', async () => {
  const host = await startTestHost();
  const [a, b, c] = await Promise.all([connectRaw(host.url), connectRaw(host.url), connectRaw(host.url)]);
  a.send({
    type: 'create-room',
    payload: { name: 'Team Meeting', maxParticipants: 10, metadata: { description: 'x' } },
  });
  const { room } = await a.next('room-created');
  expect(room).toEqual({
    id: expect.any(String),
    name: 'Team Meeting',
    code: expect.stringMatching(/^[A-Z2-9]{6}$/),
    createdAt: expect.stringMatching(/Z$/),
    host: a.id,
    maxParticipants: 10,
    participants: [a.id],
    metadata: { description: 'x', private: false },
  });
  expect((await join(b, room.id)).participants.sort()).toEqual([a.id, b.id].sort());
  const heard = await a.next('member-joined');
  expect({ ...heard, participants: heard.participants.sort() }).toEqual({
    type: 'member-joined',
    roomId: room.id,
    memberId: b.id,
    participants: [a.id, b.id].sort(),
  });
  expect((await join(c, room.code.toLowerCase())).id).toBe(room.id);
  expect((await b.next('member-joined')).memberId).toBe(c.id);
  a.send({ type: 'list-rooms' });
  expect((await a.next('rooms-list')).rooms).toContainEqual({
    id: room.id,
    name: 'Team Meeting',
    participantCount: 3,
  });
});

it('A7 passes offer, answer and candidates to the one they are for, in the room alone', async () => {
  const host = await startTestHost();
  const [a, b, c] = await Promise.all([connectRaw(host.url), connectRaw(host.url), connectRaw(host.url)]);
  const room = await makeRoom(a);
  await join(b, room.id);
  await makeRoom(c);
  const sdp = { type: 'offer', sdp: 'v=0\r\n', more: { deep: [1, null] } };
  a.send({ type: 'offer', roomId: room.id, to: b.id, payload: sdp });
  expect(await b.next('offer')).toEqual({ type: 'offer', from: a.id, roomId: room.id, payload: sdp });
  b.send({ type: 'answer', roomId: room.id, to: a.id, payload: { type: 'answer', sdp: 'x' } });
  expect((await a.next('answer')).from).toBe(b.id);
  for (const candidate of ['one', 'two', 'three']) {
    b.send({ type: 'ice-candidate', roomId: room.id, to: a.id, payload: { candidate } });
  }
  for (const candidate of ['one', 'two', 'three']) {
    expect((await a.next('ice-candidate')).payload.candidate).toBe(candidate);
  }
  a.send({ type: 'offer', roomId: room.id, to: c.id, payload: sdp });
  expect(await a.next('error')).toMatchObject({ code: 'USER_NOT_FOUND', request: 'offer' });
  c.send({ type: 'offer', roomId: room.id, to: b.id, payload: sdp });
  expect(await c.next('error')).toMatchObject({ code: 'NOT_A_MEMBER', request: 'offer' });
  await Promise.all([b.settle(), c.settle()]);
  expect(b.frames.filter(({ type }) => type === 'offer')).toHaveLength(1);
  expect(c.frames.filter(({ type }) => type === 'offer')).toHaveLength(0);
});

it('A7 passes signals to every raw line of a member of the room, whichever family it speaks', async () => {
  const host = await startTestHost();
  const [ann, ben, cleo] = [await host.guest('Ann'), await host.guest('Ben'), await host.guest('Cleo')];
  const [room, other] = [await makePeopleRoom(ann), await makePeopleRoom(ann)];
  await seat(room, ben, cleo);
  await seat(other, ben);
  const app = await connect(host, cleo);
  await app.ask('room:join', { roomId: room.id });

  const chat = await connectRaw(host.url, `/ws/rooms/${room.id}?token=${ben.token}`);
  const signalling = await connectRaw(host.url, `/ws?token=${ben.token}`);
  const elsewhere = await connectRaw(host.url, `/ws/rooms/${other.id}?token=${ben.token}`);
  await Promise.all([chat.next('user_joined'), elsewhere.next('user_joined'), join(signalling, room.id)]);
  const caller = await connectRaw(host.url, `/ws?token=${ann.token}`);
  expect((await join(caller, room.id)).participants.sort()).toEqual([ann.id, ben.id, cleo.id].sort());

  const offer = { type: 'offer', roomId: room.id, payload: { sdp: 'x' } };
  caller.send({ ...offer, to: ben.id });
  for (const line of [chat, signalling]) {
    expect(await line.next('offer')).toEqual({ ...offer, from: ann.id });
  }
  chat.send({ type: 'answer', roomId: room.id, to: ann.id, payload: { sdp: 'y' } });
  expect(await caller.next('answer')).toMatchObject({ from: ben.id, payload: { sdp: 'y' } });

  caller.send({ ...offer, to: cleo.id });
  expect(await caller.next('error')).toMatchObject({
    ...{ code: 'USER_NOT_FOUND', request: 'offer', details: { reason: 'no-line' } },
  });
  elsewhere.send({ ...offer, to: ann.id });
  expect(await elsewhere.next('error')).toMatchObject({ code: 'NOT_A_MEMBER', request: 'offer' });
  await elsewhere.settle();
  expect(elsewhere.frames.filter(({ type }) => type === 'offer')).toEqual([]);

  caller.send({ type: 'chat', roomId: room.id, payload: 'to all' });
  await app.expectPush('room:message-received', ({ message }) => message.content === 'to all');
  expect((await chat.next('message')).message.content).toBe('to all');
});

it('A7 signals straight to a client without a room, when the host allows it', async () => {
  const host = await startTestHost();
  const [a, b] = await Promise.all([connectRaw(host.url), connectRaw(host.url)]);
  a.send({ type: 'offer', to: b.id, payload: { sdp: 'x' } });
  expect(await b.next('offer')).toEqual({ type: 'offer', from: a.id, payload: { sdp: 'x' } });
  a.send({ type: 'offer', to: 'nobody', payload: {} });
  expect((await a.next('error')).code).toBe('USER_NOT_FOUND');

  const strict = await startTestHost({ hasDirectSignalling: false });
  const [c, d] = await Promise.all([connectRaw(strict.url), connectRaw(strict.url)]);
  expect(c.frames[0].features).toEqual(['rooms']);
  c.send({ type: 'offer', to: d.id, payload: {} });
  expect((await c.next('error')).code).toBe('BAD_REQUEST');
});

it('A7 ends a room with its last member, whether they leave or their line breaks', async () => {
  const host = await startTestHost();
  const [a, b, watcher] = await Promise.all([
    connectRaw(host.url),
    connectRaw(host.url),
    connectRaw(host.url),
  ]);
  const room = await makeRoom(a);
  await join(b, room.id);
  a.send({ type: 'leave-room', payload: { roomId: room.id } });
  expect(await a.next('room-left')).toEqual({ type: 'room-left', roomId: room.id });
  expect(await b.next('member-left')).toEqual({
    type: 'member-left',
    roomId: room.id,
    memberId: a.id,
    participants: [b.id],
  });
  await join(a, room.id);
  a.socket.terminate();
  expect((await b.next('member-left')).memberId).toBe(a.id);
  b.socket.terminate();
  await eventually(async () => {
    watcher.send({ type: 'list-rooms' });
    expect((await watcher.next('rooms-list')).rooms).toEqual([]);
  });
  watcher.send({ type: 'join-room', payload: { roomId: room.id } });
  expect(await watcher.next('error')).toMatchObject({ code: 'ROOM_NOT_FOUND', request: 'join-room' });
});

it('A7 refuses the full room and hides private ones', async () => {
  const host = await startTestHost();
  const [a, b] = await Promise.all([connectRaw(host.url), connectRaw(host.url)]);
  const room = await makeRoom(a, { maxParticipants: 1, metadata: { private: true } });
  b.send({ type: 'list-rooms' });
  expect((await b.next('rooms-list')).rooms).toEqual([]);
  b.send({ type: 'join-room', payload: { roomId: room.code } });
  expect(await b.next('error')).toMatchObject({ code: 'ROOM_FULL', request: 'join-room' });
  a.send({ type: 'create-room', payload: { name: 'Too large', maxParticipants: 1_000 } });
  expect((await a.next('error')).code).toBe('VALIDATION_FAILED');
});
