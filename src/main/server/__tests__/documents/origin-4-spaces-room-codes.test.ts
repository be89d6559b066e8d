import { io, type Socket } from 'socket.io-client';
import { beforeEach, describe, expect, it } from 'vitest';
import { eventually, onCleanUp, startTestHost } from '../test-host.ts';
import type { Told } from './told.ts';

/**
 * A client that knows only the document of room codes: its routes, its events without acknowledgements, its names.
 * Where the document leaves logging in to others, it takes a guest's token.
 */
let base = '';

async function call(token: string | null, method: string, path: string, body?: unknown) {
  const response = await fetch(base + path, {
    method,
    headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Told };
}

async function logIn(displayName: string): Promise<{ token: string; userId: string }> {
  const { body } = await call(null, 'POST', '/api/auth/guest', { displayName });
  return { token: body.token, userId: body.user.id };
}

interface Line {
  socket: Socket;
  /** The next event of that name that fits, also one that has come already; each is given out once. */
  next(name: string, fits?: (data: Told) => boolean): Promise<Told>;
}

async function openLine(): Promise<Line> {
  const socket = io(base, { path: '/socket.io', transports: ['websocket'], forceNew: true });
  onCleanUp(async () => {
    socket.disconnect();
  });
  const heard: { name: string; data: Told }[] = [];
  const waiting = new Set<() => void>();
  socket.onAny((name: string, data: Told) => {
    heard.push({ name, data });
    for (const look of [...waiting]) look();
  });
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  return {
    socket,
    next: (name, fits = () => true) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const index = heard.findIndex((event) => event.name === name && fits(event.data));
          const [found] = index === -1 ? [] : heard.splice(index, 1);
          if (!found) return;
          clearTimeout(deadline);
          waiting.delete(look);
          resolve(found.data);
        };
        const deadline = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`${name} did not come; heard: ${heard.map((event) => event.name).join(', ')}`));
        }, 5_000);
        waiting.add(look);
        look();
      }),
  };
}

async function enter(token: string, input: object): Promise<{ line: Line; joined: Told; history: Told }> {
  const line = await openLine();
  line.socket.emit('room:authenticate', { token });
  await line.next('room:authenticated');
  line.socket.emit('room:join', input);
  const joined = await line.next('room:joined');
  const history = await line.next('room:messages-history');
  return { line, joined, history };
}

beforeEach(async () => {
  // A short grace, so that an abrupt disconnect is told within the test's patience.
  base = (await startTestHost({ presenceGraceMs: 200 })).url;
});

