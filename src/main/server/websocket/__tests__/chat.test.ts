import { io } from 'socket.io-client';
import { expect, it } from 'vitest';
import { makeRoom as makePeopleRoom, onCleanUp, seat, startTestHost } from '../../__tests__/test-host.ts';
import { connectRaw, join, makeRoom } from './raw-client.ts';

it('A7 chats: everybody in the room hears it, the sender too, and nobody else', async () => {
  const host = await startTestHost();
  const [a, b, c] = await Promise.all([connectRaw(host.url), connectRaw(host.url), connectRaw(host.url)]);
  const room = await makeRoom(a);
  const other = await makeRoom(c);
  await join(b, room.id);
  a.send({ type: 'chat', roomId: room.id, payload: 'Hello everyone!' });
  for (const client of [a, b]) {
    expect(await client.next('chat')).toEqual({
      type: 'chat',
      roomId: room.id,
      from: a.id,
      payload: 'Hello everyone!',
    });
  }
  c.send({ type: 'chat', roomId: room.id, payload: 'let me in' });
  expect(await c.next('error')).toMatchObject({ code: 'NOT_A_MEMBER', request: 'chat' });
  c.send({ type: 'chat', roomId: other.id, payload: 'alone' });
  expect((await c.next('chat')).payload).toBe('alone');
  await b.settle();
  expect(b.frames.filter(({ type }) => type === 'chat')).toHaveLength(1);
});

it('A7 joins the room of the address at once, with names, typing and presence', async () => {
  const host = await startTestHost();
  const ann = await host.guest('Ann');
  const room = await makePeopleRoom(ann);
  const a = await connectRaw(host.url, `/ws/rooms/${room.id}?token=${ann.token}`);
  expect(await a.next('user_joined')).toMatchObject({
    room_id: room.id,
    username: 'Ann',
    user_id: ann.id,
    users: ['Ann'],
  });
  expect(a.id).toBe(ann.id);
  const b = await connectRaw(host.url, `/ws/rooms/${room.roomCode}?name=Bob`);
  expect((await b.next('user_joined')).users.sort()).toEqual(['Ann', 'Bob']);
  expect(await a.next('user_joined')).toEqual({
    type: 'user_joined',
    room_id: room.id,
    username: 'Bob',
    user_id: b.id,
  });
  expect(await a.next('presence_update', ({ user_id }) => user_id === b.id)).toMatchObject({
    status: 'online',
    current_room: room.id,
  });

  b.send({ type: 'typing_start', room_id: room.id });
  expect(await a.next('typing_indicator')).toEqual({
    type: 'typing_indicator',
    room_id: room.id,
    users: ['Bob'],
  });
  b.send({ type: 'send_message', room_id: room.id, content: 'Hello world!', reply_to: null });
  const { message } = await a.next('message');
  expect(message).toMatchObject({
    id: expect.any(String),
    username: 'Bob',
    content: 'Hello world!',
    timestamp: expect.stringMatching(/Z$/),
  });
  expect((await a.next('typing_indicator')).users).toEqual([]);
  a.send({ type: 'send_message', room_id: room.id, content: 'answer', reply_to: message.id });
  expect((await b.next('message', (frame) => frame.message.content === 'answer')).message.reply_to).toBe(
    message.id,
  );
  b.socket.close();
  expect(await a.next('user_left')).toMatchObject({ room_id: room.id, username: 'Bob' });
});

it('A7 takes a token from the message, the address or the header, and refuses a false one', async () => {
  const host = await startTestHost();
  const ann = await host.guest('Ann');
  const room = await makePeopleRoom(ann);
  const late = await connectRaw(host.url);
  late.send({ type: 'join_room', room_id: room.id, user_token: ann.token });
  expect((await late.next('client-id')).id).toBe(ann.id);
  expect((await late.next('user_joined')).username).toBe('Ann');
  const early = await connectRaw(host.url, '/ws', { Authorization: `Bearer ${ann.token}` });
  expect(early.id).toBe(ann.id);
  const wrong = await connectRaw(host.url);
  wrong.send({ type: 'join_room', room_id: room.id, user_token: 'nonsense' });
  expect(await wrong.next('error')).toMatchObject({ code: 'UNAUTHENTICATED', request: 'join_room' });
  const { WebSocket } = await import('ws');
  const refused = new WebSocket(`${host.url.replace('http', 'ws')}/ws?token=nonsense`);
  const code = await new Promise((resolve) => refused.on('close', resolve));
  expect(code).toBe(1008);
});

