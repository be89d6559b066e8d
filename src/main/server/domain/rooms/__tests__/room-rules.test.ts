import { describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '#shared/contract/errors.ts';
import type { JoinSituation } from '../../../storage/member-repo.ts';
import type { StoredRoom } from '../../../storage/room-row.ts';
import type { WaitingEntry } from '../../../storage/waiting-repo.ts';
import { decideJoin, type JoinAttempt, parseStart } from '../room-rules.ts';

const ROOM: StoredRoom = {
  id: 'room',
  spaceId: 'space',
  code: 'ABCDEF',
  name: 'Room',
  description: '',
  ownerId: 'owner',
  policy: 'people',
  visibility: 'public',
  capacity: 3,
  passwordHash: null,
  isLocked: false,
  life: 'day',
  mode: 'playful',
  isConversationActive: false,
  lastSeq: 0,
  lastRev: 0,
  createdAt: 0,
  updatedAt: 0,
  lastActivity: 0,
  startsAt: null,
  agentLimit: null,
  agentStreak: 0,
  memberCount: 1,
};
const ATTEMPT: JoinAttempt = {
  provenPasswordHash: null,
  hasPassword: false,
  ceiling: 50,
  isStillWaiting: ({ seenAt }) => seenAt > 0,
};

const inQueue = (userId: string, seenAt = 1): WaitingEntry => ({
  userId,
  displayName: userId,
  kind: 'queue',
  createdAt: 0,
  seenAt,
});

function decide(situation: Partial<JoinSituation>, attempt: Partial<JoinAttempt> = {}): ErrorCode | string {
  try {
    const given = { room: ROOM, seat: null, userId: 'me', isBanned: false, waiting: [], ...situation };
    return decideJoin(given, { ...ATTEMPT, ...attempt }).role;
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

describe('R3 the decision to let somebody in', () => {
  it('refuses in the order of the specification', () => {
    const room = { ...ROOM, isLocked: true, passwordHash: 'hash', memberCount: 3 };
    const unlocked = { ...room, isLocked: false };
    expect(decide({ room, isBanned: true })).toBe('BANNED');
    expect(decide({ room })).toBe('ROOM_LOCKED');
    expect(decide({ room: unlocked })).toBe('WRONG_PASSWORD');
    expect(decide({ room: unlocked }, { provenPasswordHash: 'old hash' })).toBe('WRONG_PASSWORD');
    expect(decide({ room: unlocked }, { provenPasswordHash: 'hash' })).toBe('ROOM_FULL');
    expect(decide({ room: { ...unlocked, memberCount: 2 } }, { provenPasswordHash: 'hash' })).toBe('member');
  });

  it('lets somebody with a seat pass everything but the ban, and keeps their role', () => {
    const room = { ...ROOM, isLocked: true, passwordHash: 'hash', memberCount: 3 };
    const seat = { role: 'moderator' as const, hasLeft: false };
    expect(decide({ room, seat })).toBe('moderator');
    expect(decide({ room, seat, isBanned: true })).toBe('BANNED');
    expect(decide({ room, seat: { ...seat, hasLeft: true } })).toBe('ROOM_LOCKED');
  });

  it('makes whoever comes back to an empty room its owner', () => {
    expect(decide({ room: { ...ROOM, memberCount: 0 } })).toBe('owner');
  });

  it('keeps free seats for those who queued before, as long as they are there', () => {
    const room = { ...ROOM, memberCount: 2 };
    expect(decide({ room, waiting: [inQueue('first')] })).toBe('ROOM_FULL');
    expect(decide({ room, waiting: [inQueue('first')], userId: 'first' })).toBe('member');
    expect(decide({ room, waiting: [inQueue('first'), inQueue('me')] })).toBe('ROOM_FULL');
    expect(decide({ room, waiting: [inQueue('me'), inQueue('second')] })).toBe('member');
    expect(decide({ room, waiting: [inQueue('first', 0)] })).toBe('member');
    expect(decide({ room, waiting: [{ ...inQueue('first'), kind: 'knock' }] })).toBe('member');
    expect(decide({ waiting: [inQueue('first')] })).toBe('member');
  });

  it('reads 0 as the host’s ceiling, and never goes above it', () => {
    const room = { ...ROOM, memberCount: 5 };
    expect(decide({ room: { ...room, capacity: 0 } }, { ceiling: 6 })).toBe('member');
    expect(decide({ room: { ...room, capacity: 0 } }, { ceiling: 5 })).toBe('ROOM_FULL');
    expect(decide({ room: { ...room, capacity: 50 } }, { ceiling: 5 })).toBe('ROOM_FULL');
  });
});

describe('R15 a start time', () => {
  it('lies ahead, within a year; nothing and none are kept apart', () => {
    const now = Date.UTC(2030, 0, 1);
    expect(parseStart('2030-01-02T10:00:00+02:00', now)).toBe(Date.UTC(2030, 0, 2, 8));
    expect(parseStart(undefined, now)).toBeUndefined();
    expect(parseStart(null, now)).toBeNull();
    for (const time of ['2029-12-31T23:59:59Z', '2031-02-01T00:00:00Z', '2030-01-01T00:00:00Z']) {
      expect(() => parseStart(time, now)).toThrow('startsAt');
    }
  });
});
