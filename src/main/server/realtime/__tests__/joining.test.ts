import { describe, expect, test } from 'vitest';
import { setUpKitchen } from './kitchen.ts';

const kitchen = setUpKitchen();

describe('joining', () => {
  test('answers with the room, its people, state, self and the newest messages', async () => {
    const { host, ann } = kitchen;
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
    const { host, ann } = kitchen;
    const room = await host.createRoom(await host.createGuest('Owner'));
    const client = await host.connect(ann);
    client.socket.emit('room:join', { roomCode: room.roomCode.toLowerCase() });
    await client.take('room:messages-history');
    const names = client.heard.map((event) => event.name).filter((name) => name.startsWith('room:joined'));
    expect(names).toEqual(['room:joined']);
    expect(await client.take('room:joined')).not.toHaveProperty('messages');
  });

  test('others hear of it, the one who joins does not', async () => {
    const { host, meet } = kitchen;
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
    const { host, ben, meet } = kitchen;
    const { roomId, a, b } = await meet();
    const second = await host.connect(ben);
    const { participants } = await second.ask('room:join', { roomId });
    expect(participants.filter((participant) => participant.userId === ben.user.id)).toHaveLength(1);
    await b.ask('room:message', { content: 'marker' });
    await a.take('room:message-received');
    expect(a.heard).toEqual([]);
  });

  test('with lastSeq exactly the missing part comes', async () => {
    const { host, ben, meet } = kitchen;
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
    const { host, ann } = kitchen;
    const client = await host.connect(ann);
    expect(await client.request('room:join', input)).toMatchObject({ ok: false, error: { code } });
  });

  test('a full and a locked room, and a wrong password, are refused', async () => {
    const { host } = kitchen;
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
    const { host } = kitchen;
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
