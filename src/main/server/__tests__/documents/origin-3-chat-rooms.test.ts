import { beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { eventually, onCleanUp, startTestHost } from '../test-host.ts';
import type { Told } from './told.ts';

/** A client that knows only the document of the chat rooms: its routes, and its WebSocket for one room. */
let base = '';

async function call(token: string, method: string, path: string, body?: unknown) {
  const response = await fetch(base + path, {
    method,
    headers: {
      Authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Told };
}

async function makeUser(displayName: string): Promise<{ token: string; id: string }> {
  const { body } = await call('', 'POST', '/api/auth/guest', { displayName });
  return { token: body.token, id: body.user.id };
}

/** A frame of the WebSocket for one room. */
interface Frame extends Told {
  readonly type: string;
  readonly username: string;
  readonly user_id: string;
  readonly status: string;
}

interface Line {
  send(frame: object): void;
  next(type: string, fits?: (frame: Frame) => boolean): Promise<Frame>;
  close(): void;
}

async function openLine(path: string): Promise<Line> {
  const socket = new WebSocket(base.replace('http', 'ws') + path);
  onCleanUp(async () => socket.terminate());
  const heard: Frame[] = [];
  let wake: () => void = () => {};
  socket.on('message', (data) => {
    heard.push(JSON.parse(String(data)));
    wake();
  });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return {
    send: (frame) => socket.send(JSON.stringify(frame)),
    close: () => socket.close(),
    async next(type, fits = () => true) {
      const deadline = Date.now() + 5_000;
      for (;;) {
        const index = heard.findIndex((frame) => frame.type === type && fits(frame));
        const [found] = index === -1 ? [] : heard.splice(index, 1);
        if (found) return found;
        if (Date.now() > deadline) throw new Error(`No ${type}; heard ${JSON.stringify(heard)}`);
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, 200);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    },
  };
}

beforeEach(async () => {
  // A short grace, so that who is cut off is offline within the test's patience.
  base = (await startTestHost({ presenceGraceMs: 200 })).url;
});

describe('the document of the chat rooms', () => {
  it('Room Management and Room Membership', async () => {
    const [owner, user] = [await makeUser('alice'), await makeUser('bob')];
    const created = await call(owner.token, 'POST', '/api/rooms', {
      name: 'General',
      description: 'General discussion',
      visibility: 'public',
    });
    expect(created.status).toBe(201);
    const { id } = created.body.room;
    expect((await call(user.token, 'GET', '/api/rooms')).body.rooms.map((room) => room.name)).toEqual([
      'General',
    ]);
    expect((await call(user.token, 'GET', `/api/rooms/${id}`)).body.room.description).toBe(
      'General discussion',
    );
    expect((await call(user.token, 'POST', `/api/rooms/${id}/join`)).status).toBe(200);
    expect((await call(user.token, 'GET', `/api/rooms/${id}/members`)).body.participants).toHaveLength(2);
    expect((await call(user.token, 'PUT', `/api/rooms/${id}`, { name: 'Mine' })).status).toBe(403);
    // An admin updates, invites and kicks; a moderator kicks; only the owner deletes.
    const admin = await makeUser('carol');
    await call(admin.token, 'POST', `/api/rooms/${id}/join`);
    const raised = await call(owner.token, 'PATCH', `/api/rooms/${id}/members/${admin.id}`, {
      role: 'admin',
    });
    expect(raised.body.participant.role).toBe('admin');
    expect((await call(admin.token, 'PUT', `/api/rooms/${id}`, { name: 'Lobby' })).body.room.name).toBe(
      'Lobby',
    );
    expect((await call(admin.token, 'POST', `/api/rooms/${id}/invite`, {})).status).toBe(201);
    expect((await call(user.token, 'DELETE', `/api/rooms/${id}/kick/${admin.id}`)).status).toBe(403);
    expect((await call(admin.token, 'DELETE', `/api/rooms/${id}/kick/${user.id}`)).status).toBe(200);
    expect((await call(user.token, 'GET', `/api/rooms/${id}/messages`)).status).toBe(403);
    expect((await call(admin.token, 'DELETE', `/api/rooms/${id}`)).status).toBe(403);
    expect((await call(admin.token, 'DELETE', `/api/rooms/${id}/leave`)).status).toBe(200);
    expect((await call(owner.token, 'DELETE', `/api/rooms/${id}`)).status).toBe(200);
  });

  it('Messages: history, send, edit, delete, react; unread counts', async () => {
    const [alice, bob] = [await makeUser('alice'), await makeUser('bob')];
    const { id } = (await call(alice.token, 'POST', '/api/rooms', { name: 'Developer' })).body.room;
    await call(bob.token, 'POST', `/api/rooms/${id}/join`);
    const sent: string[] = [];
    for (let count = 1; count <= 3; count += 1) {
      const { body } = await call(alice.token, 'POST', `/api/rooms/${id}/messages`, {
        content: `message ${count}`,
      });
      sent.push(body.message.id);
    }
    expect((await call(bob.token, 'GET', `/api/rooms/${id}/unread`)).body.unreadCount).toBe(3);
    const history = (await call(bob.token, 'GET', `/api/rooms/${id}/messages?limit=2`)).body;
    expect(history.messages.map((message) => message.content)).toEqual(['message 2', 'message 3']);
    const before = (await call(bob.token, 'GET', `/api/rooms/${id}/messages?limit=1&before=${sent[1]}`)).body;
    expect(before.messages[0]?.content).toBe('message 1');
    await call(bob.token, 'POST', `/api/rooms/${id}/read`, { lastReadMessageId: sent[1] });
    const { rooms } = (await call(bob.token, 'GET', '/api/rooms?scope=mine')).body;
    expect(rooms[0]).toMatchObject({ unreadCount: 1, lastMessage: { content: 'message 3' } });

    const answer = await call(bob.token, 'POST', `/api/rooms/${id}/messages`, {
      content: 'yes',
      replyToId: sent[0],
    });
    expect(answer.body.message.replyToId).toBe(sent[0]);
    expect(
      (await call(alice.token, 'PUT', `/api/messages/${sent[0]}`, { content: 'edited' })).body.message
        .content,
    ).toBe('edited');
    expect((await call(bob.token, 'PUT', `/api/messages/${sent[0]}`, { content: 'mine' })).status).toBe(403);
    const reacted = await call(bob.token, 'POST', `/api/messages/${sent[0]}/react`, { emoji: '👍' });
    expect(reacted.body.message.reactions).toEqual([expect.objectContaining({ emoji: '👍', count: 1 })]);
    expect((await call(bob.token, 'DELETE', `/api/messages/${sent[0]}`)).status).toBe(403);
    expect((await call(alice.token, 'DELETE', `/api/messages/${sent[0]}`)).status).toBe(200);
  });

  it('User Presence, and the default rooms of a team', async () => {
    const alice = await makeUser('alice');
    const { rooms } = (await call(alice.token, 'POST', '/api/rooms/team')).body;
    expect(rooms.map((room) => room.name)).toEqual(['General', 'Developer', 'Trading', 'Security', 'Admin']);
    const line = await openLine(`/ws/rooms/${rooms[0]?.id}?token=${alice.token}`);
    await line.next('client-id');
    expect((await call(alice.token, 'POST', '/api/users/status', { status: 'away' })).status).toBe(200);
    const { users } = (await call(alice.token, 'GET', '/api/users/online')).body;
    expect(users).toEqual([expect.objectContaining({ id: alice.id, status: 'away' })]);
    expect((await call(alice.token, 'GET', `/api/rooms/${rooms[0]?.id}/typing`)).body.userIds).toEqual([]);
  });

  it('WebSocket events: join_room, send_message, typing, and what the server says', async () => {
    const [alice, bob] = [await makeUser('alice'), await makeUser('bob')];
    const { id } = (await call(alice.token, 'POST', '/api/rooms', { name: 'General' })).body.room;
    const [a, b] = [await openLine('/ws'), await openLine('/ws')];
    a.send({ type: 'join_room', room_id: id, user_token: alice.token });
    // The document has no answer to the one who joins: the list of members tells when it is done.
    await eventually(async () => {
      const { participants } = (await call(alice.token, 'GET', `/api/rooms/${id}/members`)).body;
      expect(participants[0]?.isOnline).toBe(true);
    });
    b.send({ type: 'join_room', room_id: id, user_token: bob.token });
    expect(await a.next('user_joined', (frame) => frame.username === 'bob')).toMatchObject({ room_id: id });
    const presenceOf = ({ id: userId }: { id: string }, status: string) =>
      a.next('presence_update', (frame) => frame.user_id === userId && frame.status === status);
    expect(await presenceOf(bob, 'online')).toMatchObject({ current_room: id });
    expect((await call(bob.token, 'POST', '/api/users/status', { status: 'away' })).status).toBe(200);
    expect(await presenceOf(bob, 'away')).toMatchObject({ current_room: id });
    b.send({ type: 'typing_start', room_id: id });
    expect(await a.next('typing_indicator')).toMatchObject({ room_id: id, users: ['bob'] });
    b.send({ type: 'typing_stop', room_id: id });
    await a.next('typing_indicator', (frame) => frame.users.length === 0);
    b.send({ type: 'send_message', room_id: id, content: 'Hello world!', reply_to: null });
    for (const line of [a, b]) {
      const frame = await line.next('message', ({ message }) => message.content === 'Hello world!');
      expect(frame).toMatchObject({
        room_id: id,
        message: { id: expect.any(String), username: 'bob', timestamp: expect.any(String) },
      });
    }
    const history = (await call(alice.token, 'GET', `/api/rooms/${id}/messages`)).body.messages;
    expect(history.map((message) => message.content)).toContain('Hello world!');
    // Whoever is cut off is offline, and in no room.
    b.close();
    expect(await presenceOf(bob, 'offline')).toMatchObject({ current_room: null });
    await call(bob.token, 'DELETE', `/api/rooms/${id}/leave`);
    expect(await a.next('user_left')).toMatchObject({ room_id: id, username: 'bob' });
  });
});
