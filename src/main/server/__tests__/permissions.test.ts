import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '#shared/contract/errors.ts';
import { isAllowed, POLICIES, ROOM_ACTIONS, type RoomAction } from '#shared/model/policy.ts';
import { isAbove, ROLES, type Role } from '#shared/model/role.ts';
import { connect, type TestSocket } from './socket-client.ts';
import { expectStatus, makeRoom, type Person, seat, startTestHost, type TestHost } from './test-host.ts';

type Caller = Role | 'outsider';
const CALLERS: readonly Caller[] = [...ROLES, 'outsider'];
const MODERATORS: readonly Caller[] = ['owner', 'admin', 'moderator'];

/** The table of the specification, written out: who may do what, whatever the code says. */
const MATRIX: Readonly<Partial<Record<RoomAction, readonly Caller[]>>> = {
  view: ROLES,
  send: ROLES,
  invite: ROLES,
  'remove-member': MODERATORS,
  'ban-member': MODERATORS,
  'mute-member': MODERATORS,
  'delete-message': MODERATORS,
  admit: MODERATORS,
  'release-agents': MODERATORS,
  'change-settings': ['owner', 'admin'],
  'change-state': ['owner', 'admin'],
  'change-role': ['owner', 'admin'],
  'delete-room': ['owner'],
  'hand-over': ['owner'],
  'see-analytics': ['owner'],
};
const may = (caller: Caller, action: RoomAction) => MATRIX[action]?.includes(caller) === true;

describe('R10 the policy of people’s rooms is the table of the specification', () => {
  it.each(Object.keys(MATRIX) as RoomAction[])('%s', (action) => {
    expect(ROOM_ACTIONS).toContain(action);
    for (const caller of CALLERS) {
      const role = caller === 'outsider' ? null : caller;
      expect(isAllowed(POLICIES.people, role, action)).toBe(may(caller, action));
      for (const target of ROLES) {
        const isExpected = may(caller, action) && role !== null && isAbove(role, target);
        expect(isAllowed(POLICIES.people, role, action, target)).toBe(isExpected);
      }
    }
  });
});

interface Stage {
  readonly host: TestHost;
  readonly roomId: string;
  readonly people: Record<Caller, Person>;
  readonly sockets: Record<Caller, TestSocket>;
}

async function giveRole(stage: Pick<Stage, 'roomId' | 'people'>, person: Person, role: Role): Promise<void> {
  if (role === 'member') return;
  expectStatus(
    await stage.people.owner.patch(`/api/rooms/${stage.roomId}/members/${person.id}`, { role }),
    200,
  );
}

/** A private room with somebody of every role, all connected, and somebody outside. */
async function setTheStage(): Promise<Stage> {
  const host = await startTestHost({ limits: { roomsPerOwner: 1_000 } as never });
  const entries = await Promise.all(
    CALLERS.map(async (caller) => [caller, await host.guest(caller)] as const),
  );
  const people = Object.fromEntries(entries) as Record<Caller, Person>;
  const room = await makeRoom(people.owner, { visibility: 'private', maxParticipants: 50 });
  await seat(room, people.admin, people.moderator, people.member);
  for (const role of ['admin', 'moderator'] as const)
    await giveRole({ roomId: room.id, people }, people[role], role);
  const lines = await Promise.all(
    CALLERS.map(async (caller) => [caller, await connect(host, people[caller])] as const),
  );
  return { host, roomId: room.id, people, sockets: Object.fromEntries(lines) as never };
}

type Outcome = ErrorCode | 'done';

const DEEDS = {
  kick: 'remove-member',
  ban: 'ban-member',
  mute: 'mute-member',
  role: 'change-role',
  'hand-over': 'hand-over',
  'delete a message': 'delete-message',
} as const satisfies Record<string, RoomAction>;
type Deed = keyof typeof DEEDS;

type Surface = 'REST' | 'Socket.IO';

