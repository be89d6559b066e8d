import { describe, expect, it } from 'vitest';
import { createFakeClock } from './fake-clock.ts';
import { goOnUntil, HOUR, MINUTE } from './go-on-until.ts';
import { connect } from './socket-client.ts';
import { expectStatus, makeRoom, seat, startTestHost } from './test-host.ts';

describe('R7 the warning before the end', () => {
  it('comes an hour before, once, as push, notification and line, and does not keep the room alive', async () => {
    const clock = createFakeClock();
    const host = await startTestHost({}, { clock });
    const [ann, bob] = [await host.guest('Ann'), await host.guest('Bob')];
    const room = await makeRoom(ann, { life: 'day' });
    await seat(room, bob);
    const line = await connect(host, bob);
    await line.ask('room:join', { roomId: room.id });
    clock.advance(22 * HOUR);
    expect(line.listen('room:ending')).toEqual([]);
    await goOnUntil(clock, 5 * MINUTE, async () => {
      const { notifications } = (await ann.get('/api/notifications')).body;
      expect(notifications).toHaveLength(1);
      expect(notifications[0]).toMatchObject({ kind: 'ending', roomId: room.id });
    });
    const told = await line.expectPush('room:ending');
    expect(told).toMatchObject({ roomId: room.id, name: room.name });
    const left = Date.parse(told.endsAt) - clock.now();
    expect(left).toBeGreaterThan(40 * MINUTE);
    expect(left).toBeLessThanOrEqual(HOUR);
    await line.expectPush('room:message-received', ({ message }) => message.metadata.event === 'notice');
    await goOnUntil(clock, 10 * MINUTE, () => {
      expect(line.listen('room:deleted')).not.toEqual([]);
    });
    expect(clock.now()).toBeGreaterThanOrEqual(Date.parse(told.endsAt));
    expect(line.listen('room:ending')).toHaveLength(1);
    expect((await ann.get(`/api/rooms/${room.id}`)).errorCode).toBe('ROOM_NOT_FOUND');
    expect((await ann.get('/api/notifications')).body.notifications).toEqual([]);
  });

  it('is answered by a message: the room lives another day, and is warned anew', async () => {
    const clock = createFakeClock();
    const host = await startTestHost({}, { clock });
    const ann = await host.guest('Ann');
    const room = await makeRoom(ann, { life: 'day' });
    const warnings = async () => (await ann.get('/api/notifications')).body.notifications.length;
    clock.advance(23 * HOUR);
    await goOnUntil(clock, MINUTE, async () => expect(await warnings()).toBe(1));
    expectStatus(await ann.post(`/api/rooms/${room.id}/messages`, { content: 'still needed' }), 201);
    clock.advance(22 * HOUR);
    expect(await warnings()).toBe(1);
    await goOnUntil(clock, 5 * MINUTE, async () => expect(await warnings()).toBe(2));
    expectStatus(await ann.get(`/api/rooms/${room.id}`), 200);
  });
});

describe('R15 scheduled rooms', () => {
  it('show their start, live until it, remind five minutes before, and give a calendar file', async () => {
    const clock = createFakeClock();
    const host = await startTestHost({}, { clock });
    const [ann, bob] = [await host.guest('Ann'), await host.guest('Bob')];
    const start = clock.now() + 3 * 24 * HOUR;
    const startsAt = new Date(start).toISOString();
    const room = await makeRoom(ann, { name: 'Review', life: 'day', startsAt });
    expect(room.startsAt).toBe(startsAt);
    await seat(room, bob);
    const ics = expectStatus(await bob.get(`/api/rooms/${room.id}/calendar.ics`), 200);
    expect(ics.headers.get('content-type')).toContain('text/calendar');
    expect(ics.body).toContain('DTSTART:20300104T000000Z');
    expect(ics.body).toContain('SUMMARY:Review');
    const line = await connect(host, bob);
    clock.advance(start - clock.now() - 10 * MINUTE);
    expectStatus(await bob.get(`/api/rooms/${room.id}`), 200);
    expect(line.listen('room:reminder')).toEqual([]);
    await goOnUntil(clock, 30_000, () => expect(line.listen('room:reminder')).toHaveLength(1));
    expect(line.listen('room:reminder')[0]).toEqual({ roomId: room.id, name: 'Review', startsAt });
    expect(clock.now()).toBeLessThan(start);
    await goOnUntil(clock, MINUTE, () => expect(clock.now()).toBeGreaterThan(start));
    expect(line.listen('room:reminder')).toHaveLength(1);
    expect((await bob.get('/api/notifications')).body.notifications[0].kind).toBe('reminder');
  });

  it('take a time that lies ahead, and no time removes it', async () => {
    const host = await startTestHost();
    const ann = await host.guest('Ann');
    for (const startsAt of ['2001-01-01T00:00:00Z', 'tomorrow', '2999-01-01T00:00:00Z', 7]) {
      const answer = await ann.post('/api/rooms', { name: 'x', startsAt });
      expect(answer.body.error).toMatchObject({ code: 'VALIDATION_FAILED', details: { path: 'startsAt' } });
    }
    const room = await makeRoom(ann, { startsAt: new Date(Date.now() + HOUR).toISOString() });
    const { room: changed } = expectStatus(
      await ann.patch(`/api/rooms/${room.id}`, { startsAt: null }),
      200,
    ).body;
    expect(changed.startsAt).toBeNull();
    expect((await ann.get(`/api/rooms/${room.id}/calendar.ics`)).errorCode).toBe('NOT_FOUND');
  });
});
