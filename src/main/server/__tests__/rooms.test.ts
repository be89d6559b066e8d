import { describe, expect, it } from 'vitest';
import { ROOM_CODE_ALPHABET } from '#shared/model/room-code.ts';
import { createFakeClock } from './fake-clock.ts';
import { eventually, expectStatus, makeRoom, seat, startTestHost } from './test-host.ts';

const CODE = new RegExp(`^[${ROOM_CODE_ALPHABET}]{6}$`);

describe('R1 creating a room', () => {
  it('trims the name, fills in the defaults, and makes the creator owner and first member', async () => {
    const host = await startTestHost();
    const ann = await host.guest('Ann');
    const { body } = expectStatus(await ann.post('/api/rooms/create', { name: '  Lab   one ' }), 201);
    expect(body.success).toBe(true);
    expect(body.room).toMatchObject({
      name: 'Lab one',
      description: '',
      maxParticipants: 10,
      visibility: 'private',
      hasPassword: false,
      locked: false,
      life: 'day',
      state: 'EMPTY',
      currentMode: 'playful',
      hostUserId: ann.id,
      memberCount: 1,
      role: 'owner',
      unreadCount: 0,
      lastMessage: null,
    });
    expect(body.room.joinLink).toBe(`${host.url}/spaces/${body.room.roomCode}`);
    const seen = expectStatus(await ann.get(`/api/rooms/${body.room.id}`), 200).body.room;
    expect(seen.participants).toHaveLength(1);
    expect(seen.participants[0]).toMatchObject({ userId: ann.id, role: 'owner', isOnline: false });
  });

  it.each([
    [{}, 'name'],
    [{ name: '   ' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ name: 7 }, 'name'],
    [{ name: 'a', description: 'x'.repeat(501) }, 'description'],
    [{ name: 'a', maxParticipants: -1 }, 'maxParticipants'],
    [{ name: 'a', maxParticipants: 51 }, 'maxParticipants'],
    [{ name: 'a', maxParticipants: 1.5 }, 'maxParticipants'],
    [{ name: 'a', maxParticipants: '10' }, 'maxParticipants'],
    [{ name: 'a', visibility: 'secret' }, 'visibility'],
    [{ name: 'a', life: 'forever' }, 'life'],
    [{ name: 'a', password: '' }, 'password'],
  ])('refuses %j and names the field', async (body, path) => {
    const host = await startTestHost();
    const ann = await host.guest('Ann');
    const answer = await ann.post('/api/rooms', body);
    expect(answer.status).toBe(400);
    expect(answer.errorCode).toBe('VALIDATION_FAILED');
    expect(answer.body.error.details.path).toBe(path);
  });

  it('counts characters, not code units, and takes 0 for as many as the host allows', async () => {
    const host = await startTestHost();
    const ann = await host.guest('Ann');
    const room = await makeRoom(ann, { name: '🦉'.repeat(100), maxParticipants: 0 });
    expect([...room.name]).toHaveLength(100);
    expect(room.maxParticipants).toBe(50);
  });
});

describe('R2 the room code', () => {
  it('has six symbols, is unique, and is found in every spelling', async () => {
    const host = await startTestHost({ limits: { roomsPerOwner: 1_000 } as never });
    const ann = await host.guest('Ann');
    const rooms = await Promise.all(Array.from({ length: 50 }, () => makeRoom(ann)));
    expect(new Set(rooms.map((room) => room.roomCode)).size).toBe(50);
    for (const room of rooms) expect(room.roomCode).toMatch(CODE);
    const code = rooms[0]?.roomCode ?? '';
    for (const spelling of [
      code.toLowerCase(),
      `${code.slice(0, 3)}-${code.slice(3)}`,
      ` ${[...code].join(' ')} `,
    ]) {
      const answer = await ann.get(`/api/rooms/code/${encodeURIComponent(spelling)}`);
      expect(expectStatus(answer, 200).body.room.id).toBe(rooms[0]?.id);
    }
  });

  it.each(['ABC', 'ABCDEFG', 'ABCDE0', 'ABCDEI', 'ÄBCDEF', '%20', '      '])(
    'answers INVALID_CODE to %j',
    async (code) => {
      const host = await startTestHost();
      const ann = await host.guest('Ann');
      const answer = await ann.get(`/api/rooms/code/${encodeURIComponent(code)}`);
      expect([answer.status, answer.errorCode]).toEqual([400, 'INVALID_CODE']);
    },
  );

  it('makes an address that keeps failing wait, and tells how long', async () => {
    const clock = createFakeClock();
    const host = await startTestHost({ hasRateLimits: true }, { clock });
    const ann = await host.guest('Ann');
    const room = await makeRoom(ann);
    for (let count = 0; count < 10; count += 1) expectStatus(await ann.get('/api/rooms/code/AAAAAA'), 404);
    const refused = await ann.get(`/api/rooms/code/${room.roomCode}`);
    expect([refused.status, refused.errorCode]).toEqual([429, 'RATE_LIMITED']);
    expect(refused.headers.get('retry-after')).toBe('60');
    clock.advance(60_001);
    expectStatus(await ann.get(`/api/rooms/code/${room.roomCode}`), 200);
  });
});

