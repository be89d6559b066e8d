import type { Reader } from './database.ts';

// The person, a device of theirs, or the person an agent belongs to. Whoever was removed from the host is out everywhere.
const IS_BANNED = `
  with me (id) as (
    select ?2 union select owner_user_id from users where id = ?2 and owner_user_id is not null
  )
  select 1 as is_banned where exists (select 1 from users where id = ?2 and deleted_at is not null)
    or exists (select 1 from bans where room_id = ?1 and user_id in (select id from me))
    or exists (
      select 1 from devices d join ban_devices b on b.room_id = ?1 and b.device_hash = d.id_hash
      where d.user_id in (select id from me))`;

/** Asked inside the write that gives the seat: a ban and a join cannot pass each other. */
export function isBannedFrom(reader: Reader, roomId: string, userId: string): boolean {
  return reader.prepare(IS_BANNED).get(roomId, userId) !== undefined;
}
