import type { Ban } from '#shared/model/moderation.ts';
import type { Reader } from './database.ts';
import { toIsoTime } from './message-row.ts';

interface BanRow {
  room_id: string;
  room_name: string | null;
  user_id: string;
  display_name: string;
  reason: string | null;
  banned_by: string;
  banned_by_name: string | null;
  created_at: number;
}

const BANS = `
  select b.room_id, r.name as room_name, b.user_id, u.display_name, b.reason, b.banned_by,
    a.display_name as banned_by_name, b.created_at
  from bans b join users u on u.id = b.user_id join rooms r on r.id = b.room_id left join users a on a.id = b.banned_by`;

const toBan = (row: BanRow): Ban => ({
  userId: row.user_id,
  displayName: row.display_name,
  reason: row.reason,
  bannedBy: row.banned_by,
  bannedByName: row.banned_by_name ?? '',
  createdAt: toIsoTime(row.created_at),
});

export function findBan(reader: Reader, roomId: string, userId: string): Ban | null {
  const row = reader.prepare<BanRow>(`${BANS} where b.room_id = ?1 and b.user_id = ?2`).get(roomId, userId);
  return row ? toBan(row) : null;
}

export function listBansOfRoom(reader: Reader, roomId: string): Ban[] {
  return reader
    .prepare<BanRow>(`${BANS} where b.room_id = ?1 order by b.created_at, b.user_id`)
    .all(roomId)
    .map(toBan);
}

export type HostBan = Ban & { roomId: string; roomName: string };

/** Of all rooms, the newest first. */
export function listBansOfHost(reader: Reader): HostBan[] {
  return reader
    .prepare<BanRow>(`${BANS} order by b.created_at desc limit 1000`)
    .all()
    .map((row) => ({ ...toBan(row), roomId: row.room_id, roomName: row.room_name ?? '' }));
}
