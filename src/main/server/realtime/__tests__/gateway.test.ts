import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { DEFAULT_LIMITS } from '#shared/contract/limits.ts';
import type { Message } from '#shared/model/message.ts';
import { type Client, type Guest, type Host, startHost } from './start-host.ts';

let host: Host;
let ann: Guest;
let ben: Guest;
beforeAll(async () => {
  host = await startHost({ limits: { ...DEFAULT_LIMITS, roomsPerOwner: 100 } });
  ann = await host.createGuest('Ann');
  ben = await host.createGuest('Ben');
});
afterAll(() => host.stop());

/** A room of its own with two people present, both past their joining. */
async function meet(): Promise<{ roomId: string; code: string; a: Client; b: Client }> {
  const owner = await host.createGuest('Owner');
  const room = await host.createRoom(owner);
  const a = await host.connect(ann);
  const b = await host.connect(ben);
  await a.ask('room:join', { roomId: room.id });
  await b.ask('room:join', { roomCode: room.roomCode });
  await a.take('room:participant-joined');
  a.heard.length = 0;
  b.heard.length = 0;
  return { roomId: room.id, code: room.roomCode, a, b };
}

describe('joining', () => {
  test('answers with the room, its people, state, self and the newest messages', async () => {
    const room = await host.createRoom(ann, { name: 'Library' });
    const client = await host.connect(ann);
    const joined = await client.ask('room:join', { roomId: room.id });
    expect(joined).toMatchObject({
      room: { id: room.id, name: 'Library', role: 'owner' },
      participants: [{ userId: ann.user.id, isOnline: true, role: 'owner' }],
      self: { userId: ann.user.id },
      state: { currentMode: 'playful', locked: false, hostUserId: ann.user.id },
      isFresh: true,
    });
    expect(joined.lastSeq).toBe(joined.messages.at(-1)?.seq ?? 0);
  });

  test('without acknowledgement room:joined comes, then room:messages-history', async () => {
    const room = await host.createRoom(await host.createGuest('Owner'));
    const client = await host.connect(ann);
    client.socket.emit('room:join', { roomCode: room.roomCode.toLowerCase() });
    await client.take('room:messages-history');
    const names = client.heard.map((event) => event.name).filter((name) => name.startsWith('room:joined'));
    expect(names).toEqual(['room:joined']);
    expect(await client.take('room:joined')).not.toHaveProperty('messages');
  });

  test('others hear of it, the one who joins does not', async () => {
    const { roomId, a } = await meet();
    const cat = await host.createGuest('Cat');
    const c = await host.connect(cat);
    await c.ask('room:join', { roomId });
    expect(await a.take('room:participant-joined')).toMatchObject({
      roomId,
      participant: { userId: cat.user.id },
    });
    expect(c.heard.map((event) => event.name)).not.toContain('room:participant-joined');
  });

  test('a second device of a person is no second participant', async () => {
    const { roomId, a, b } = await meet();
    const second = await host.connect(ben);
    const { participants } = await second.ask('room:join', { roomId });
    expect(participants.filter((participant) => participant.userId === ben.user.id)).toHaveLength(1);
    await b.ask('room:message', { content: 'marker' });
    await a.take('room:message-received');
    expect(a.heard).toEqual([]);
  });

  test('with lastSeq exactly the missing part comes', async () => {
    const { roomId, a } = await meet();
    const first = (await a.ask('room:message', { content: 'one' })).message;
    for (const content of ['two', 'three']) await a.ask('room:message', { content });
    const again = await host.connect(ben);
    const joined = await again.ask('room:join', { roomId, lastSeq: first.seq, lastRev: 0 });
    expect(joined.messages.map((message) => message.content)).toEqual(['two', 'three']);
    expect(joined).toMatchObject({ isFresh: false, lastSeq: first.seq + 2 });
  });

  test.each([
    ['an unknown id', { roomId: 'nowhere' }, 'ROOM_NOT_FOUND'],
    ['an unknown code', { roomCode: 'ZZZZZ9' }, 'ROOM_NOT_FOUND'],
    ['a malformed code', { roomCode: '!!' }, 'INVALID_CODE'],
    ['neither id nor code', {}, 'VALIDATION_FAILED'],
  ])('%s is refused', async (_, input, code) => {
    const client = await host.connect(ann);
    expect(await client.request('room:join', input)).toMatchObject({ ok: false, error: { code } });
  });

  test('a full and a locked room, and a wrong password, are refused', async () => {
    const owner = await host.createGuest('Owner');
    const ownerClient = await host.connect(owner);
    const full = await host.createRoom(owner, { maxParticipants: 1 });
    const secret = await host.createRoom(owner, { password: 'sesame' });
    const locked = await host.createRoom(owner);
    await ownerClient.ask('room:state-update', { roomId: locked.id, locked: true });
    const client = await host.connect(await host.createGuest('Visitor'));
    const refused = async (input: object) => {
      const result = await client.request('room:join', input);
      return result.ok ? 'joined' : result.error.code;
    };
    expect(await refused({ roomId: full.id })).toBe('ROOM_FULL');
    expect(await refused({ roomId: secret.id, password: 'wrong' })).toBe('WRONG_PASSWORD');
    expect(await refused({ roomId: secret.id })).toBe('WRONG_PASSWORD');
    expect(await refused({ roomId: locked.id })).toBe('ROOM_LOCKED');
    expect(await refused({ roomId: secret.id, password: 'sesame' })).toBe('joined');
  });

  test('many at once never exceed the capacity', async () => {
    const owner = await host.createGuest('Owner');
    const room = await host.createRoom(owner, { maxParticipants: 4 });
    const guests = await Promise.all(Array.from({ length: 10 }, (_, n) => host.createGuest(`Guest ${n}`)));
    const clients = await Promise.all(guests.map((guest) => host.connect(guest)));
    const results = await Promise.all(
      clients.map((client) => client.request('room:join', { roomId: room.id })),
    );
    const codes = results.map((result) => (result.ok ? 'joined' : result.error.code));
    expect(codes.filter((code) => code === 'joined')).toHaveLength(3);
    expect(codes.filter((code) => code === 'ROOM_FULL')).toHaveLength(7);
  });
});

