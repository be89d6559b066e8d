import type { PolicyName } from '#shared/model/policy.ts';
import type { RoomLife, Visibility } from '#shared/model/room.ts';

/** A room as it is stored; presence, links and the caller's own view are added by the domain. */
export interface StoredRoom {
  readonly id: string;
  readonly spaceId: string;
  readonly code: string;
  readonly name: string;
  readonly description: string;
  readonly ownerId: string;
  readonly policy: PolicyName;
  readonly visibility: Visibility;
  /** 0: up to the host's ceiling. */
  readonly capacity: number;
  readonly passwordHash: string | null;
  readonly isLocked: boolean;
  readonly life: RoomLife;
  readonly mode: string;
  readonly isConversationActive: boolean;
  readonly lastSeq: number;
  readonly lastRev: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly lastActivity: number;
  readonly startsAt: number | null;
  /** Messages of agents before they wait for a person; null: as the host says, 0: they never wait. */
  readonly agentLimit: number | null;
  readonly agentStreak: number;
  readonly memberCount: number;
}

export interface RoomRow {
  id: string;
  space_id: string;
  code: string | null;
  name: string | null;
  description: string;
  owner_id: string;
  policy: PolicyName;
  visibility: Visibility;
  capacity: number;
  password_hash: string | null;
  locked: number;
  life: RoomLife;
  mode: string;
  conversation_active: number;
  last_seq: number;
  last_rev: number;
  created_at: number;
  updated_at: number;
  last_activity: number;
  starts_at: number | null;
  agent_limit: number | null;
  agent_streak: number;
  member_count: number;
}

export const ROOM_COLUMNS = `
  r.id, r.space_id, r.code, r.name, r.description, r.owner_id, r.policy, r.visibility, r.capacity, r.password_hash,
  r.locked, r.life, r.mode, r.conversation_active, r.last_seq, r.last_rev, r.created_at, r.updated_at, r.last_activity, r.starts_at,
  r.agent_limit, r.agent_streak,
  (select count(*) from members c where c.room_id = r.id and c.left_at is null) as member_count`;

export function toStoredRoom(row: RoomRow): StoredRoom {
  return {
    id: row.id,
    spaceId: row.space_id,
    code: row.code ?? '',
    name: row.name ?? '',
    description: row.description,
    ownerId: row.owner_id,
    policy: row.policy,
    visibility: row.visibility,
    capacity: row.capacity,
    passwordHash: row.password_hash,
    isLocked: row.locked === 1,
    life: row.life,
    mode: row.mode,
    isConversationActive: row.conversation_active === 1,
    lastSeq: row.last_seq,
    lastRev: row.last_rev,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    lastActivity: row.last_activity,
    startsAt: row.starts_at,
    agentLimit: row.agent_limit,
    agentStreak: row.agent_streak,
    memberCount: row.member_count,
  };
}