describe('R3 joining', () => {
  it('hides a private room from outsiders, and the code opens it', async () => {
    const host = await startTestHost();
    const [ann, bob] = [await host.guest('Ann'), await host.guest('Bob')];
    const room = await makeRoom(ann, { visibility: 'private' });
    for (const path of ['', '/participants', '/messages', '/unread', '/typing']) {
      const answer = await bob.get(`/api/rooms/${room.id}${path}`);
      expect([answer.status, answer.errorCode]).toEqual([404, 'ROOM_NOT_FOUND']);
    }
    const found = expectStatus(await bob.get(`/api/rooms/code/${room.roomCode}`), 200).body.room;
    expect(found).not.toHaveProperty('participants');
    const joined = expectStatus(
      await bob.post(`/api/rooms/${room.id}/join`, { roomCode: room.roomCode, displayName: 'Bobby' }),
      200,
    ).body;
    expect(joined.room).toMatchObject({ role: 'member', memberCount: 2 });
    expect(joined.participants.map((one: { displayName: string }) => one.displayName)).toEqual([
      'Ann',
      'Bobby',
    ]);
  });

  it('is idempotent and keeps role, cursor and place in the list', async () => {
    const host = await startTestHost();
    const [ann, bob] = [await host.guest('Ann'), await host.guest('Bob')];
    const room = await makeRoom(ann);
    await seat(room, bob, bob, bob);
    const { room: seen } = expectStatus(await ann.get(`/api/rooms/${room.id}`), 200).body;
    expect(seen.memberCount).toBe(2);
    const { messages } = expectStatus(await ann.get(`/api/rooms/${room.id}/messages`), 200).body;
    expect(messages.filter((one: { messageType: string }) => one.messageType === 'system')).toHaveLength(1);
  });

  it('refuses in the order: no such room, locked, wrong password, full', async () => {
    const host = await startTestHost();
    const [ann, bob] = [await host.guest('Ann'), await host.guest('Bob')];
    const room = await makeRoom(ann, { maxParticipants: 1, password: 'sesame' });
    expectStatus(await ann.patch(`/api/rooms/${room.id}/state`, { locked: true }), 200);
    const join = (body = {}) => bob.post(`/api/rooms/${room.id}/join`, body);
    expect((await bob.post('/api/rooms/nowhere/join')).errorCode).toBe('ROOM_NOT_FOUND');
    expect((await join({ password: 'sesame' })).errorCode).toBe('ROOM_LOCKED');
    expectStatus(await ann.patch(`/api/rooms/${room.id}/state`, { locked: false }), 200);
    expect((await join()).body.error).toMatchObject({ code: 'WRONG_PASSWORD', details: { isMissing: true } });
    expect((await join({ password: 'Sesame' })).body.error).toMatchObject({
      code: 'WRONG_PASSWORD',
      details: { isMissing: false },
    });
    const full = await join({ password: 'sesame' });
    expect([full.status, full.errorCode]).toEqual([403, 'ROOM_FULL']);
    expectStatus(await ann.patch(`/api/rooms/${room.id}`, { maxParticipants: 2 }), 200);
    expectStatus(await join({ password: 'sesame' }), 200);
    expectStatus(await join(), 200);
  });

  it('gives a seat given up back with its role, and an empty room to whoever comes back first', async () => {
    const host = await startTestHost();
    const [ann, bob] = [await host.guest('Ann'), await host.guest('Bob')];
    const room = await makeRoom(ann);
    await seat(room, bob);
    expectStatus(await ann.delete(`/api/rooms/${room.id}/leave`), 200);
    let seen = expectStatus(await bob.get(`/api/rooms/${room.id}`), 200).body.room;
    expect(seen).toMatchObject({ role: 'owner', hostUserId: bob.id, memberCount: 1 });
    await seat(room, ann);
    expectStatus(await bob.post(`/api/rooms/${room.id}/leave`), 200);
    expectStatus(await ann.post(`/api/rooms/${room.id}/leave`), 200);
    expect((await ann.post(`/api/rooms/${room.id}/leave`)).errorCode).toBe('NOT_A_MEMBER');
    await seat(room, bob);
    seen = expectStatus(await bob.get(`/api/rooms/${room.id}`), 200).body.room;
    expect(seen).toMatchObject({ role: 'owner', hostUserId: bob.id });
  });

  it('passes over programs when somebody else can inherit', async () => {
    const host = await startTestHost();
    const [ann, bob] = [await host.guest('Ann'), await host.guest('Bob')];
    const room = await makeRoom(ann);
    expectStatus(await ann.post(`/api/rooms/${room.id}/agents`, { name: 'Helper' }), 201);
    await seat(room, bob);
    expectStatus(await ann.post(`/api/rooms/${room.id}/leave`), 200);
    expect((await bob.get(`/api/rooms/${room.id}`)).body.room.role).toBe('owner');
  });

  it('brings the same person back by the device, under a new name', async () => {
    const host = await startTestHost();
    const ann = await host.guest('Ann', 'a-device-of-ann');
    const room = await makeRoom(ann);
    const again = await host.guest('Anna', 'a-device-of-ann');
    expect(again.id).toBe(ann.id);
    const seen = expectStatus(await again.get(`/api/rooms/${room.id}`), 200).body.room;
    expect(seen.role).toBe('owner');
    expect(seen.lastMessage.metadata).toMatchObject({ event: 'renamed', detail: 'Ann', displayName: 'Anna' });
  });

  it('keeps the name of a known device when nobody chose the one that was sent', async () => {
    const host = await startTestHost();
    const dina = await host.guest('Dina', 'a-device-of-dina');
    const room = await makeRoom(dina);
    const signIn = (deviceId: string) =>
      host.visitor.post('/api/auth/guest', { displayName: 'Guest', deviceId, keepName: true });
    const { user } = expectStatus(await signIn('a-device-of-dina'), 201).body;
    expect([user.id, user.displayName]).toEqual([dina.id, 'Dina']);
    expect((await dina.get(`/api/rooms/${room.id}/messages`)).body.messages).toEqual([]);
    expect((await signIn('another-device')).body.user.displayName).toBe('Guest');
  });

  it('shows in the list what was said last, not what happened after it', async () => {
    const host = await startTestHost();
    const [ann, bob] = [await host.guest('Ann'), await host.guest('Bob')];
    const room = await makeRoom(ann);
    const lastLine = async () => (await ann.get('/api/rooms')).body.rooms[0].lastMessage;
    await seat(room, bob);
    expect((await lastLine()).metadata.event).toBe('joined');
    await bob.post(`/api/rooms/${room.id}/messages`, { content: 'hello' });
    expectStatus(await ann.patch('/api/auth/me', { displayName: 'Anna' }), 200);
    expect((await lastLine()).content).toBe('hello');
  });
});

