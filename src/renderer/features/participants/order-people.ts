import type { Message } from '#shared/model/message.ts';
import { ROLES } from '#shared/model/role.ts';
import type { Participant } from '#shared/model/room.ts';

export interface PeopleGroups {
  readonly here: readonly Participant[];
  /** Programs mostly have no line that would say that they are here: they come and go with what they do. */
  readonly agents: readonly Participant[];
  readonly away: readonly Participant[];
}

/** Those who are here first; then by rank, then in the order of joining, so that nobody moves without a reason. */
export function orderPeople(participants: readonly Participant[]): PeopleGroups {
  const ordered = [...participants].sort(
    (a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || a.joinedAt.localeCompare(b.joinedAt),
  );
  const people = ordered.filter((person) => person.kind === 'person');
  return {
    here: people.filter((person) => person.isOnline),
    agents: ordered.filter((person) => person.kind !== 'person'),
    away: people.filter((person) => !person.isOnline),
  };
}

/** When each agent was last heard here: by what it wrote, or when its line ended. */
export function findLastActs(
  participants: readonly Participant[],
  messages: readonly Message[],
): ReadonlyMap<string, string> {
  const acts = new Map<string, string>();
  const hear = (userId: string | null, at: string | null) => {
    if (userId !== null && at !== null && at > (acts.get(userId) ?? '')) acts.set(userId, at);
  };
  for (const { kind, userId, lastSeen } of participants) if (kind !== 'person') hear(userId, lastSeen);
  for (const { kind, userId, createdAt } of messages) if (kind !== 'person') hear(userId, createdAt);
  return acts;
}

const ACTIVE_MS = 5 * 60_000;

/** Acted a moment ago: counts as here although no line says so. */
export function isActive(lastAct: string | undefined, now: number): boolean {
  return lastAct !== undefined && now - Date.parse(lastAct) < ACTIVE_MS;
}
