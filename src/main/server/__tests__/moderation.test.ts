import { describe, expect, it } from 'vitest';
import type { Message } from '#shared/model/message.ts';
import { connect } from './socket-client.ts';
import { eventually, expectStatus, makeRoom, seat, startTestHost } from './test-host.ts';

async function setUp() {
  const host = await startTestHost();
  const [ann, bob, eve] = [await host.guest('Ann'), await host.guest('Bob'), await host.guest('Eve')];
  const room = await makeRoom(ann);
  await seat(room, bob, eve);
  return { host, ann, bob, eve, room, base: `/api/rooms/${room.id}` };
}

describe('R11 kick', () => {
  it('tells the person why, the room that they are gone, ends their line, and lets them come back', async () => {
    const { host, ann, bob, eve, room, base } = await setUp();
    const [annLine, eveLine] = [await connect(host, ann), await connect(host, eve)];
    const eveTab = await connect(host, eve);
    for (const line of [annLine, eveLine, eveTab]) await line.ask('room:join', { roomId: room.id });
    expectStatus(await ann.delete(`${base}/kick/${eve.id}`, { reason: 'too loud' }), 200);
    for (const line of [eveLine, eveTab]) {
      expect(await line.expectPush('room:kicked')).toEqual({ roomId: room.id, reason: 'too loud' });
    }
    await annLine.expectPush('room:participant-left', ({ reason }) => reason === 'kicked');
    const said = await annLine.expectPush(
      'room:message-received',
      ({ message }) => message.metadata.event === 'kicked',
    );
    expect(said.message.metadata).toMatchObject({ displayName: 'Eve', detail: 'too loud' });
    expectStatus(await bob.post(`${base}/messages`, { content: 'secret' }), 201);
    await annLine.expectPush('room:message-received', ({ message }) => message.content === 'secret');
    expect(JSON.stringify(eveLine.heard)).not.toContain('secret');
    expect((await eve.get(`${base}/messages`)).errorCode).toBe('NOT_A_MEMBER');
    const sent = await eveLine.request('room:message', { roomId: room.id, content: 'let me in' });
    expect(sent).toMatchObject({ ok: false, error: { code: 'NOT_A_MEMBER' } });
    await seat(room, eve);
  });

  it('takes the rank along, and names unknown people', async () => {
    const { ann, bob, room, base } = await setUp();
    expectStatus(await ann.patch(`${base}/members/${bob.id}`, { role: 'admin' }), 200);
    expectStatus(await ann.delete(`${base}/kick/${bob.id}`), 200);
    expect((await ann.delete(`${base}/kick/${bob.id}`)).errorCode).toBe('USER_NOT_FOUND');
    expect((await ann.delete(`${base}/kick/nobody`)).errorCode).toBe('USER_NOT_FOUND');
    await seat(room, bob);
    expect((await bob.get(base)).body.room.role).toBe('member');
  });
});