async function doIt(
  stage: Stage,
  surface: Surface,
  deed: Deed,
  caller: Caller,
  userId: string,
  messageId: string,
): Promise<Outcome> {
  const { roomId } = stage;
  if (surface === 'REST') {
    const person = stage.people[caller];
    const base = `/api/rooms/${roomId}`;
    const answer = await {
      kick: () => person.delete(`${base}/kick/${userId}`, { reason: 'noise' }),
      ban: () => person.post(`${base}/bans`, { userId }),
      mute: () => person.patch(`${base}/members/${userId}`, { muted: true }),
      role: () => person.patch(`${base}/members/${userId}`, { role: 'member' }),
      'hand-over': () => person.patch(`${base}/members/${userId}`, { role: 'owner' }),
      'delete a message': () => person.delete(`/api/messages/${messageId}`),
    }[deed]();
    return answer.errorCode ?? 'done';
  }
  const socket = stage.sockets[caller];
  const result = await {
    kick: () => socket.request('room:kick', { roomId, userId, reason: 'noise' }),
    ban: () => socket.request('room:ban', { roomId, userId }),
    mute: () => socket.request('room:member-update', { roomId, userId, muted: true }),
    role: () => socket.request('room:member-update', { roomId, userId, role: 'member' }),
    'hand-over': () => socket.request('room:member-update', { roomId, userId, role: 'owner' }),
    'delete a message': () => socket.request('room:message-delete', { messageId }),
  }[deed]();
  return result.ok ? 'done' : result.error.code;
}

describe.each(['REST', 'Socket.IO'] as const)('R10 and R11 cell by cell over %s', (surface) => {
  it.each(Object.keys(DEEDS) as Deed[])('%s: every role on every role', async (deed) => {
    const stage = await setTheStage();
    for (const caller of CALLERS) {
      for (const targetRole of ROLES) {
        const target = targetRole === 'owner' ? stage.people.owner : await stage.host.guest('Target');
        if (targetRole !== 'owner') {
          await seat({ id: stage.roomId }, target);
          await giveRole(stage, target, targetRole);
        }
        const said = await target.post(`/api/rooms/${stage.roomId}/messages`, { content: 'a word' });
        const { message } = expectStatus(said, 201).body;
        const outcome = await doIt(stage, surface, deed, caller, target.id, message.id);
        const isAbleTo = may(caller, DEEDS[deed]) && caller !== 'outsider' && isAbove(caller, targetRole);
        const notFound = deed === 'delete a message' ? 'MESSAGE_NOT_FOUND' : 'ROOM_NOT_FOUND';
        const isOwnMessage = deed === 'delete a message' && caller === 'owner' && targetRole === 'owner';
        const expected = caller === 'outsider' ? notFound : isAbleTo || isOwnMessage ? 'done' : 'NOT_ALLOWED';
        expect({ caller, targetRole, outcome }).toEqual({ caller, targetRole, outcome: expected });
        if (outcome !== 'done') continue;
        const { participants } = (await stage.people.member.get(`/api/rooms/${stage.roomId}/members`)).body;
        const seen = participants.find((one: { userId: string }) => one.userId === target.id);
        if (deed === 'kick' || deed === 'ban') expect(seen).toBeUndefined();
        if (deed === 'mute') expect(seen.muted).toBe(true);
        if (deed === 'role') expect(seen.role).toBe('member');
        if (deed === 'hand-over') {
          expect(seen.role).toBe('owner');
          expect(participants.filter((one: { role: string }) => one.role === 'owner')).toHaveLength(1);
          // Given back, for the cells that follow.
          expectStatus(
            await target.patch(`/api/rooms/${stage.roomId}/members/${stage.people.owner.id}`, {
              role: 'owner',
            }),
            200,
          );
        }
      }
    }
  });

  it('gives roles only below one’s own', async () => {
    const stage = await setTheStage();
    for (const caller of CALLERS) {
      for (const given of ['admin', 'moderator', 'member'] as const) {
        const target = await stage.host.guest('Target');
        await seat({ id: stage.roomId }, target);
        const input = { roomId: stage.roomId, userId: target.id, role: given };
        let outcome: Outcome;
        if (surface === 'REST') {
          const answer = await stage.people[caller].patch(`/api/rooms/${stage.roomId}/members/${target.id}`, {
            role: given,
          });
          outcome = answer.errorCode ?? 'done';
        } else {
          const result = await stage.sockets[caller].request('room:member-update', input);
          outcome = result.ok ? 'done' : result.error.code;
        }
        const isAbleTo = may(caller, 'change-role') && caller !== 'outsider' && isAbove(caller, given);
        const expected = caller === 'outsider' ? 'ROOM_NOT_FOUND' : isAbleTo ? 'done' : 'NOT_ALLOWED';
        expect({ caller, given, outcome }).toEqual({ caller, given, outcome: expected });
      }
    }
  });
});

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