describe('R5 rooms per owner', () => {
  it('refuses the sixth and names the five; closing one makes place', async () => {
    const host = await startTestHost();
    const ann = await host.guest('Ann');
    const rooms = [];
    for (let count = 0; count < 5; count += 1) rooms.push(await makeRoom(ann, { name: `Room ${count}` }));
    const refused = await ann.post('/api/rooms', { name: 'One more' });
    expect([refused.status, refused.errorCode]).toEqual([409, 'TOO_MANY_ROOMS']);
    expect(refused.body.error.details.rooms).toHaveLength(5);
    expectStatus(await ann.delete(`/api/rooms/${rooms[2]?.id}`), 200);
    await makeRoom(ann);
  });
});

describe('R7 the end of a room', () => {
  it('deletes until-empty rooms ten minutes after the last person, day rooms after a day, kept rooms never', async () => {
    const clock = createFakeClock();
    const host = await startTestHost({}, { clock });
    const ann = await host.guest('Ann');
    const rooms = {
      empty: await makeRoom(ann, { life: 'until-empty' }),
      day: await makeRoom(ann, { life: 'day' }),
      kept: await makeRoom(ann, { life: 'kept' }),
    };
    const statuses = async () =>
      Promise.all(Object.values(rooms).map(async (room) => (await ann.get(`/api/rooms/${room.id}`)).status));
    clock.advance(9 * 60_000);
    expect(await statuses()).toEqual([200, 200, 200]);
    clock.advance(2 * 60_000);
    // The clean-up is not done within one turn of the clock: it goes on while we look.
    await eventually(async () => {
      clock.advance(1_000);
      expect(await statuses()).toEqual([404, 200, 200]);
    });
    clock.advance(25 * 3_600_000);
    await eventually(async () => {
      clock.advance(60_000);
      expect(await statuses()).toEqual([404, 404, 200]);
    });
  });
});

