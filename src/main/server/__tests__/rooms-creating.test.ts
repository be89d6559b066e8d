import { describe, expect, it } from 'vitest';
import { ROOM_CODE_ALPHABET } from '#shared/model/room-code.ts';
import { createFakeClock } from './fake-clock.ts';
import { expectStatus, makeRoom, startTestHost } from './test-host.ts';

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

describe('R14 the rooms of a team', () => {
  it('are made all at once or not at all', async () => {
    const host = await startTestHost();
    const [ann, bob] = [await host.guest('Ann'), await host.guest('Bob')];
    const { rooms } = expectStatus(await ann.post('/api/rooms/team'), 201).body;
    expect(
      rooms.map((room: { name: string; visibility: string }) => `${room.name} ${room.visibility}`),
    ).toEqual(['General public', 'Developer public', 'Trading public', 'Security public', 'Admin private']);
    expect((await bob.get('/api/rooms?scope=public')).body.rooms).toHaveLength(4);
    expect((await ann.post('/api/rooms/team')).errorCode).toBe('TOO_MANY_ROOMS');
    await makeRoom(bob);
    expect((await bob.post('/api/rooms/team')).errorCode).toBe('TOO_MANY_ROOMS');
    expect((await bob.get('/api/rooms?scope=mine')).body.rooms).toHaveLength(1);
  });
});
