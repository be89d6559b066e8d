import type { PolicyName } from '#shared/model/policy.ts';
import type { Role } from '#shared/model/role.ts';
import type { Visibility } from '#shared/model/room.ts';
import type { UserKind } from '#shared/model/user.ts';
import type { Reader } from './database.ts';
import { IS_MUTED } from './muted.ts';

/** What the rule for posting sees, read inside the write that it allows or refuses. */
export interface Standing {
  readonly policy: PolicyName;
  readonly visibility: Visibility;
  /** Null for somebody without a seat. */
  readonly role: Role | null;
  readonly isMuted: boolean;
  /** What kind of author asks; null for the host itself. */
  readonly kind: UserKind | null;
  readonly agentLimit: number | null;
  /** Messages of agents since a person spoke. */
  readonly agentStreak: number;
}

export interface StandingRow {
  room_key: number;
  last_seq: number;
  policy: PolicyName;
  visibility: Visibility;
  role: Role | null;
  muted: number | null;
  user_key: number | null;
  display_name: string | null;
  kind: UserKind | null;
  agent_limit: number | null;
  agent_streak: number;
}

const FIND_STANDING = `
  select r.key as room_key, r.last_seq, r.policy, r.visibility, m.role, ${IS_MUTED} as muted, r.agent_limit, r.agent_streak,
    u.key as user_key, u.display_name, u.kind
  from rooms r
  left join members m on m.room_id = r.id and m.user_id = ?2 and m.left_at is null
  left join users u on u.id = ?2
  where r.id = ?1`;

export function findStandingRow(
  reader: Reader,
  roomId: string,
  userId: string | null,
): StandingRow | undefined {
  return reader.prepare<StandingRow>(FIND_STANDING).get(roomId, userId);
}

export const toStanding = (row: StandingRow, agentStreak: number): Standing => ({
  policy: row.policy,
  visibility: row.visibility,
  role: row.role,
  isMuted: row.muted === 1,
  kind: row.kind,
  agentLimit: row.agent_limit,
  agentStreak,
});