describe('R11 ban', () => {
  it('holds against a new name, a second tab, a new token of the same device, REST and sockets', async () => {
    const { host, ann, eve, room, base } = await setUp();
    const eveLine = await connect(host, eve);
    await eveLine.ask('room:join', { roomId: room.id });
    const { body } = expectStatus(await ann.post(`${base}/bans`, { userId: eve.id, reason: 'spam' }), 201);
    expect(body.ban).toMatchObject({ userId: eve.id, displayName: 'Eve', reason: 'spam', bannedBy: ann.id });
    await eveLine.expectPush('room:kicked', ({ reason }) => reason === 'spam');

    const renamed = await host.guest('Not Eve', eve.deviceId);
    for (const person of [eve, renamed]) {
      const answer = await person.post(`${base}/join`, { displayName: 'Somebody else' });
      expect([answer.status, answer.errorCode]).toEqual([403, 'BANNED']);
      for (const path of ['/wait', '/knock']) {
        expect((await person.post(`${base}${path}`)).errorCode).toBe('BANNED');
      }
      const line = await connect(host, person);
      for (const input of [{ roomId: room.id }, { roomCode: room.roomCode }]) {
        expect(await line.request('room:join', input)).toMatchObject({
          ok: false,
          error: { code: 'BANNED' },
        });
      }
    }
    await host.restart();
    expect((await eve.post(`${base}/join`)).errorCode).toBe('BANNED');
  });

  it('comes before lock and password, and can be lifted', async () => {
    const { ann, eve, room, base } = await setUp();
    expectStatus(await ann.patch(base, { password: 'sesame' }), 200);
    expectStatus(await ann.post(`${base}/bans`, { userId: eve.id }), 201);
    expectStatus(await ann.patch(`${base}/state`, { locked: true }), 200);
    expect((await eve.post(`${base}/join`)).errorCode).toBe('BANNED');
    expect((await ann.get(`${base}/bans`)).body.bans).toHaveLength(1);
    expectStatus(await ann.delete(`${base}/bans/${eve.id}`), 200);
    expect((await ann.delete(`${base}/bans/${eve.id}`)).errorCode).toBe('USER_NOT_FOUND');
    expect((await eve.post(`${base}/join`)).errorCode).toBe('ROOM_LOCKED');
    expectStatus(await ann.patch(`${base}/state`, { locked: false }), 200);
    expectStatus(await eve.post(`${base}/join`, { password: 'sesame' }), 200);
    expect((await eve.get(base)).body.room.id).toBe(room.id);
  });

  it('reaches people who never came or have left, and not those above', async () => {
    const { host, ann, bob, base } = await setUp();
    const zoe = await host.guest('Zoe');
    expectStatus(await ann.post(`${base}/bans`, { userId: zoe.id }), 201);
    expect((await zoe.post(`${base}/join`)).errorCode).toBe('BANNED');
    expectStatus(await ann.patch(`${base}/members/${bob.id}`, { role: 'moderator' }), 200);
    expect((await bob.post(`${base}/bans`, { userId: ann.id })).errorCode).toBe('NOT_ALLOWED');
    expect((await bob.post(`${base}/bans`, { userId: 'nobody' })).errorCode).toBe('USER_NOT_FOUND');
    expect((await bob.post(`${base}/bans`, { userId: bob.id })).errorCode).toBe('NOT_ALLOWED');
  });
});

describe('R11 mute', () => {
  it('stops writing on every surface, survives leaving, and can be undone', async () => {
    const { host, ann, eve, room, base } = await setUp();
    const line = await connect(host, eve);
    await line.ask('room:join', { roomId: room.id });
    const { participant } = expectStatus(
      await ann.patch(`${base}/members/${eve.id}`, { muted: true }),
      200,
    ).body;
    expect(participant.muted).toBe(true);
    expect((await eve.post(`${base}/messages`, { content: 'x' })).errorCode).toBe('MUTED');
    expect(await line.request('room:message', { content: 'x' })).toMatchObject({ error: { code: 'MUTED' } });
    expectStatus(await eve.post(`${base}/leave`), 200);
    await seat(room, eve);
    expect((await eve.post(`${base}/messages`, { content: 'x' })).errorCode).toBe('MUTED');
    expectStatus(await ann.patch(`${base}/members/${eve.id}`, { muted: false }), 200);
    expectStatus(await eve.post(`${base}/messages`, { content: 'x' }), 201);
    expect((await ann.patch(`${base}/members/${eve.id}`, {})).errorCode).toBe('BAD_REQUEST');
  });
});

describe('R10 handing over', () => {
  it('moves the crown, tells everybody, and respects the limit of rooms', async () => {
    const { host, ann, bob, eve, room, base } = await setUp();
    const line = await connect(host, eve);
    await line.ask('room:join', { roomId: room.id });
    expectStatus(await ann.patch(`${base}/members/${bob.id}`, { role: 'owner' }), 200);
    await line.expectPush('room:state-updated', ({ state }) => state.hostUserId === bob.id);
    await line.expectPush('room:updated', ({ room: told }) => told.hostUserId === bob.id);
    await line.expectPush(
      'room:participant-updated',
      ({ participant }) => participant.userId === ann.id && participant.role === 'admin',
    );
    expect((await ann.delete(base)).errorCode).toBe('NOT_ALLOWED');
    for (let count = 0; count < 5; count += 1) await makeRoom(ann);
    expect((await bob.patch(`${base}/members/${ann.id}`, { role: 'owner' })).errorCode).toBe(
      'TOO_MANY_ROOMS',
    );
    expectStatus(await bob.delete(base), 200);
  });
});