describe('talking', () => {
  test('a message reaches everybody in the room, the sender too, and nobody else', async () => {
    const { roomId, a, b } = await meet();
    const outsider = await host.connect(await host.createGuest('Outsider'));
    const { message } = await a.ask('room:message', { roomId, content: 'hello', clientId: 'c1' });
    expect(message).toMatchObject({ content: 'hello', userId: ann.user.id, clientId: 'c1' });
    expect(await a.take('room:message-received')).toEqual({ message });
    expect(await b.take('room:message-received')).toEqual({ message });
    expect(outsider.heard).toEqual([]);
  });

  test('the same client id is stored once and heard once', async () => {
    const { a, b } = await meet();
    const first = await a.ask('room:message', { content: 'hello', clientId: 'once' });
    const second = await a.ask('room:message', { content: 'hello again', clientId: 'once' });
    expect(second.message).toEqual(first.message);
    await a.ask('room:message', { content: 'marker' });
    await vi.waitFor(() => expect(b.heard).toHaveLength(2));
    expect(b.heard.map((event) => (event.payload as { message: Message }).message.content)).toEqual([
      'hello',
      'marker',
    ]);
  });

  test('two senders at once: every listener hears one order, by seq, without a gap', async () => {
    const { a, b } = await meet();
    await Promise.all(
      Array.from({ length: 40 }, (_, n) => (n % 2 ? a : b).ask('room:message', { content: `m${n}` })),
    );
    const seqs = (client: Client) =>
      client.heard
        .filter((event) => event.name === 'room:message-received')
        .map((event) => (event.payload as { message: Message }).message.seq);
    await vi.waitFor(() => expect([seqs(a).length, seqs(b).length]).toEqual([40, 40]));
    const first = seqs(a)[0] ?? 0;
    expect(seqs(a)).toEqual(Array.from({ length: 40 }, (_, n) => first + n));
    expect(seqs(b)).toEqual(seqs(a));
  });

  test('what REST posts is heard over sockets', async () => {
    const { roomId, a } = await meet();
    await host.call(ben, 'POST', `/rooms/${roomId}/messages`, { content: 'by REST' });
    expect(await a.take('room:message-received')).toMatchObject({ message: { content: 'by REST' } });
  });

  test('typing is told to others only', async () => {
    const { roomId, a, b } = await meet();
    await a.ask('room:typing', { isTyping: true });
    expect(await b.take('room:typing-updated')).toEqual({ roomId, userIds: [ann.user.id] });
    await a.ask('room:typing', { isTyping: false });
    expect(await b.take('room:typing-updated')).toEqual({ roomId, userIds: [] });
    expect(a.heard).toEqual([]);
  });

  test('reading moves forward and is told to all', async () => {
    const { roomId, a, b } = await meet();
    const { message } = await a.ask('room:message', { content: 'read me' });
    expect(await b.ask('room:read', { lastReadMessageId: message.id })).toMatchObject({
      lastReadMessageId: message.id,
      unreadCount: 0,
    });
    expect(await a.take('room:read-updated')).toEqual({
      roomId,
      userId: ben.user.id,
      lastReadMessageId: message.id,
    });
  });

  test('without acknowledgement, failure is room:error with the name of the request', async () => {
    const client = await host.connect(ann);
    client.socket.emit('room:message', { content: 'into the void' });
    expect(await client.take('room:error')).toMatchObject({ code: 'BAD_REQUEST', request: 'room:message' });
    client.socket.emit('room:message', { roomId: 'nowhere', content: 'x' });
    expect(await client.take('room:error')).toMatchObject({
      code: 'ROOM_NOT_FOUND',
      request: 'room:message',
    });
  });

  test('without roomId the room joined last is meant, and after leaving it the one before', async () => {
    const { roomId, a } = await meet();
    const other = await host.createRoom(await host.createGuest('Owner'));
    await a.ask('room:join', { roomId: other.id });
    expect((await a.ask('room:message', { content: 'x' })).message.roomId).toBe(other.id);
    expect(await a.ask('room:leave', {})).toEqual({ roomId: other.id });
    expect((await a.ask('room:message', { content: 'x' })).message.roomId).toBe(roomId);
  });
});

