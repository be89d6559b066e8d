import { describe, expect, it } from 'vitest';
import { createFakeClock } from './fake-clock.ts';
import { eventually, expectStatus, makeRoom, seat, startTestHost } from './test-host.ts';

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
