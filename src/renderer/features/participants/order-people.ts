import { ROLES } from '#shared/model/role.ts';
import type { Participant } from '#shared/model/room.ts';

export interface PeopleGroups {
  readonly here: readonly Participant[];
  readonly away: readonly Participant[];
}

/** Those who are here first; then by rank, then in the order of joining, so that nobody moves without a reason. */
export function orderPeople(participants: readonly Participant[]): PeopleGroups {
  const ordered = [...participants].sort(
    (a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || a.joinedAt.localeCompare(b.joinedAt),
  );
  return {
    here: ordered.filter((person) => person.isOnline),
    away: ordered.filter((person) => !person.isOnline),
  };
}