it('A7 a chat sent on one surface arrives on all', async () => {
  const host = await startTestHost();
  const ann = await host.guest('Ann');
  const room = await makePeopleRoom(ann);
  const signalling = await connectRaw(host.url);
  await join(signalling, room.id);
  const chat = await connectRaw(host.url, `/ws/rooms/${room.id}?name=Chatty`);
  await chat.next('user_joined');
  const socket = io(host.url, { auth: { token: ann.token }, transports: ['websocket'], reconnection: false });
  onCleanUp(async () => void socket.disconnect());
  await new Promise((resolve) => socket.once('connect', () => resolve(null)));
  const heard: string[] = [];
  socket.on('room:message-received', ({ message }) => {
    if (message.messageType !== 'system') heard.push(message.content);
  });
  await socket.emitWithAck('room:join', { roomId: room.id });
  await signalling.next('member-joined', ({ memberId }) => memberId === ann.id);

  const texts = ['by socket.io', 'by rest', 'by signalling', 'by chat'];
  await socket.emitWithAck('room:message', { roomId: room.id, content: texts[0] });
  await ann.post(`/api/rooms/${room.id}/messages`, { content: texts[1] });
  signalling.send({ type: 'chat', roomId: room.id, payload: texts[2] });
  await signalling.next('chat', ({ payload }) => payload === texts[2]);
  chat.send({ type: 'send_message', room_id: room.id, content: texts[3] });
  await signalling.next('chat', ({ payload }) => payload === texts[3]);
  await chat.next('message', ({ message }) => message.content === texts[3]);
  const payloads = signalling.frames.filter(({ type }) => type === 'chat').map(({ payload }) => payload);
  const contents = chat.frames.filter(({ type }) => type === 'message').map(({ message }) => message.content);
  expect([payloads, contents]).toEqual([texts, texts]);
  const { body } = await ann.get(`/api/rooms/${room.id}/messages`);
  const stored = body.messages.filter(({ messageType }: { messageType: string }) => messageType !== 'system');
  expect(stored.map(({ content }: { content: string }) => content)).toEqual(texts);
  await chat.settle();
  expect(heard).toEqual(texts);
});

it('A7 a person who leaves elsewhere, or whose room ends, is told on the line', async () => {
  const host = await startTestHost();
  const ann = await host.guest('Ann');
  const ben = await host.guest('Ben');
  const room = await makePeopleRoom(ann);
  await seat(room, ben);
  const line = await connectRaw(host.url, `/ws?token=${ben.token}`);
  await join(line, room.id);
  await ann.delete(`/api/rooms/${room.id}`);
  expect(await line.next('room-deleted')).toEqual({ type: 'room-deleted', roomId: room.id });
});

it('A7 tells nothing more to who was removed, in whichever families of frames they had joined', async () => {
  const host = await startTestHost();
  const ann = await host.guest('Ann');
  const room = await makePeopleRoom(ann);
  const b = await connectRaw(host.url);
  b.send({ type: 'join_room', room_id: room.id });
  await b.next('user_joined');
  await join(b, room.id);
  await ann.delete(`/api/rooms/${room.id}/kick/${b.id}`);
  expect((await b.next('error')).code).toBe('NOT_A_MEMBER');
  await ann.post(`/api/rooms/${room.id}/messages`, { content: 'now that they are gone' });
  await b.settle();
  expect(JSON.stringify(b.frames)).not.toContain('now that they are gone');
});