describe('state and presence', () => {
  test('an owner changes the state, all hear it; a member may not', async () => {
    const room = await host.createRoom(ann);
    const [a, b] = [await host.connect(ann), await host.connect(ben)];
    await a.ask('room:join', { roomId: room.id });
    await b.ask('room:join', { roomId: room.id });
    const { state } = await a.ask('room:state-update', { currentMode: 'focused' });
    expect(state).toMatchObject({ currentMode: 'focused' });
    expect(await b.take('room:state-updated')).toEqual({ roomId: room.id, state });
    expect(await a.take('room:state-updated')).toEqual({ roomId: room.id, state });
    expect(await b.request('room:state-update', { locked: true })).toMatchObject({
      ok: false,
      error: { code: 'NOT_ALLOWED' },
    });
  });

  test('a status is told once, however often it is repeated', async () => {
    const { roomId, a, b } = await meet();
    for (let n = 0; n < 3; n += 1) await a.ask('room:presence-update', { status: 'away' });
    await a.ask('room:presence-update', {});
    expect(await b.take('room:participant-updated')).toMatchObject({
      roomId,
      participant: { userId: ann.user.id, status: 'away' },
    });
    await a.ask('room:message', { content: 'marker' });
    await b.take('room:message-received');
    expect(b.heard.map((event) => event.name)).not.toContain('room:participant-updated');
    await a.ask('room:presence-update', { status: 'online' });
  });

  test('a line that breaks is seen as offline after the grace, not as having left', async () => {
    const { roomId, a, b } = await meet();
    b.socket.disconnect();
    expect(await a.take('room:participant-left')).toEqual({ roomId, userId: ben.user.id, reason: 'offline' });
    const again = await host.connect(ben);
    await again.ask('room:join', { roomId });
    expect(await a.take('room:participant-joined')).toMatchObject({ participant: { userId: ben.user.id } });
  });
});

