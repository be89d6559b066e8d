import type { Role } from '#shared/model/role.ts';
import type { Reader, Writer } from './database.ts';
import type { StoredMember } from './member-row.ts';
import type { StoredRoom } from './room-row.ts';

export interface Seat {
  readonly role: Role;
  readonly hasLeft: boolean;
}

export interface Seating {
  readonly role: Role;
  /** A newcomer's cursor starts at the newest message instead of before the first. */
  readonly isCaughtUp: boolean;
}

/** Null for somebody who never had one. */
export function findSeat(reader: Reader, roomId: string, userId: string): Seat | null {
  const row = reader
    .prepare<{ role: Role; left_at: number | null }>(
      'select role, left_at from members where room_id = ?1 and user_id = ?2',
    )
    .get(roomId, userId);
  return row ? { role: row.role, hasLeft: row.left_at !== null } : null;
}

export function takeSeat(
  writer: Writer,
  {
    room: { id: roomId, lastSeq },
    userId,
    now,
    isReturning,
  }: { room: StoredRoom; userId: string; now: number; isReturning: boolean },
  { role, isCaughtUp }: Seating,
): void {
  if (isReturning) {
    writer
      .prepare(
        'update members set left_at = null, role = ?3, joined_at = ?4 where room_id = ?1 and user_id = ?2',
      )
      .run(roomId, userId, role, now);
  } else {
    writer
      .prepare(
        'insert into members (room_id, user_id, role, joined_at, read_seq) values (?1, ?2, ?3, ?4, ?5)',
      )
      .run(roomId, userId, role, now, isCaughtUp ? lastSeq : 0);
  }
  writer.prepare('update rooms set last_activity = ?2 where id = ?1').run(roomId, now);
  if (role === 'owner') {
    writer.prepare('update rooms set owner_id = ?2 where id = ?1').run(roomId, userId);
  }
}

/** A seat that is forgotten takes role and cursor along. */
export function giveSeatUp(
  writer: Writer,
  {
    roomId,
    member,
    now,
    isForgotten,
  }: { roomId: string; member: StoredMember; now: number; isForgotten: boolean },
): void {
  // A mute must not be shaken off by leaving.
  if (isForgotten && !member.isMuted) {
    writer.prepare('delete from members where room_id = ?1 and user_id = ?2').run(roomId, member.userId);
    return;
  }
  const role = member.role === 'owner' ? 'member' : member.role;
  writer
    .prepare('update members set left_at = ?3, role = ?4 where room_id = ?1 and user_id = ?2')
    .run(roomId, member.userId, now, role);
}

// Whoever has been there longest in the highest rank inherits; a program only where nobody else is left.
const HEIR = `
  select m.user_id from members m join users u on u.id = m.user_id where m.room_id = ?1 and m.left_at is null
  order by u.kind <> 'person', case m.role when 'admin' then 0 when 'moderator' then 1 else 2 end, m.joined_at, m.user_id
  limit 1`;

/** Gives a room without an owner a new one; null when nobody is left. */
export function inherit(writer: Writer, roomId: string, now: number): string | null {
  const heir = writer.prepare<{ user_id: string }>(HEIR).get(roomId)?.user_id;
  if (heir === undefined) return null;
  writer.prepare("update members set role = 'owner' where room_id = ?1 and user_id = ?2").run(roomId, heir);
  writer.prepare('update rooms set owner_id = ?2, updated_at = ?3 where id = ?1').run(roomId, heir, now);
  return heir;
}
