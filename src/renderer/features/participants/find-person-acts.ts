import type { RoomAction } from '#shared/model/policy.ts';
import { isAbove } from '#shared/model/role.ts';
import type { MemberRoom, Participant } from '#shared/model/room.ts';
import { mayInRoom } from '../../lib/may-in-room.ts';

export type PersonAct =
  | 'make-admin'
  | 'make-moderator'
  | 'make-member'
  | 'hand-over'
  | 'mute'
  | 'unmute'
  | 'kick'
  | 'ban';

const GIVEN_ROLES = ['admin', 'moderator', 'member'] as const;

/** What I may do to somebody, in the order of the menu; the same rule decides it on the host. */
export function findPersonActs(
  room: Pick<MemberRoom, 'kind' | 'role'> | undefined,
  person: Pick<Participant, 'role' | 'muted'>,
): readonly PersonAct[] {
  const may = (action: RoomAction) => mayInRoom(room, action, person.role);
  if (room === undefined) return [];
  const acts: PersonAct[] = [];
  if (may('change-role')) {
    for (const given of GIVEN_ROLES) {
      if (given !== person.role && isAbove(room.role, given)) acts.push(`make-${given}`);
    }
  }
  if (may('hand-over')) acts.push('hand-over');
  if (may('mute-member')) acts.push(person.muted ? 'unmute' : 'mute');
  if (may('remove-member')) acts.push('kick');
  if (may('ban-member')) acts.push('ban');
  return acts;
}