describe('R9 deleting', () => {
  it('is for the owner alone and takes everything along', async () => {
    const host = await startTestHost();
    const [ann, bob] = [await host.guest('Ann'), await host.guest('Bob')];
    const room = await makeRoom(ann);
    await seat(room, bob);
    const { message } = (await bob.post(`/api/rooms/${room.id}/messages`, { content: 'hi' })).body;
    expect((await bob.delete(`/api/rooms/${room.id}`)).errorCode).toBe('NOT_ALLOWED');
    expectStatus(await ann.delete(`/api/rooms/${room.id}`), 200);
    for (const path of [`/api/rooms/${room.id}`, `/api/rooms/${room.id}/messages`]) {
      expect((await ann.get(path)).errorCode).toBe('ROOM_NOT_FOUND');
    }
    expect((await bob.get(`/api/messages/${message.id}`)).errorCode).toBe('MESSAGE_NOT_FOUND');
    expect((await bob.get(`/api/rooms/code/${room.roomCode}`)).errorCode).toBe('ROOM_NOT_FOUND');
  });
});

describe('the list of rooms', () => {
  it('shows own and public rooms, newest activity first, searched and in pages', async () => {
    const clock = createFakeClock();
    const host = await startTestHost({ limits: { roomsPerOwner: 100 } as never }, { clock });
    const [ann, bob] = [await host.guest('Ann'), await host.guest('Bob')];
    for (let count = 0; count < 7; count += 1) {
      clock.advance(1_000);
      await makeRoom(ann, { name: `Room ${count}`, visibility: count % 2 === 0 ? 'public' : 'private' });
    }
    const names = (answer: { body: { rooms: { name: string }[] } }) =>
      answer.body.rooms.map((room) => room.name);
    expect(names(expectStatus(await bob.get('/api/rooms'), 200))).toEqual([
      'Room 6',
      'Room 4',
      'Room 2',
      'Room 0',
    ]);
    expect(names(await bob.get('/api/rooms?scope=mine'))).toEqual([]);
    expect(names(await ann.get('/api/rooms?scope=mine&q=ROOM%203'))).toEqual(['Room 3']);
    const paged: string[] = [];
    let cursor: string | null = '';
    do {
      const page = expectStatus(
        await ann.get(`/api/rooms?limit=2${cursor ? `&cursor=${cursor}` : ''}`),
        200,
      ) as { body: { rooms: { name: string }[]; nextCursor: string | null } };
      paged.push(...names(page));
      cursor = page.body.nextCursor;
    } while (cursor);
    expect(paged).toEqual([6, 5, 4, 3, 2, 1, 0].map((number) => `Room ${number}`));
    expect((await ann.get('/api/rooms?cursor=zzz')).errorCode).toBe('VALIDATION_FAILED');
    expect((await ann.get('/api/rooms?limit=0')).errorCode).toBe('VALIDATION_FAILED');
    expect((await ann.get('/api/rooms?scope=theirs')).errorCode).toBe('VALIDATION_FAILED');
  });
});
