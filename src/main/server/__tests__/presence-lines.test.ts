import { describe, expect, it } from 'vitest';
import { createFakeClock } from './fake-clock.ts';
import { connect } from './socket-client.ts';
import { eventually, expectStatus, makeRoom, seat, startTestHost } from './test-host.ts';

describe('R6 and P4 over real lines', () => {
  it('a room is ACTIVE while somebody is in it, and two tabs are one participant', async () => {
    const host = await startTestHost({ presenceGraceMs: 100 });
    const [ann, bob] = [await host.guest('Ann'), await host.guest('Bob')];
    const room = await makeRoom(ann);
    await seat(room, bob);
    const state = async () => {
      const { room: seen } = expectStatus(await ann.get(`/api/rooms/${room.id}`), 200).body;
      return [seen.state, seen.participantCount, seen.memberCount];
    };
    expect(await state()).toEqual(['EMPTY', 0, 2]);
    const annLine = await connect(host, ann);
    await annLine.ask('room:join', { roomId: room.id });
    const tabs = [await connect(host, bob), await connect(host, bob)];
    for (const tab of tabs) await tab.ask('room:join', { roomId: room.id });
    expect(await state()).toEqual(['ACTIVE', 2, 2]);
    tabs[0]?.close();
    await tabs[1]?.ask('room:message', { content: 'still here' });
    expect(annLine.listen('room:participant-left')).toEqual([]);
    expect(annLine.listen('room:participant-joined')).toHaveLength(1);
    tabs[1]?.close();
    await annLine.expectPush('room:participant-left', ({ reason }) => reason === 'offline');
    annLine.close();
    await eventually(async () => expect(await state()).toEqual(['EMPTY', 0, 2]));
  });
});

describe('P3 away', () => {
  it('ends with a reload when it came by itself; what was chosen by hand stays', async () => {
    const host = await startTestHost();
    const [ann, bob] = [await host.guest('Ann'), await host.guest('Bob')];
    const room = await makeRoom(ann);
    await seat(room, bob);
    const annLine = await connect(host, ann);
    await annLine.ask('room:join', { roomId: room.id });
    const expectSeen = (wanted: string) =>
      annLine.expectPush('room:participant-updated', ({ participant }) => participant.status === wanted);
    const open = async () => {
      const line = await connect(host, bob);
      await line.ask('room:join', { roomId: room.id });
      return line;
    };
    const first = await open();
    await first.ask('room:presence-update', { isIdle: true });
    await expectSeen('away');
    first.close();
    const second = await open();
    await expectSeen('online');
    expectStatus(await bob.patch('/api/auth/me', { status: 'busy' }), 200);
    await second.ask('room:presence-update', { isIdle: true });
    second.close();
    await open();
    expect((await bob.get('/api/auth/me')).body.user.status).toBe('busy');
    expect((await host.guest('Bob', bob.deviceId)).user.status).toBe('busy');
  });
});

describe('C11 a mention of somebody who is not there', () => {
  it('waits among the notifications until they have read the room', async () => {
    const host = await startTestHost();
    const [ann, bob] = [await host.guest('Ann'), await host.guest('Bob')];
    const room = await makeRoom(ann);
    await seat(room, bob);
    const line = await connect(host, bob);
    const { message } = (await ann.post(`/api/rooms/${room.id}/messages`, { content: 'ask @Bob about it' }))
      .body;
    const { notification } = await line.expectPush('notification:new');
    expect(notification).toMatchObject({
      kind: 'mention',
      roomId: room.id,
      data: { messageId: message.id, displayName: 'Ann', excerpt: 'ask @Bob about it' },
    });
    expect((await ann.get('/api/notifications')).body.notifications).toEqual([]);
    expectStatus(await bob.post(`/api/rooms/${room.id}/read`, { lastReadMessageId: message.id }), 200);
    await eventually(async () => expect((await bob.get('/api/notifications')).body.unreadCount).toBe(0));
    await line.ask('room:join', { roomId: room.id });
    const next = (await ann.post(`/api/rooms/${room.id}/messages`, { content: '@Bob again' })).body.message;
    await line.expectPush('room:message-received', ({ message: seen }) => seen.id === next.id);
    expect((await bob.get('/api/notifications')).body.notifications).toHaveLength(1);
  });
});

describe('the limits of requests', () => {
  it('make a user wait who asks too much, and say how long; others go on', async () => {
    const clock = createFakeClock();
    const host = await startTestHost(
      { hasRateLimits: true, limits: { userRequests: 5 } as never },
      { clock },
    );
    const [ann, bob] = [await host.guest('Ann'), await host.guest('Bob')];
    for (let count = 0; count < 5; count += 1) expectStatus(await ann.get('/api/auth/me'), 200);
    clock.advance(20_000);
    const refused = await ann.get('/api/auth/me');
    expect([refused.status, refused.errorCode]).toEqual([429, 'RATE_LIMITED']);
    expect(refused.headers.get('retry-after')).toBe('40');
    expect(refused.body.error.details.retryAfterMs).toBe(40_000);
    expectStatus(await bob.get('/api/auth/me'), 200);
    clock.advance(40_001);
    expectStatus(await ann.get('/api/auth/me'), 200);
  });

  it('make an address wait that asks without a token, guessed tokens included', async () => {
    const clock = createFakeClock();
    const limits = { anonymousRequests: 6 } as never;
    const host = await startTestHost({ hasRateLimits: true, adminToken: 'secret', limits }, { clock });
    const ann = await host.guest('Ann');
    for (let count = 0; count < 5; count += 1) {
      expect((await host.visitor.get('/api/admin/overview')).errorCode).toBe('UNAUTHENTICATED');
    }
    expect((await host.visitor.get('/api/admin/overview')).errorCode).toBe('RATE_LIMITED');
    expect((await host.visitor.post('/api/auth/guest', { displayName: 'Zoe' })).errorCode).toBe(
      'RATE_LIMITED',
    );
    expectStatus(await ann.get('/api/auth/me'), 200);
    clock.advance(15 * 60_000 + 1);
    expectStatus(await host.visitor.post('/api/auth/guest', { displayName: 'Zoe' }), 201);
  });

  it('slow down who writes too fast', async () => {
    const clock = createFakeClock();
    const host = await startTestHost({ hasRateLimits: true }, { clock });
    const ann = await host.guest('Ann');
    const room = await makeRoom(ann);
    const send = async () => {
      const answer = await ann.post(`/api/rooms/${room.id}/messages`, { content: 'x' });
      return answer.errorCode ?? 'sent';
    };
    const burst = [];
    for (let count = 0; count < 12; count += 1) burst.push(await send());
    expect(burst).toEqual([...Array(10).fill('sent'), 'RATE_LIMITED', 'RATE_LIMITED']);
    clock.advance(1_001);
    expect(await send()).toBe('sent');
  });
});