describe('the document of room codes', () => {
  it('Create Room, Get Room by Code, validate the join, leave, delete', async () => {
    const host = await logIn('Host');
    const created = await call(host.token, 'POST', '/api/rooms/create', {
      name: 'My Room',
      maxParticipants: 10,
    });
    expect(created.body).toMatchObject({
      success: true,
      room: {
        id: expect.any(String),
        roomCode: expect.stringMatching(/^[A-HJ-NP-Z2-9]{6}$/),
        name: 'My Room',
        maxParticipants: 10,
        hostUserId: host.userId,
        currentMode: expect.any(String),
        createdAt: expect.any(String),
        joinLink: expect.stringMatching(/\/spaces\/[A-HJ-NP-Z2-9]{6}$/),
      },
    });
    const { id, roomCode } = created.body.room;

    const found = await call(host.token, 'GET', `/api/rooms/code/${roomCode}`);
    expect(found.status).toBe(200);
    expect(found.body.room).toMatchObject({
      id,
      roomCode,
      isActive: true,
      participants: [expect.objectContaining({ displayName: 'Host' })],
      participantCount: expect.any(Number),
      lastActivity: expect.any(String),
    });
    expect((await call(host.token, 'GET', `/api/rooms/${id}`)).body.room.id).toBe(id);

    const guest = await logIn('Guest');
    expect((await call(guest.token, 'GET', `/api/rooms/code/${roomCode}`)).body.room.id).toBe(id);
    expect((await call(guest.token, 'POST', `/api/rooms/${id}/join`)).status).toBe(200);
    const { participants } = (await call(guest.token, 'GET', `/api/rooms/${id}/participants`)).body;
    expect(participants).toHaveLength(2);
    expect((await call(guest.token, 'GET', `/api/rooms/${id}/messages`)).body.messages).toEqual(
      expect.any(Array),
    );
    expect(
      (await call(guest.token, 'PATCH', `/api/rooms/${id}/state`, { currentMode: 'playful' })).status,
    ).toBe(403);
    expect(
      (await call(host.token, 'PATCH', `/api/rooms/${id}/state`, { currentMode: 'philosopher' })).status,
    ).toBe(200);
    expect((await call(guest.token, 'DELETE', `/api/rooms/${id}/leave`)).status).toBe(200);
    expect((await call(guest.token, 'DELETE', `/api/rooms/${id}`)).status).not.toBe(200);
    expect((await call(host.token, 'DELETE', `/api/rooms/${id}`)).status).toBe(200);
    expect((await call(host.token, 'GET', `/api/rooms/${id}`)).status).toBe(404);
  });

  it('Error Handling: 400 for a wrong code or limit, 401 without a token, 403 for a full room, 404 for none', async () => {
    const host = await logIn('Host');
    expect((await call(host.token, 'GET', '/api/rooms/code/AB12')).status).toBe(400);
    expect((await call(host.token, 'GET', '/api/rooms/code/ABCDEF')).status).toBe(404);
    for (const maxParticipants of [51, -1, 'ten']) {
      expect(
        (await call(host.token, 'POST', '/api/rooms/create', { name: 'x', maxParticipants })).status,
      ).toBe(400);
    }
    expect((await call(null, 'POST', '/api/rooms/create', { name: 'x' })).status).toBe(401);
    const { room } = (await call(host.token, 'POST', '/api/rooms/create', { name: 'x', maxParticipants: 1 }))
      .body;
    const guest = await logIn('Guest');
    const full = await call(guest.token, 'POST', `/api/rooms/${room.id}/join`);
    expect(full.status).toBe(403);
    expect(full.body).toMatchObject({ success: false });
  });

  it('Rate limiting: five active rooms a user', async () => {
    const host = await logIn('Host');
    const statuses = [];
    for (let count = 0; count < 6; count += 1) {
      statuses.push((await call(host.token, 'POST', '/api/rooms/create', { name: `Room ${count}` })).status);
    }
    expect(statuses.slice(0, 5)).toEqual([201, 201, 201, 201, 201]);
    expect(statuses[5]).toBeGreaterThanOrEqual(400);
  });

  it('Multi-User Testing: join, messages, state, voice, heartbeat, leaving and abrupt disconnects', async () => {
    const [userA, userB] = [await logIn('User A'), await logIn('User B')];
    const { room } = (await call(userA.token, 'POST', '/api/rooms/create', { name: 'Shared' })).body;
    const a = await enter(userA.token, { roomId: room.id, displayName: 'John Doe' });
    expect(a.joined).toMatchObject({
      room: { id: room.id },
      participants: [expect.objectContaining({ displayName: 'John Doe', isOnline: true })],
      state: { currentMode: 'playful', conversationActive: false, hostUserId: userA.userId },
    });
    const b = await enter(userB.token, { roomId: room.id, displayName: 'Jane' });
    expect(b.joined.participants).toHaveLength(2);
    const { participant } = await a.line.next('room:participant-joined');
    expect(participant).toMatchObject({ userId: userB.userId, displayName: 'Jane' });
    await a.line.next('room:message-received', ({ message }) => message.messageType === 'system');

    a.line.socket.emit('room:message', {
      messageType: 'user_text',
      content: 'Hello everyone!',
      metadata: {},
    });
    for (const line of [a.line, b.line]) {
      const { message } = await line.next(
        'room:message-received',
        (data) => data.message.content === 'Hello everyone!',
      );
      expect(message).toMatchObject({ roomId: room.id, userId: userA.userId, messageType: 'user_text' });
    }
    b.line.socket.emit('room:state-update', { currentMode: 'gangster' });
    expect(await b.line.next('room:error')).toMatchObject({
      code: 'NOT_ALLOWED',
      request: 'room:state-update',
    });
    a.line.socket.emit('room:state-update', { currentMode: 'conspiracy', conversationActive: true });
    const { state } = await b.line.next('room:state-updated');
    expect(state).toMatchObject({ currentMode: 'conspiracy', conversationActive: true });

    b.line.socket.emit('room:voice-start');
    expect(await a.line.next('room:voice-started')).toMatchObject({ userId: userB.userId });
    b.line.socket.emit('room:voice-stop');
    expect(await a.line.next('room:voice-stopped')).toMatchObject({ userId: userB.userId });
    const sentAt = new Date().toISOString();
    b.line.socket.emit('room:presence-update');
    await eventually(async () => {
      const { participants } = (await call(userA.token, 'GET', `/api/rooms/${room.id}/participants`)).body;
      const seen = participants.find(({ userId }) => userId === userB.userId);
      expect(seen?.lastSeen && seen.lastSeen >= sentAt).toBe(true);
    });

    const late = await enter((await logIn('Late')).token, { roomId: room.id, displayName: 'Late' });
    expect(late.history.messages.map((message) => message.content)).toContain('Hello everyone!');
    const stored = (await call(userA.token, 'GET', `/api/rooms/${room.id}/messages`)).body.messages;
    expect(stored.map((message) => message.content)).toContain('Hello everyone!');

    b.line.socket.emit('room:leave');
    await b.line.next('room:left');
    expect(await a.line.next('room:participant-left')).toMatchObject({ userId: userB.userId });
    expect(
      (await call(userA.token, 'GET', `/api/rooms/${room.id}/participants`)).body.participants,
    ).toHaveLength(2);
    late.line.socket.disconnect();
    await a.line.next('room:participant-left', ({ reason }) => reason === 'offline');
  }, 30_000);

  it('Socket.IO errors: no room, full room, nothing said before logging in', async () => {
    const user = await logIn('User');
    const line = await openLine();
    line.socket.emit('room:join', { roomId: 'x', displayName: 'X' });
    expect(await line.next('room:error')).toMatchObject({ code: 'UNAUTHENTICATED' });
    line.socket.emit('room:authenticate', { token: user.token });
    await line.next('room:authenticated');
    line.socket.emit('room:join', { roomId: '00000000-0000-4000-8000-000000000000', displayName: 'X' });
    expect(await line.next('room:error')).toMatchObject({ code: 'ROOM_NOT_FOUND' });
    line.socket.emit('room:message', { messageType: 'user_text', content: 'x' });
    expect(await line.next('room:error')).toMatchObject({ request: 'room:message' });
    const { room } = (await call(user.token, 'POST', '/api/rooms/create', { name: 'x', maxParticipants: 1 }))
      .body;
    const other = await openLine();
    other.socket.emit('room:authenticate', { token: (await logIn('Other')).token });
    await other.next('room:authenticated');
    other.socket.emit('room:join', { roomCode: room.roomCode, displayName: 'Other' });
    expect(await other.next('room:error')).toMatchObject({ code: 'ROOM_FULL' });
  });
});
