import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '#shared/contract/errors.ts';
import { isAllowed, POLICIES, ROOM_ACTIONS, type RoomAction } from '#shared/model/policy.ts';
import { isAbove, ROLES } from '#shared/model/role.ts';
import { CALLERS, type Caller, giveRole, MATRIX, may, type Stage, setTheStage } from './role-stage.ts';
import { expectStatus, seat } from './test-host.ts';

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
