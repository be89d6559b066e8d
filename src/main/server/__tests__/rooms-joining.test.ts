import { describe, expect, it } from 'vitest';
import { expectStatus, makeRoom, seat, startTestHost } from './test-host.ts';

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
