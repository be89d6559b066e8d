import { describe, expect, it } from 'vitest';
import { createFakeClock } from './fake-clock.ts';
import { HOUR, MINUTE } from './go-on-until.ts';
import { createRestClient } from './rest-client.ts';
import { connect } from './socket-client.ts';
import { eventually, expectStatus, makeRoom, seat, startTestHost, type TestHost } from './test-host.ts';

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
