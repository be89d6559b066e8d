import { describe, expect, it } from 'vitest';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createRestClient } from './rest-client.ts';
import { connect } from './socket-client.ts';
import { eventually, expectStatus, makeRoom, seat, startTestHost, type TestHost } from './test-host.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Goes on in steps until the check passes: the host's chores run between the steps. */
async function goOnUntil(clock: FakeClock, stepMs: number, check: () => Promise<void> | void): Promise<void> {
  await eventually(async () => {
    clock.advance(stepMs);
    await check();
  });
}

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

describe('R16 figures', () => {
  it('count messages by hour and day, people at once, and the busiest hours; for the owner alone', async () => {
    const clock = createFakeClock(Date.UTC(2030, 0, 1, 22));
    const host = await startTestHost({}, { clock });
    const [ann, bob] = [await host.guest('Ann'), await host.guest('Bob')];
    const room = await makeRoom(ann, { life: 'kept' });
    const base = `/api/rooms/${room.id}`;
    await seat(room, bob);
    for (const person of [ann, bob])
      await (await connect(host, person)).ask('room:join', { roomId: room.id });
    for (let hour = 0; hour < 4; hour += 1) {
      for (let count = 0; count <= hour; count += 1) {
        expectStatus(await bob.post(`${base}/messages`, { content: 'x' }), 201);
      }
      clock.advance(HOUR);
    }
    await goOnUntil(clock, MINUTE, async () => {
      const { analytics } = expectStatus(await ann.get(`${base}/analytics?days=7`), 200).body;
      expect(analytics.totals).toEqual({ messages: 10, people: 2, callMinutes: 0 });
    });
    const { analytics } = (await ann.get(`${base}/analytics`)).body;
    expect(analytics.days.map((day: { day: string; messages: number }) => [day.day, day.messages])).toEqual([
      ['2030-01-01', 3],
      ['2030-01-02', 7],
    ]);
    expect(analytics.busiestHours.slice(22)).toEqual([1, 2]);
    expect(analytics.busiestHours.slice(0, 2)).toEqual([3, 4]);
    const ahead = (await ann.get(`${base}/analytics?offset=120`)).body.analytics;
    expect(ahead.days[0]).toMatchObject({ day: '2030-01-02', messages: 10 });
    const csv = expectStatus(await ann.get(`${base}/analytics.csv`), 200);
    expect(csv.headers.get('content-disposition')).toContain('analytics.csv');
    expect(csv.body.split('\r\n').slice(0, 2)).toEqual([
      'hour,messages,people,call_minutes',
      expect.stringMatching(/^2030-01-01T22:00:00.000Z,1,\d,0$/),
    ]);
    expect((await bob.get(`${base}/analytics`)).errorCode).toBe('NOT_ALLOWED');
    await host.restart();
    expect((await ann.get(`${base}/analytics`)).body.analytics.totals.messages).toBe(10);
  });
});

