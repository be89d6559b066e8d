import type { Role } from '#shared/model/role.ts';
import type { UserKind, UserStatus } from '#shared/model/user.ts';
import type { Reader } from './database.ts';

export interface StoredMember {
  readonly userId: string;
  readonly displayName: string;
  readonly kind: UserKind;
  /** Who asked an agent in; null for everybody else. */
  readonly ownerName: string | null;
  readonly status: UserStatus;
  readonly statusText: string | null;
  readonly statusUntil: number | null;
  readonly lastSeen: number | null;
  readonly role: Role;
  readonly isMuted: boolean;
  readonly joinedAt: number;
  readonly readSeq: number;
}

interface MemberRow {
  user_id: string;
  display_name: string;
  kind: UserKind;
  owner_name: string | null;
  status: UserStatus;
  status_text: string | null;
  status_until: number | null;
  last_seen: number | null;
  role: Role;
  muted: number;
  joined_at: number;
  read_seq: number;
}

const SELECT = `
  select m.user_id, u.display_name, u.kind,
    (select o.display_name from users o where o.id = u.owner_user_id) as owner_name,
    u.status, u.status_text, u.status_until, u.last_seen, m.role, m.muted, m.joined_at, m.read_seq
  from members m join users u on u.id = m.user_id where m.room_id = ?1 and m.left_at is null`;

const toMember = (row: MemberRow): StoredMember => ({
  userId: row.user_id,
  displayName: row.display_name,
  kind: row.kind,
  ownerName: row.owner_name,
  status: row.status,
  statusText: row.status_text,
  statusUntil: row.status_until,
  lastSeen: row.last_seen,
  role: row.role,
  isMuted: row.muted === 1,
  joinedAt: row.joined_at,
  readSeq: row.read_seq,
});

export function findMember(reader: Reader, roomId: string, userId: string): StoredMember | null {
  const row = reader.prepare<MemberRow>(`${SELECT} and m.user_id = ?2`).get(roomId, userId);
  return row ? toMember(row) : null;
}

export function listMembers(reader: Reader, roomId: string): StoredMember[] {
  return reader.prepare<MemberRow>(`${SELECT} order by m.joined_at, m.user_id`).all(roomId).map(toMember);
}
