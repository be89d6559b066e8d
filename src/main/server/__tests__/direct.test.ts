import { expect, it } from 'vitest';
import type { MemberRoom } from '#shared/model/room.ts';
import { createFakeClock } from './fake-clock.ts';
import { connect } from './socket-client.ts';
import { eventually, expectStatus, makeRoom, type Person, seat, startTestHost } from './test-host.ts';

const open = async (from: Person, to: Person, status = 201): Promise<MemberRoom> =>
  expectStatus(await from.post('/api/direct', { userId: to.id }), status).body.room;
const say = async (person: Person, room: { id: string }, content: string) =>
  expectStatus(await person.post(`/api/rooms/${room.id}/messages`, { content }), 201).body.message;
const listMine = async (person: Person): Promise<MemberRoom[]> =>
  expectStatus(await person.get('/api/rooms?scope=mine'), 200).body.rooms;

it('R17 a direct conversation exists once, is named after the other, and only the two can read it', async () => {
  const host = await startTestHost();
  const [ann, ben, out] = [await host.guest('Ann'), await host.guest('Ben'), await host.guest('Out')];
  const line = await connect(host, ben);
  await line.ask('lobby:watch', {});
  const room = await open(ann, ben);
  expect(room).toMatchObject({ kind: 'direct', name: 'Ben', peer: { userId: ben.id }, role: 'member' });
  await line.expectPush('room:added');
  expect((await open(ben, ann, 200)).id).toBe(room.id);
  expect((await open(ann, ben, 200)).id).toBe(room.id);
  const message = await say(ann, room, 'just us');
  await line.expectPush('room:message-received', (push) => push.message.id === message.id);
  expect(await listMine(ben)).toMatchObject([{ id: room.id, name: 'Ann', unreadCount: 1 }]);
  expect((await ben.get('/api/search?q=just')).body.hits[0].room.name).toBe('Ann');

  expect((await out.get(`/api/rooms/${room.id}`)).errorCode).toBe('ROOM_NOT_FOUND');
  expect((await out.get(`/api/rooms/${room.id}/messages`)).errorCode).toBe('ROOM_NOT_FOUND');
  expect((await out.post(`/api/rooms/${room.id}/join`)).errorCode).toBe('ROOM_NOT_FOUND');
  expect((await out.get(`/api/messages/${message.id}`)).errorCode).toBe('MESSAGE_NOT_FOUND');
  const waiting = await connect(host, out);
  expect((await waiting.request('room:wait', { roomId: room.id })).ok).toBe(false);
  for (const [method, path, body] of [
    ['POST', 'leave', {}],
    ['POST', 'invite', { userId: out.id }],
    ['DELETE', `kick/${ben.id}`, {}],
    ['PATCH', 'state', { locked: true }],
    ['POST', 'bans', { userId: ben.id }],
  ] as const) {
    const refused = await ann.call(method, `/api/rooms/${room.id}/${path}`, body);
    expect([path, refused.errorCode]).toEqual([path, 'NOT_ALLOWED']);
  }
  expect((await ann.delete(`/api/rooms/${room.id}`)).errorCode).toBe('NOT_ALLOWED');
  expect((await ann.patch(`/api/rooms/${room.id}`, { name: 'x' })).errorCode).toBe('NOT_ALLOWED');
  expect((await ann.post('/api/direct', { userId: ann.id })).errorCode).toBe('VALIDATION_FAILED');
  expect((await ann.post('/api/direct', { userId: 'nobody' })).errorCode).toBe('USER_NOT_FOUND');
  expect((await ann.delete(`/api/messages/${(await say(ben, room, 'hm')).id}`)).errorCode).toBe(
    'NOT_ALLOWED',
  );
});

it('R17 the archive is each one’s own, and something new brings a conversation back', async () => {
  const host = await startTestHost();
  const [ann, ben] = [await host.guest('Ann'), await host.guest('Ben')];
  const room = await open(ann, ben);
  const line = await connect(host, ann);
  const put = await ann.patch(`/api/rooms/${room.id}/me`, { isArchived: true });
  expect(expectStatus(put, 200).body).toMatchObject({ isArchived: true, notify: 'all' });
  expect(await line.expectPush('room:seat-updated')).toMatchObject({ roomId: room.id, isArchived: true });
  expect((await listMine(ann))[0]?.isArchived).toBe(true);
  expect((await listMine(ben))[0]?.isArchived).toBe(false);
  await say(ben, room, 'hello?');
  expect((await listMine(ann))[0]?.isArchived).toBe(false);
});

