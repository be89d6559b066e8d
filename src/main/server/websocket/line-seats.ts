import { AppError } from '#shared/contract/errors.ts';
import { readCode } from '#shared/contract/websocket.ts';
import type { Participant } from '#shared/model/room.ts';
import type { Actor } from '../domain/actor.ts';
import type { LookUpCode, ProvePassword } from '../domain/limits/guesses.ts';
import type { PresenceService } from '../domain/presence/presence-service.ts';
import type { MembershipService } from '../domain/rooms/membership-service.ts';
import type { FanOut } from './fan-out.ts';
import { assertIn, type Family, type Line } from './line.ts';

interface Options {
  memberships: Pick<MembershipService, 'joinRoom' | 'leaveRoom'>;
  isPresent: PresenceService['isPresent'];
  fanOut: FanOut;
  rememberNames: (roomId: string, people: readonly Participant[]) => void;
  lookUpCode: LookUpCode;
  provePassword: ProvePassword;
}

/** Where a line goes in and out; `place` is a room's id or its code. */
export function createLineSeats({
  memberships,
  isPresent,
  fanOut,
  rememberNames,
  lookUpCode,
  provePassword,
}: Options) {
  async function join(
    line: Line,
    actor: Actor,
    family: Family,
    request: { place: string; password?: string | undefined; displayName?: string | undefined },
  ) {
    const code = readCode(request.place);
    const seat = {
      ...(code === null ? { roomId: request.place } : { roomCode: code }),
      password: request.password,
      displayName: request.displayName,
      connectionId: line.id,
    };
    line.joining = family;
    try {
      const enter = () => memberships.joinRoom(actor, seat);
      const joined = await (code === null
        ? provePassword(line.address, seat.password, enter)
        : lookUpCode(line.address, enter, code));
      // Removed, or gone, while the join was under way: nobody would take the line out again.
      if (!isPresent(joined.room.id, actor.userId)) {
        throw new AppError('NOT_A_MEMBER', 'You were removed from the room.');
      }
      fanOut.add(line, joined.room.id, family);
      rememberNames(joined.room.id, joined.participants);
      return joined;
    } finally {
      line.joining = null;
    }
  }

  async function leave(line: Line, actor: Actor, roomId: string): Promise<void> {
    assertIn(line, roomId);
    await memberships.leaveRoom(actor, roomId);
    fanOut.remove(line, roomId);
  }

  return { join, leave };
}
