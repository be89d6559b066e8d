import { AppError } from '#shared/contract/errors.ts';
import { isAllowed, POLICIES, type RoomAction } from '#shared/model/policy.ts';
import type { Role } from '#shared/model/role.ts';
import type { JoinSituation } from '../../storage/member-repo.ts';
import type { StoredRoom } from '../../storage/room-row.ts';
import type { Seating } from '../../storage/seat-writes.ts';
import type { WaitingEntry } from '../../storage/waiting-repo.ts';

export function roomNotFound(): AppError {
  return new AppError('ROOM_NOT_FOUND', 'There is no such room.');
}

/** Outsiders do not learn that a private room exists. */
export function refuseOutsider(room: Pick<StoredRoom, 'visibility'>): AppError {
  return room.visibility === 'public' ? new AppError('NOT_A_MEMBER', 'Join the room first.') : roomNotFound();
}

export function assertMay(room: StoredRoom, role: Role | null, action: RoomAction, targetRole?: Role): void {
  if (role === null) throw refuseOutsider(room);
  if (!isAllowed(POLICIES[room.policy], role, action, targetRole)) {
    throw new AppError('NOT_ALLOWED', 'Your role in this room does not allow that.', { role, action });
  }
}

export function effectiveCapacity(capacity: number, ceiling: number): number {
  return capacity === 0 ? ceiling : Math.min(capacity, ceiling);
}

export function assertCapacity(capacity: number | undefined, ceiling: number): void {
  if (capacity !== undefined && capacity > ceiling) {
    throw new AppError('VALIDATION_FAILED', `maxParticipants must be at most ${ceiling} on this host.`, {
      path: 'maxParticipants',
      ceiling,
    });
  }
}

const LONGEST_AHEAD_MS = 366 * 24 * 3_600_000;

/** Milliseconds of a start time; it lies in the coming year. */
export function parseStart(startsAt: string | null | undefined, now: number): number | null | undefined {
  if (typeof startsAt !== 'string') return startsAt;
  const time = Date.parse(startsAt);
  if (time > now && time - now <= LONGEST_AHEAD_MS) return time;
  throw new AppError('VALIDATION_FAILED', 'startsAt must lie ahead, within a year.', { path: 'startsAt' });
}

export function assertRoomsPerOwner(owned: readonly StoredRoom[], limit: number, count = 1): void {
  if (owned.length + count <= limit) return;
  const oldest = [...owned].sort((a, b) => a.lastActivity - b.lastActivity);
  throw new AppError('TOO_MANY_ROOMS', `You already have ${owned.length} rooms. Close one of them first.`, {
    limit,
    rooms: oldest.map(({ id, name, code }) => ({ id, name, roomCode: code })),
  });
}

/** What the joiner brings; the slow password check is done before the write that this rule runs in. */
export interface JoinAttempt {
  /** The stored hash that the given password fits; null when none was given or it fits none. */
  readonly provenPasswordHash: string | null;
  readonly hasPassword: boolean;
  readonly ceiling: number;
  /** Whether somebody at the door is still there; who is not holds nobody up. */
  readonly isStillWaiting: (entry: WaitingEntry) => boolean;
}

/** Free seats are for those who came first: everybody in the queue before this person counts as seated. */
export function assertFreeSeat(
  { room, userId, waiting }: Pick<JoinSituation, 'room' | 'userId' | 'waiting'>,
  { ceiling, isStillWaiting }: Pick<JoinAttempt, 'ceiling' | 'isStillWaiting'>,
): void {
  const capacity = effectiveCapacity(room.capacity, ceiling);
  const queue = waiting.filter((entry) => entry.kind === 'queue' && isStillWaiting(entry));
  const place = queue.findIndex((entry) => entry.userId === userId);
  const ahead = place === -1 ? queue.length : place;
  if (room.memberCount + ahead < capacity) return;
  throw new AppError('ROOM_FULL', `The room is full (${room.memberCount} of ${capacity}).`, {
    memberCount: room.memberCount,
    maxParticipants: capacity,
    waiting: queue.length,
  });
}

/** An empty room has nobody to hand it over: whoever comes back first runs it. */
export function seatAs({ room, seat }: Pick<JoinSituation, 'room' | 'seat'>): Seating {
  const policy = POLICIES[room.policy];
  const isCaughtUp = !policy.forgetsLeavers;
  if (room.memberCount === 0 && policy.respectsRank) return { role: 'owner', isCaughtUp };
  return { role: seat?.role ?? 'member', isCaughtUp };
}

export function assertMayLeave({ policy }: Pick<StoredRoom, 'policy'>): void {
  if (POLICIES[policy].isClosed) {
    throw new AppError('NOT_ALLOWED', 'A direct conversation is not left; put it into the archive.');
  }
}

/** R3: the refusals in their order. Somebody who has a seat passes all but the ban. */
export function decideJoin(situation: JoinSituation, attempt: JoinAttempt): Seating {
  const { room, seat } = situation;
  if (situation.isBanned) throw new AppError('BANNED', 'You have been banned from this room.');
  if (POLICIES[room.policy].isClosed && (!seat || seat.hasLeft)) throw roomNotFound();
  const seating = seatAs(situation);
  if (seat && !seat.hasLeft) return seating;
  if (room.isLocked) throw new AppError('ROOM_LOCKED', 'The room is locked: nobody new may come in.');
  if (room.passwordHash !== null && attempt.provenPasswordHash !== room.passwordHash) {
    throw new AppError(
      'WRONG_PASSWORD',
      attempt.hasPassword ? 'That is not the password.' : 'The room has a password.',
      {
        isMissing: !attempt.hasPassword,
      },
    );
  }
  assertFreeSeat(situation, attempt);
  return seating;
}
