import type { Role } from '#shared/model/role.ts';
import type { Reader } from './database.ts';
import { ROOM_COLUMNS, type RoomRow, type StoredRoom, toStoredRoom } from './room-row.ts';

/** A page of a list that is ordered by last activity, newest first. */
export interface RoomPageRequest {
  readonly search: string | null;
  readonly limit: number;
  readonly after: { readonly lastActivity: number; readonly id: string } | null;
}

const SELECT = `select ${ROOM_COLUMNS} from rooms r`;
const MATCHES = `(?3 is null or instr(lower(coalesce(r.name, '') || ' ' || r.description), lower(?3)) > 0)`;
const PAGED = `and (?4 is null or (r.last_activity, r.id) < (?4, ?5)) order by r.last_activity desc, r.id desc limit ?2`;
const LIST_MINE = `${SELECT} join members m on m.room_id = r.id and m.user_id = ?1 and m.left_at is null where ${MATCHES} ${PAGED}`;
const LIST_PUBLIC = `${SELECT} where r.space_id = ?1 and r.visibility = 'public' and ${MATCHES} ${PAGED}`;
const LIST_WITH_CODE = `${SELECT} where r.space_id = ?1 and r.code is not null order by r.last_activity desc, r.id desc limit ?2`;

export function findRoom(reader: Reader, roomId: string): StoredRoom | null {
  const row = reader.prepare<RoomRow>(`${SELECT} where r.id = ?1`).get(roomId);
  return row ? toStoredRoom(row) : null;
}

export function findRole(reader: Reader, roomId: string, userId: string): Role | null {
  const sql = 'select role from members where room_id = ?1 and user_id = ?2 and left_at is null';
  return reader.prepare<{ role: Role }>(sql).get(roomId, userId)?.role ?? null;
}

export function findRoomByCode(reader: Reader, code: string): StoredRoom | null {
  const row = reader.prepare<RoomRow>(`${SELECT} where r.code = ?1`).get(code);
  return row ? toStoredRoom(row) : null;
}

export function listOwned(reader: Reader, ownerId: string): StoredRoom[] {
  return reader.prepare<RoomRow>(`${SELECT} where r.owner_id = ?1`).all(ownerId).map(toStoredRoom);
}

/** Those with life in them first. */
export function listRoomsWithCode(reader: Reader, spaceId: string, limit: number): StoredRoom[] {
  return reader.prepare<RoomRow>(LIST_WITH_CODE).all(spaceId, limit).map(toStoredRoom);
}

export function listIdsWithCode(reader: Reader, spaceId: string): string[] {
  const sql = 'select id from rooms where space_id = ?1 and code is not null';
  return reader
    .prepare<{ id: string }>(sql)
    .all(spaceId)
    .map(({ id }) => id);
}

function listPage(reader: Reader, sql: string, whose: string, page: RoomPageRequest): StoredRoom[] {
  return reader
    .prepare<RoomRow>(sql)
    .all(whose, page.limit, page.search, page.after?.lastActivity ?? null, page.after?.id ?? null)
    .map(toStoredRoom);
}

export function listRoomsOfMember(reader: Reader, userId: string, page: RoomPageRequest): StoredRoom[] {
  return listPage(reader, LIST_MINE, userId, page);
}

export function listPublicRooms(reader: Reader, spaceId: string, page: RoomPageRequest): StoredRoom[] {
  return listPage(reader, LIST_PUBLIC, spaceId, page);
}