describe('R18 host administration', () => {
  const adminOf = (host: TestHost) => createRestClient(() => host.url, 'admin-secret');

  it('is closed without the token; a host that was given none has one of its own', async () => {
    const host = await startTestHost({ adminToken: 'admin-secret' });
    const ann = await host.guest('Ann');
    expect((await host.visitor.get('/api/admin/overview')).errorCode).toBe('UNAUTHENTICATED');
    expect((await ann.get('/api/admin/overview')).errorCode).toBe('UNAUTHENTICATED');
    expectStatus(await adminOf(host).get('/api/admin/overview'), 200);
    const closed = await startTestHost();
    expect((await adminOf(closed).get('/api/admin/overview')).errorCode).toBe('UNAUTHENTICATED');
  });

  it('sees rooms, people, sessions, bans and the audit list, and ends what must end', async () => {
    const host = await startTestHost({ adminToken: 'admin-secret' });
    const admin = adminOf(host);
    const [ann, bob, eve] = [await host.guest('Ann'), await host.guest('Bob'), await host.guest('Eve')];
    const room = await makeRoom(ann, { visibility: 'private' });
    await seat(room, bob, eve);
    expectStatus(await ann.post(`/api/rooms/${room.id}/bans`, { userId: eve.id }), 201);
    expectStatus(await ann.post(`/api/rooms/${room.id}/messages`, { content: 'a secret' }), 201);
    const line = await connect(host, bob);
    await line.ask('room:join', { roomId: room.id });

    const { overview } = (await admin.get('/api/admin/overview')).body;
    expect(overview).toMatchObject({ rooms: 1, users: 3, online: 1, sessions: 1, bans: 1 });
    expect(overview.databaseBytes).toBeGreaterThan(0);
    expect(overview.limits.roomsPerOwner).toBe(5);
    const { rooms } = (await admin.get('/api/admin/rooms?q=work')).body;
    expect(rooms).toHaveLength(1);
    expect(rooms[0]).toMatchObject({ id: room.id, ownerName: 'Ann', memberCount: 2, participantCount: 1 });
    expect(JSON.stringify(rooms)).not.toContain('secret');
    const first = (await admin.get('/api/admin/users?limit=2')).body;
    const rest = (await admin.get(`/api/admin/users?limit=2&cursor=${first.nextCursor}`)).body;
    const users = [...first.users, ...rest.users];
    expect(users.map((user: { displayName: string }) => user.displayName)).toEqual(['Eve', 'Bob', 'Ann']);
    expect(users[1]).toMatchObject({ isOnline: true, sessions: 1, roomCount: 1 });
    const { sessions } = (await admin.get('/api/admin/sessions')).body;
    expect(sessions).toEqual([
      { sessionId: expect.any(String), userId: bob.id, displayName: 'Bob', roomIds: [room.id] },
    ]);
    const { bans } = (await admin.get('/api/admin/bans')).body;
    expect(bans[0]).toMatchObject({ userId: eve.id, roomId: room.id, bannedByName: 'Ann' });
    expectStatus(await admin.delete(`/api/admin/rooms/${room.id}/bans/${eve.id}`), 200);
    await seat(room, eve);

    const annLine = await connect(host, ann);
    const direct = expectStatus(await bob.post('/api/direct', { userId: ann.id }), 201).body.room;
    expect((await admin.get('/api/admin/rooms?limit=1')).body.rooms[0]).toMatchObject({
      id: direct.id,
      kind: 'direct',
      name: '',
    });
    expectStatus(await admin.delete(`/api/admin/users/${ann.id}`), 200);
    expectStatus(await bob.get(`/api/rooms/${direct.id}/messages`), 200);
    expect((await bob.get(`/api/rooms/${direct.id}`)).body.room.name).toBe('Ann');
    expect(await annLine.expectPush('session:ended')).toEqual({ reason: 'removed' });
    await eventually(() => expect(annLine.socket.connected).toBe(false));
    expect((await ann.get('/api/auth/me')).errorCode).toBe('UNAUTHENTICATED');
    expect((await bob.get(`/api/rooms/${room.id}`)).body.room.role).toBe('owner');
    expect((await admin.delete(`/api/admin/users/${ann.id}`)).errorCode).toBe('USER_NOT_FOUND');
    expectStatus(await admin.delete(`/api/admin/rooms/${room.id}`), 200);
    await line.expectPush('room:deleted');
    const { entries } = (await admin.get('/api/admin/audit')).body;
    expect(entries.map((entry: { action: string }) => entry.action)).toEqual([
      'delete-room',
      'delete-user',
      'unban',
      'ban',
    ]);
    expect(entries[0]).toMatchObject({ actorName: 'Host', roomName: 'Workshop' });
  });

  it('cleans up on demand, and shows figures to Prometheus on this machine', async () => {
    const clock = createFakeClock();
    const host = await startTestHost({ adminToken: 'admin-secret', cleanupEveryMs: 900 * HOUR }, { clock });
    const ann = await host.guest('Ann');
    await makeRoom(ann, { life: 'until-empty' });
    clock.advance(11 * MINUTE);
    expect((await adminOf(host).post('/api/admin/clean-up')).body).toMatchObject({ deletedRooms: 1 });
    const metrics = expectStatus(await host.visitor.get('/metrics'), 200);
    expect(metrics.headers.get('content-type')).toContain('text/plain');
    expect(metrics.body).toMatch(/^spaces_rooms 0$/m);
    expect(metrics.body).toMatch(/^spaces_users 1$/m);
    expectStatus(await adminOf(host).get('/api/admin/analytics'), 200);
  });
});

describe('P1 status', () => {
  it('is set over POST /api/users/status and seen by others', async () => {
    const host = await startTestHost();
    const [ann, bob] = [await host.guest('Ann'), await host.guest('Bob')];
    await connect(host, ann);
    expectStatus(await ann.post('/api/users/status', { status: 'busy', statusText: 'in a talk' }), 200);
    const { users } = expectStatus(await bob.get('/api/users/online'), 200).body;
    expect(users).toHaveLength(1);
    expect(users[0]).toMatchObject({ id: ann.id, status: 'busy', statusText: 'in a talk' });
    expect((await ann.post('/api/users/status', { status: 'asleep' })).errorCode).toBe('VALIDATION_FAILED');
  });
});
