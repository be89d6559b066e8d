import { describe, expect, it } from 'vitest';
import type { RoomAction } from '#shared/model/policy.ts';
import { ROLES } from '#shared/model/role.ts';
import { CALLERS, may, setTheStage } from './role-stage.ts';
import { expectStatus, type Person } from './test-host.ts';

describe('R10 what is done to the room, over REST', () => {
  type Request = (person: Person, roomId: string) => ReturnType<Person['get']>;
  const REQUESTS: readonly [string, RoomAction, Request][] = [
    ['details', 'view', (person, id) => person.get(`/api/rooms/${id}`)],
    ['participants', 'view', (person, id) => person.get(`/api/rooms/${id}/participants`)],
    ['members', 'view', (person, id) => person.get(`/api/rooms/${id}/members`)],
    ['messages', 'view', (person, id) => person.get(`/api/rooms/${id}/messages`)],
    ['messages, other path', 'view', (person, id) => person.get(`/api/messages/rooms/${id}`)],
    ['unread', 'view', (person, id) => person.get(`/api/rooms/${id}/unread`)],
    ['typing', 'view', (person, id) => person.get(`/api/rooms/${id}/typing`)],
    ['send', 'send', (person, id) => person.post(`/api/rooms/${id}/messages`, { content: 'hi' })],
    ['send, other path', 'send', (person, id) => person.post('/api/messages', { roomId: id, content: 'hi' })],
    ['invite', 'invite', (person, id) => person.post(`/api/rooms/${id}/invite`)],
    ['invitations', 'invite', (person, id) => person.get(`/api/rooms/${id}/invite`)],
    ['figures', 'see-analytics', (person, id) => person.get(`/api/rooms/${id}/analytics`)],
    ['bans', 'ban-member', (person, id) => person.get(`/api/rooms/${id}/bans`)],
    ['audit', 'ban-member', (person, id) => person.get(`/api/rooms/${id}/audit`)],
    ['the door', 'admit', (person, id) => person.get(`/api/rooms/${id}/waiting`)],
    ['admit all', 'admit', (person, id) => person.post(`/api/rooms/${id}/waiting/admit`)],
    ['settings', 'change-settings', (person, id) => person.patch(`/api/rooms/${id}`, { description: 'x' })],
    ['settings by PUT', 'change-settings', (person, id) => person.put(`/api/rooms/${id}`, { name: 'y' })],
    ['code', 'change-settings', (person, id) => person.post(`/api/rooms/${id}/code`)],
    [
      'mode',
      'change-state',
      (person, id) => person.patch(`/api/rooms/${id}/state`, { currentMode: 'philosopher' }),
    ],
    ['lock', 'change-state', (person, id) => person.patch(`/api/rooms/${id}/state`, { locked: true })],
    ['delete', 'delete-room', (person, id) => person.delete(`/api/rooms/${id}`)],
  ];

  it.each(REQUESTS)('%s', async (_title, action, request) => {
    const { people, roomId } = await setTheStage();
    for (const caller of [...CALLERS].reverse()) {
      const { errorCode = 'done', status } = await request(people[caller], roomId);
      const expected =
        caller === 'outsider' ? 'ROOM_NOT_FOUND' : may(caller, action) ? 'done' : 'NOT_ALLOWED';
      expect({ caller, outcome: errorCode }).toEqual({ caller, outcome: expected });
      expect(status).toBe({ ROOM_NOT_FOUND: 404, NOT_ALLOWED: 403 }[errorCode as string] ?? status);
    }
  });

  it('tells outsiders nowhere who is in a room, public or not', async () => {
    const { people, sockets, roomId } = await setTheStage();
    const base = `/api/rooms/${roomId}`;
    const { roomCode } = (await people.owner.get(base)).body.room;
    const insiders = ROLES.map((role) => people[role].id).filter((id) => id !== people.owner.id);
    for (const visibility of ['private', 'public']) {
      expectStatus(await people.owner.patch(base, { visibility }), 200);
      for (const path of [
        base,
        `/api/rooms/code/${roomCode}`,
        '/api/rooms',
        `${base}/participants`,
        `${base}/members`,
      ]) {
        const seen = JSON.stringify((await people.outsider.get(path)).body);
        for (const id of insiders)
          expect({ visibility, path, isTold: seen.includes(id) }).toMatchObject({ isTold: false });
      }
      const { rooms } = await sockets.outsider.ask('lobby:watch', {});
      expect(rooms).toEqual([]);
    }
    const { room } = expectStatus(await people.outsider.get(base), 200).body;
    expect(room).not.toHaveProperty('participants');
    expect(room).toMatchObject({ id: roomId, memberCount: 4, participantCount: 0 });
    const { room: own } = expectStatus(await people.member.get(base), 200).body;
    expect(own.participants).toHaveLength(4);
  });

  it('answers NOT_A_MEMBER instead where the room is public', async () => {
    const { people, roomId } = await setTheStage();
    expectStatus(await people.owner.patch(`/api/rooms/${roomId}`, { visibility: 'public' }), 200);
    for (const [title, , request] of REQUESTS) {
      const { errorCode = 'done' } = await request(people.outsider, roomId);
      expect({ title, errorCode }).toEqual({
        title,
        errorCode: title === 'details' ? 'done' : 'NOT_A_MEMBER',
      });
    }
  });

  it('state over Socket.IO', async () => {
    const { sockets, roomId } = await setTheStage();
    for (const caller of CALLERS) {
      const result = await sockets[caller].request('room:state-update', { roomId, locked: true });
      const expected =
        caller === 'outsider' ? 'ROOM_NOT_FOUND' : may(caller, 'change-state') ? 'done' : 'NOT_ALLOWED';
      expect({ caller, outcome: result.ok ? 'done' : result.error.code }).toEqual({
        caller,
        outcome: expected,
      });
    }
  });
});