it('R17 what was read goes after the time the two chose, unread things stay', async () => {
  const clock = createFakeClock();
  const host = await startTestHost({}, { clock });
  const [ann, ben] = [await host.guest('Ann'), await host.guest('Ben')];
  const room = await open(ann, ben);
  const kept = await say(ann, room, 'before');
  expectStatus(await ben.post(`/api/rooms/${room.id}/read`, { lastReadMessageId: kept.id }), 200);
  const set = await ben.patch(`/api/direct/${room.id}`, { readLifeSeconds: 60 });
  expect(expectStatus(set, 200).body.room.readLifeSeconds).toBe(60);
  const read = await say(ann, room, 'burn after reading');
  const unread = await say(ann, room, 'not read yet');
  const line = await connect(host, ann);
  await line.ask('room:join', { roomId: room.id });
  expectStatus(await ben.post(`/api/rooms/${room.id}/read`, { lastReadMessageId: read.id }), 200);
  clock.advance(59_000);
  expect((await ann.get(`/api/messages/${read.id}`)).body.message.content).toBe('burn after reading');
  clock.advance(1_000);
  await line.expectPush('room:message-updated', ({ message }) => message.id === read.id);
  expect((await ann.get(`/api/messages/${read.id}`)).body.message).toMatchObject({ content: '' });
  for (const { id, content } of [kept, unread]) {
    expect((await ann.get(`/api/messages/${id}`)).body.message.content).toBe(content);
  }
  expectStatus(await ben.post(`/api/rooms/${room.id}/read`, { lastReadMessageId: unread.id }), 200);
  await host.stop();
  clock.advance(3_600_000);
  await host.restart();
  await eventually(async () => {
    const { message } = (await ann.get(`/api/messages/${unread.id}`)).body;
    expect(message.deletedAt).not.toBeNull();
  });
  const other = await makeRoom(ann);
  expect((await ann.patch(`/api/direct/${other.id}`, { readLifeSeconds: 5 })).errorCode).toBe(
    'ROOM_NOT_FOUND',
  );
});

it('C20 levels are kept per member, and all counts come at once', async () => {
  const host = await startTestHost();
  const [ann, ben] = [await host.guest('Ann'), await host.guest('Ben')];
  const [one, two] = [await makeRoom(ann), await makeRoom(ann, { name: 'Two' })];
  await seat(one, ben);
  await seat(two, ben);
  expectStatus(await ben.patch(`/api/rooms/${one.id}/me`, { notify: 'mentions' }), 200);
  expect((await ben.patch(`/api/rooms/${one.id}/me`, { notify: 'loud' })).errorCode).toBe(
    'VALIDATION_FAILED',
  );
  expect((await ann.get(`/api/rooms/${one.id}/me`)).body).toMatchObject({ notify: 'all' });
  await say(ann, one, 'a');
  await say(ann, two, 'b @ben');
  const counts = expectStatus(await ben.get('/api/unread'), 200).body;
  expect(counts).toMatchObject({ unreadCount: 2, mentionCount: 1 });
  expect(counts.rooms).toContainEqual({
    roomId: one.id,
    unreadCount: 1,
    mentionCount: 0,
    notify: 'mentions',
  });
  const out = await host.guest('Out');
  expect((await out.get(`/api/rooms/${one.id}/me`)).errorCode).toBe('NOT_A_MEMBER');
});

it('P1 a status text ends by itself at its time, and the rooms hear of it', async () => {
  const clock = createFakeClock();
  const host = await startTestHost({}, { clock });
  const [ann, ben] = [await host.guest('Ann'), await host.guest('Ben')];
  const room = await makeRoom(ann);
  await seat(room, ben);
  const line = await connect(host, ben);
  await line.ask('room:join', { roomId: room.id });
  const statusUntil = new Date(clock.now() + 600_000).toISOString();
  const { user } = expectStatus(
    await ann.patch('/api/auth/me', { status: 'busy', statusText: 'Lunch', statusUntil }),
    200,
  ).body;
  expect(user).toMatchObject({ statusText: 'Lunch', statusUntil });
  await line.expectPush('room:participant-updated', ({ participant }) => participant.statusText === 'Lunch');
  clock.advance(600_000);
  await line.expectPush('room:participant-updated', ({ participant }) => participant.statusText === null);
  expect((await ann.get('/api/auth/me')).body.user).toMatchObject({ statusText: null, statusUntil: null });
  expectStatus(await ann.patch('/api/auth/me', { statusText: 'Here to stay' }), 200);
  clock.advance(86_400_000);
  expect((await ann.get('/api/auth/me')).body.user.statusText).toBe('Here to stay');
});

it('P1 a status text whose time is over when it arrives goes at once', async () => {
  const host = await startTestHost();
  const ann = await host.guest('Ann');
  const statusUntil = new Date(Date.now() - 1).toISOString();
  expectStatus(await ann.patch('/api/auth/me', { statusText: 'Too late', statusUntil }), 200);
  await eventually(async () => {
    expect((await ann.get('/api/auth/me')).body.user.statusText).toBe(null);
  });
});

it('R17 P1 between two, whoever has the program open is there; without it the other one is gone after the grace', async () => {
  const clock = createFakeClock();
  const host = await startTestHost({}, { clock });
  const [ann, ben] = [await host.guest('Ann'), await host.guest('Ben')];
  const [annLine, benLine] = [await connect(host, ann), await connect(host, ben)];
  await annLine.ask('lobby:watch', {});
  await benLine.ask('lobby:watch', {});
  const room = await open(ann, ben);
  expect(room.participantCount).toBe(2);
  benLine.close();
  await eventually(() => {
    clock.advance(10_000);
    expect(annLine.listen('room:participant-left')).toMatchObject([
      { roomId: room.id, userId: ben.id, reason: 'offline' },
    ]);
  });
  expect((await listMine(ann))[0]?.participantCount).toBe(1);
  const back = await connect(host, ben);
  expect((await back.ask('lobby:watch', {})).rooms[0]?.participantCount).toBe(2);
  const { participant } = await annLine.expectPush(
    'room:participant-joined',
    ({ roomId }) => roomId === room.id,
  );
  expect(participant).toMatchObject({ userId: ben.id, isOnline: true });
  expect((await listMine(ann))[0]?.participantCount).toBe(2);
});
