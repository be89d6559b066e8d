import { isAllowed, POLICIES, type RoomAction } from '#shared/model/policy.ts';
import type { Role } from '#shared/model/role.ts';
import type { MemberRoom } from '#shared/model/room.ts';

/** What my role allows in a room; the host asks the same rule. A conversation of two has rules of its own. */
export function mayInRoom(
  room: Pick<MemberRoom, 'kind' | 'role'> | undefined,
  action: RoomAction,
  targetRole?: Role,
): boolean {
  if (room === undefined) return false;
  const policy = room.kind === 'direct' ? POLICIES.direct : POLICIES.people;
  return isAllowed(policy, room.role, action, targetRole);
}
