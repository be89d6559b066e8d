import { AppError } from '#shared/contract/errors.ts';
import type { InviteStatus } from '#shared/model/invite.ts';
import type { JoinSituation } from '../../storage/member-repo.ts';
import type { StoredInvite } from '../../storage/room-invite-repo.ts';
import type { Seating } from '../../storage/seat-writes.ts';
import { assertFreeSeat, seatAs } from '../rooms/room-rules.ts';
import type { Door } from '../waiting/waiting-rules.ts';

export function readStatus(invite: StoredInvite, now: number): InviteStatus {
  if (invite.revokedAt !== null) return 'revoked';
  if (invite.usedAt !== null) return 'used';
  return invite.expiresAt <= now ? 'expired' : 'open';
}

const SENTENCES: Readonly<Record<Exclude<InviteStatus, 'open'>, string>> = {
  used: 'This invitation was used already.',
  expired: 'This invitation has expired.',
  revoked: 'This invitation was taken back.',
};

export function refuseInvite(status: Exclude<InviteStatus, 'open'>): never {
  throw new AppError('GONE', SENTENCES[status], { status });
}

/** A member vouches for the person: no password is asked. The lock opens only to those who were let in by its keepers. */
export function decideInvited(situation: JoinSituation, door: Door, passesLock: boolean): Seating {
  const { room, seat, isBanned } = situation;
  if (isBanned) throw new AppError('BANNED', 'You have been banned from this room.');
  if (seat && !seat.hasLeft) return seatAs(situation);
  if (room.isLocked && !passesLock) {
    throw new AppError('ROOM_LOCKED', 'The room is locked: nobody new may come in.');
  }
  assertFreeSeat(situation, door);
  return seatAs(situation);
}
