import { AppError } from '#shared/contract/errors.ts';
import { isAllowed, POLICIES, type RoomAction } from '#shared/model/policy.ts';
import type { Role } from '#shared/model/role.ts';
import type { JoinSituation, Seating } from '../../storage/member-repo.ts';
import type { StoredRoom } from '../../storage/room-row.ts';

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

export function assertRoomsPerOwner(owned: readonly StoredRoom[], limit: number): void {
  if (owned.length < limit) return;
  const oldest = [...owned].sort((a, b) => a.lastActivity - b.lastActivity);
  throw new AppError('TOO_MANY_ROOMS', `You already have ${owned.length} rooms. Close one of them first.`, {
    limit,
    rooms: oldest.map(({ id, name, code }) => ({ id, name, roomCode: code })),
  });
}

/** What the joiner brings; the slow password check is done before the write that this rule runs in. */
export interface JoinAttempt {
  readonly isBanned: boolean;
  /** The stored hash that the given password fits; null when none was given or it fits none. */
  readonly provenPasswordHash: string | null;
  readonly hasPassword: boolean;
  readonly ceiling: number;
}

/** R3: the refusals in their order. Somebody who has a seat passes all but the ban. */
export function decideJoin({ room, seat }: JoinSituation, attempt: JoinAttempt): Seating {
  const policy = POLICIES[room.policy];
  if (attempt.isBanned) throw new AppError('BANNED', 'You have been banned from this room.');
  const seating = { role: seat?.role ?? ('member' as const), isCaughtUp: !policy.forgetsLeavers };
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
  const capacity = effectiveCapacity(room.capacity, attempt.ceiling);
  if (room.memberCount >= capacity) {
    throw new AppError('ROOM_FULL', `The room is full (${room.memberCount} of ${capacity}).`, {
      memberCount: room.memberCount,
      maxParticipants: capacity,
    });
  }
  // An empty room has nobody to hand it over: whoever comes back first runs it.
  return room.memberCount === 0 && policy.respectsRank ? { ...seating, role: 'owner' } : seating;
}