describe('leaving', () => {
  test('all devices of who leaves hear it and then nothing more', async () => {
    const { roomId, a, b } = await meet();
    const second = await host.connect(ben);
    await second.ask('room:join', { roomId });
    second.heard.length = 0;
    b.socket.emit('room:leave', { roomId });
    expect(await b.take('room:left')).toEqual({ roomId });
    expect(await a.take('room:participant-left')).toEqual({ roomId, userId: ben.user.id, reason: 'left' });
    expect(await second.take('room:participant-left')).toMatchObject({ userId: ben.user.id });
    await a.ask('room:message', { content: 'secret' });
    expect(await b.request('room:message', { roomId, content: 'x' })).toMatchObject({ ok: false });
    for (const client of [b, second]) {
      const contents = client.heard
        .filter((event) => event.name === 'room:message-received')
        .map((event) => (event.payload as { message: Message }).message.content);
      expect(contents).not.toContain('secret');
    }
  });

  test('a deleted room is told to everybody in it', async () => {
    const room = await host.createRoom(ann);
    const b = await host.connect(ben);
    await b.ask('room:join', { roomId: room.id });
    await host.call(ann, 'DELETE', `/rooms/${room.id}`);
    expect(await b.take('room:deleted')).toEqual({ roomId: room.id, reason: 'deleted' });
    expect(await b.request('room:message', { roomId: room.id, content: 'x' })).toMatchObject({ ok: false });
  });
});

describe('watching the lobby', () => {
  test('messages of all own rooms arrive without being present in them', async () => {
    const room = await host.createRoom(ann);
    const watcher = await host.connect(ann);
    const { rooms } = await watcher.ask('lobby:watch', {});
    expect(rooms.map(({ id }) => id)).toContain(room.id);
    const b = await host.connect(ben);
    const { participants } = await b.ask('room:join', { roomId: room.id });
    expect(participants.find(({ userId }) => userId === ann.user.id)).toMatchObject({ isOnline: false });
    await b.ask('room:message', { content: 'anybody?' });
    expect(await watcher.take('room:participant-joined')).toMatchObject({ roomId: room.id });
    await vi.waitFor(() =>
      expect(
        watcher.heard.map((event) => (event.payload as { message?: Message }).message?.content),
      ).toContain('anybody?'),
    );
  });

  test('a room joined later on another device is followed from then on', async () => {
    const cat = await host.createGuest('Cat');
    const watcher = await host.connect(cat);
    await watcher.ask('lobby:watch', {});
    const room = await host.createRoom(ann);
    await host.call(cat, 'POST', `/rooms/${room.id}/join`, {});
    expect(await watcher.take('room:added')).toEqual({ roomId: room.id });
    await host.call(ann, 'POST', `/rooms/${room.id}/messages`, { content: 'welcome' });
    await vi.waitFor(() =>
      expect(
        watcher.heard.map((event) => (event.payload as { message?: Message }).message?.content),
      ).toContain('welcome'),
    );
  });

  test('a message that comes while the rooms are looked at is among them or is told', async () => {
    const room = await host.createRoom(ann, { life: 'kept' });
    const [writer, watchers] = [
      await host.connect(ann),
      await Promise.all(Array.from({ length: 12 }, () => host.connect(ann))),
    ];
    await writer.ask('room:join', { roomId: room.id });
    const sent = Array.from({ length: 60 }, (_, n) => writer.ask('room:message', { content: `${n}` }));
    const watched = watchers.map(async (watcher, index) => {
      // Each begins at another moment of the flow.
      await sent[index * 4];
      const { rooms } = await watcher.ask('lobby:watch', {});
      return rooms.find(({ id }) => id === room.id)?.lastMessage?.seq ?? 0;
    });
    const lastSeq = (await Promise.all(sent)).at(-1)?.message.seq ?? 0;
    for (const [index, seen] of (await Promise.all(watched)).entries()) {
      await vi.waitFor(() => {
        const told = new Set(
          watchers[index]?.heard.map((event) => (event.payload as { message?: Message }).message?.seq),
        );
        for (let seq = seen + 1; seq <= lastSeq; seq += 1) expect(told).toContain(seq);
      });
    }
  });

  test('a seat given up while the rooms are looked at is heard no more', async () => {
    for (let round = 0; round < 10; round += 1) {
      const room = await host.createRoom(ann, { life: 'kept' });
      await host.call(ben, 'POST', `/rooms/${room.id}/join`, {});
      const watcher = await host.connect(ben);
      const watching = watcher.ask('lobby:watch', {});
      await Promise.all([watching, host.call(ben, 'POST', `/rooms/${room.id}/leave`, {})]);
      await host.call(ann, 'POST', `/rooms/${room.id}/messages`, { content: 'among us' });
      await watcher.ask('room:presence-update', {});
      expect(
        watcher.heard.map((event) => (event.payload as { message?: Message }).message?.content),
      ).not.toContain('among us');
      await host.call(ann, 'DELETE', `/rooms/${room.id}`);
    }
  });
});
