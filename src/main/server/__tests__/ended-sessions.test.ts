import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { connectRaw } from '../websocket/__tests__/raw-client.ts';
import { createRestClient } from './rest-client.ts';
import { connect } from './socket-client.ts';
import { eventually, expectStatus, makeRoom, type Person, seat, startTestHost } from './test-host.ts';

async function setUp() {
  const host = await startTestHost({ adminToken: 'admin-secret', presenceGraceMs: 0 });
  const admin = createRestClient(() => host.url, 'admin-secret');
  const [ann, bob] = [await host.guest('Ann'), await host.guest('Bob')];
  const room = await makeRoom(ann);
  await seat(room, bob);
  return { host, admin, ann, bob, room };
}

const openRaw = ({ url }: { url: string }, { token }: Pick<Person, 'token'>) =>
  connectRaw(url, '/ws', { authorization: `Bearer ${token}` });

describe('R18 the host ends sessions', () => {
  it('signing out ends every token and line at once, and leaves seats and messages', async () => {
    const { host, admin, ann, bob, room } = await setUp();
    expectStatus(await bob.post(`/api/rooms/${room.id}/messages`, { content: 'still mine' }), 201);
    const lines = [await connect(host, bob), await connect(host, bob)];
    for (const line of lines) await line.ask('room:join', { roomId: room.id });
    const raw = await openRaw(host, bob);
    raw.send({ type: 'join_room', room_id: room.id });
    await raw.settle();
    const witness = await connect(host, ann);
    await witness.ask('room:join', { roomId: room.id });

    const answer = await admin.post(`/api/admin/users/${bob.id}/sign-out`);
    expect(expectStatus(answer, 200).body.closedSessions).toBe(3);
    for (const line of lines) {
      expect(await line.expectPush('session:ended')).toEqual({ reason: 'signed-out' });
      await eventually(() => expect(line.socket.connected).toBe(false));
    }
    expect(await raw.next('error')).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await raw.closed()).toBe(1_008);
    await witness.expectPush('room:participant-left', ({ userId, reason }) => {
      return userId === bob.id && reason === 'offline';
    });
    expect((await bob.get('/api/auth/me')).errorCode).toBe('UNAUTHENTICATED');
    await expect(connect(host, bob)).rejects.toMatchObject({ data: { code: 'UNAUTHENTICATED' } });
    expect(witness.socket.connected).toBe(true);
    expectStatus(await ann.get('/api/auth/me'), 200);

    // The device itself may come back: it is the same person with the same seat.
    const again = await host.guest('Bob', bob.deviceId);
    expect(again.id).toBe(bob.id);
    expect((await again.get(`/api/rooms/${room.id}`)).body.room.role).toBe('member');
    await host.restart();
    expect((await bob.get('/api/auth/me')).errorCode).toBe('UNAUTHENTICATED');
    expectStatus(await again.get('/api/auth/me'), 200);
    const { entries } = (await admin.get('/api/admin/audit')).body;
    expect(entries[0]).toMatchObject({ action: 'sign-out', targetName: 'Bob', actorName: 'Host' });
    expect((await admin.post('/api/admin/users/nobody/sign-out')).errorCode).toBe('USER_NOT_FOUND');
    expect((await ann.post(`/api/admin/users/${bob.id}/sign-out`)).errorCode).toBe('UNAUTHENTICATED');
  });

  it('removing a user cuts their lines on both kinds of sockets', async () => {
    const { host, admin, bob } = await setUp();
    const line = await connect(host, bob);
    const raw = await openRaw(host, bob);
    expectStatus(await admin.delete(`/api/admin/users/${bob.id}`), 200);
    expect(await line.expectPush('session:ended')).toEqual({ reason: 'removed' });
    await eventually(() => expect(line.socket.connected).toBe(false));
    expect(await raw.closed()).toBe(1_008);
  });

  it('cuts the lines of an agent whose secret is taken back', async () => {
    const { host, ann, room } = await setUp();
    const invited = await ann.post(`/api/rooms/${room.id}/agents`, { name: 'Bot', scope: 'write' });
    const { agent, secret } = expectStatus(invited, 201).body;
    const line = await connect(host, { token: secret } as Person);
    const raw = await openRaw(host, { token: secret });
    expectStatus(await ann.delete(`/api/rooms/${room.id}/agents/${agent.id}`), 200);
    await eventually(() => expect(line.socket.connected).toBe(false));
    expect(await raw.closed()).toBe(1_008);
  });

  it('cuts the lines of agents whose only room ends', async () => {
    const { host, ann, room } = await setUp();
    const invited = await ann.post(`/api/rooms/${room.id}/agents`, { name: 'Bot', scope: 'write' });
    const { secret } = expectStatus(invited, 201).body;
    const raw = await openRaw(host, { token: secret });
    expectStatus(await ann.delete(`/api/rooms/${room.id}`), 200);
    expect(await raw.closed()).toBe(1_008);
  });

  it('refuses who is just proving themselves with what is ended in that moment', async () => {
    const { host, admin, bob } = await setUp();
    for (let count = 0; count < 10; count += 1) {
      const person = await host.guest('Bob', bob.deviceId);
      const raw = new WebSocket(`${host.url.replace('http', 'ws')}/ws?token=${person.token}`);
      const isRawClosed = new Promise((resolve) => raw.once('close', resolve));
      const line = connect(host, person).catch(() => null);
      expectStatus(await admin.post(`/api/admin/users/${bob.id}/sign-out`), 200);
      const opened = await line;
      await eventually(() => expect(opened?.socket.connected ?? false).toBe(false));
      await isRawClosed;
      await eventually(async () => {
        expect((await admin.get('/api/admin/overview')).body.overview.sessions).toBe(0);
      });
    }
  });
});