describe('R2 a new code', () => {
  it('replaces the old one at once', async () => {
    const { host, ann, eve, room, base } = await setUp();
    const line = await connect(host, eve);
    await line.ask('room:join', { roomId: room.id });
    const { roomCode } = expectStatus(await ann.post(`${base}/code`), 200).body.room;
    expect(roomCode).not.toBe(room.roomCode);
    await line.expectPush('room:updated', ({ room: told }) => told.roomCode === roomCode);
    expect((await eve.get(`/api/rooms/code/${room.roomCode}`)).errorCode).toBe('ROOM_NOT_FOUND');
    expectStatus(await eve.get(`/api/rooms/code/${roomCode}`), 200);
  });
});

describe('R18 the audit list of a room', () => {
  it('tells who did what to whom, newest first, in pages', async () => {
    const { ann, bob, eve, base } = await setUp();
    expectStatus(await ann.patch(`${base}/members/${bob.id}`, { role: 'moderator' }), 200);
    expectStatus(await bob.patch(`${base}/members/${eve.id}`, { muted: true }), 200);
    expectStatus(await bob.delete(`${base}/kick/${eve.id}`, { reason: 'noise' }), 200);
    const own = expectStatus(await bob.post(`${base}/messages`, { content: 'oops' }), 201).body.message;
    expectStatus(await ann.delete(`/api/messages/${own.id}`), 200);
    expectStatus(await ann.post(`${base}/code`), 200);
    const { entries } = expectStatus(await bob.get(`${base}/audit`), 200).body;
    expect(entries.map((entry: { action: string }) => entry.action)).toEqual([
      'code',
      'delete-message',
      'kick',
      'mute',
      'role',
    ]);
    expect(entries[1]).toMatchObject({ actorName: 'Ann', targetName: 'Bob' });
    expect(entries[2]).toMatchObject({
      actorName: 'Bob',
      targetName: 'Eve',
      detail: 'noise',
      roomName: 'Workshop',
    });
    const first = expectStatus(await bob.get(`${base}/audit?limit=3`), 200).body;
    const rest = expectStatus(await bob.get(`${base}/audit?limit=3&cursor=${first.nextCursor}`), 200).body;
    expect([...first.entries, ...rest.entries]).toEqual(entries);
    expect(rest.nextCursor).toBeNull();
  });
});

describe('R8 settings', () => {
  it('are seen by everybody at once, and fewer seats than people throw nobody out', async () => {
    const { host, ann, eve, room, base } = await setUp();
    const line = await connect(host, eve);
    await line.ask('room:join', { roomId: room.id });
    expectStatus(
      await ann.patch(base, {
        name: 'Renamed',
        maxParticipants: 2,
        visibility: 'private',
        life: 'kept',
        password: 'x',
      }),
      200,
    );
    const { room: told } = await line.expectPush('room:updated');
    expect(told).toMatchObject({
      name: 'Renamed',
      maxParticipants: 2,
      memberCount: 3,
      visibility: 'private',
      life: 'kept',
      hasPassword: true,
    });
    const isSystem = (push: { message: Message }) => push.message.messageType === 'system';
    const { message } = await line.expectPush('room:message-received', isSystem);
    expect(message.metadata).toMatchObject({
      event: 'settings',
      changes: [
        { what: 'name', to: 'Renamed' },
        { what: 'visibility', to: 'private' },
        { what: 'maxParticipants', to: 2 },
        { what: 'password', to: 'set' },
        { what: 'life', to: 'kept' },
      ],
    });
    expect(message.content).toMatch(/: name, visibility, people at most, password, life$/);
    expect(JSON.stringify(message)).not.toContain('"x"');
    expectStatus(await eve.post(`${base}/messages`, { content: 'still here' }), 201);
    expectStatus(await ann.patch(base, { password: null }), 200);
    await eventually(async () => expect((await eve.get(base)).body.room.hasPassword).toBe(false));
  });
});
