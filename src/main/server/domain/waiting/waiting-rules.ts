import { AppError } from '#shared/contract/errors.ts';
import { SIZES } from '#shared/contract/limits.ts';
import { POLICIES } from '#shared/model/policy.ts';
import type { Waiting, WaitingKind } from '#shared/model/waiting.ts';
import type { JoinSituation } from '../../storage/member-repo.ts';
import type { Seating } from '../../storage/seat-writes.ts';
import type { WaitingEntry, WaitSituation } from '../../storage/waiting-repo.ts';
import { assertFreeSeat, effectiveCapacity, roomNotFound, seatAs } from '../rooms/room-rules.ts';

export interface Door {
  readonly ceiling: number;
  readonly isStillWaiting: (entry: WaitingEntry) => boolean;
}

const banned = () => new AppError('BANNED', 'You have been banned from this room.');

/** What there is to wait for: being admitted to a locked room, or a seat of a full one. */
export function decideWait(
  { room, isBanned, isMember, entries }: WaitSituation,
  { ceiling, isStillWaiting }: Door,
  passwordFits: (passwordHash: string) => boolean,
  hasPassword: boolean,
): WaitingKind {
  if (isBanned) throw banned();
  if (POLICIES[room.policy].isClosed && !isMember) throw roomNotFound();
  if (isMember) throw new AppError('CONFLICT', 'You are in this room already.');
  // Whoever knocks shows nothing: somebody opens. Whoever queues comes in by themselves, so they prove it now.
  if (room.isLocked) return assertPlace(entries, 'knock');
  if (room.passwordHash !== null && !passwordFits(room.passwordHash)) {
    throw new AppError(
      'WRONG_PASSWORD',
      hasPassword ? 'That is not the password.' : 'The room has a password.',
      {
        isMissing: !hasPassword,
      },
    );
  }
  const queue = entries.filter((entry) => entry.kind === 'queue' && isStillWaiting(entry));
  if (queue.length === 0 && room.memberCount < effectiveCapacity(room.capacity, ceiling)) {
    throw new AppError('CONFLICT', 'The room is open: join it.');
  }
  return assertPlace(entries, 'queue');
}

function assertPlace(entries: readonly WaitingEntry[], kind: WaitingKind): WaitingKind {
  if (entries.length < SIZES.waitingMost) return kind;
  throw new AppError('ROOM_FULL', 'Too many people are waiting for this room.', { waiting: entries.length });
}

/** Somebody who may opens the door: lock and password do not count, ban and number of seats do. */
export function decideAdmission(situation: JoinSituation, { ceiling }: Door): Seating {
  const { room, seat, isBanned } = situation;
  if (isBanned) throw banned();
  const capacity = effectiveCapacity(room.capacity, ceiling);
  if (room.memberCount >= capacity && (!seat || seat.hasLeft)) {
    throw new AppError('ROOM_FULL', `The room is full (${room.memberCount} of ${capacity}).`, {
      memberCount: room.memberCount,
      maxParticipants: capacity,
    });
  }
  return seatAs(situation);
}

/** A seat became free: it goes to whoever is first in the queue inside the write that gives it. */
export function decidePromotion(situation: JoinSituation, door: Door): Seating {
  const { room, userId, waiting, isBanned } = situation;
  if (isBanned) throw banned();
  if (!waiting.some((entry) => entry.userId === userId))
    throw new AppError('CONFLICT', 'That person waits no longer.');
  if (room.isLocked) throw new AppError('ROOM_LOCKED', 'The room is locked: nobody new may come in.');
  assertFreeSeat(situation, door);
  return seatAs(situation);
}

/** Who is there, numbered among those who wait for the same. */
export function viewWaiting(entries: readonly WaitingEntry[]): Waiting[] {
  const counts = { knock: 0, queue: 0 };
  return entries.map(({ userId, displayName, kind, createdAt }) => {
    counts[kind] += 1;
    return { userId, displayName, kind, position: counts[kind], since: new Date(createdAt).toISOString() };
  });
}
