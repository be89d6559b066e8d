import { AppError } from '#shared/contract/errors.ts';
import { isAllowed, POLICIES, type RoomAction } from '#shared/model/policy.ts';
import { isAbove, type Role } from '#shared/model/role.ts';
import type { ModerationSituation } from '../../storage/moderation-situation.ts';
import { assertMay, refuseOutsider } from '../rooms/room-rules.ts';

const notAllowed = () => new AppError('NOT_ALLOWED', 'Your role in this room does not allow that.');
const noSuchMember = () => new AppError('USER_NOT_FOUND', 'There is no such member.');

/** The actor's right first, then the target: an outsider learns nothing about who is in the room. */
export function assertMayAct(
  { room, actorRole, target }: ModerationSituation,
  action: RoomAction,
  reach: 'members' | 'anybody' = 'members',
): void {
  if (actorRole === null) throw refuseOutsider(room);
  assertMay(room, actorRole, action);
  if (target === null || (reach === 'members' && target.hasLeft)) throw noSuchMember();
  assertMay(room, actorRole, action, target.role);
}

/** Roles are given below one's own; ownership only by handing it over. */
export function assertMayGiveRole(situation: ModerationSituation, role: Role, roomsPerOwner: number): void {
  const { room, actorRole, target } = situation;
  if (role === 'owner') {
    assertMayAct(situation, 'hand-over');
    if (target && target.ownedRooms >= roomsPerOwner) {
      throw new AppError('TOO_MANY_ROOMS', `That person already has ${target.ownedRooms} rooms.`, {
        limit: roomsPerOwner,
      });
    }
    return;
  }
  assertMayAct(situation, 'change-role');
  if (actorRole === null || (POLICIES[room.policy].respectsRank && !isAbove(actorRole, role)))
    throw notAllowed();
}

export function assertMaySee(room: ModerationSituation['room'], role: Role | null, action: RoomAction): void {
  if (role === null) throw refuseOutsider(room);
  if (!isAllowed(POLICIES[room.policy], role, action)) throw notAllowed();
}
