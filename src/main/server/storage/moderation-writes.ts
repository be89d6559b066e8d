import type { Writer } from './database.ts';
import type { Deed } from './moderation-situation.ts';

/** Gives up somebody's seat; a rank goes with it, a mute stays. Returns whether there was one. */
export function vacate(writer: Writer, { roomId, targetId, now }: Deed): boolean {
  const changes = writer
    .prepare(
      "update members set left_at = ?3, role = 'member' where room_id = ?1 and user_id = ?2 and left_at is null",
    )
    .run(roomId, targetId, now);
  return changes > 0;
}

/** What belongs to a banned person goes with them. Returns the agents that had a seat. */
export function vacateAgents(writer: Writer, { roomId, targetId, now }: Deed): string[] {
  return writer
    .prepare<{ user_id: string }>(
      `update members set left_at = ?3 where room_id = ?1 and left_at is null
       and user_id in (select id from users where owner_user_id = ?2) returning user_id`,
    )
    .all(roomId, targetId, now)
    .map((row) => row.user_id);
}

/** What they asked others in with is worth nothing when they are sent away themselves. */
export function revokeInvites(writer: Writer, { roomId, targetId, now }: Deed): void {
  writer
    .prepare(
      `update room_invites set revoked_at = ?3
       where room_id = ?1 and inviter_id = ?2 and used_at is null and revoked_at is null`,
    )
    .run(roomId, targetId, now);
}

export function handOver(writer: Writer, { roomId, targetId, now }: Deed): void {
  writer.prepare("update members set role = 'admin' where room_id = ?1 and role = 'owner'").run(roomId);
  writer
    .prepare("update members set role = 'owner' where room_id = ?1 and user_id = ?2")
    .run(roomId, targetId);
  writer.prepare('update rooms set owner_id = ?2, updated_at = ?3 where id = ?1').run(roomId, targetId, now);
}

/** Somebody who was banned comes back neither as themselves nor with a device of theirs. */
export function insertBan(
  writer: Writer,
  { roomId, actorId, targetId, now }: Deed,
  reason: string | null,
): void {
  writer.prepare('delete from waiting where room_id = ?1 and user_id = ?2').run(roomId, targetId);
  writer
    .prepare(
      `insert into bans (room_id, user_id, banned_by, reason, created_at) values (?1, ?2, ?3, ?4, ?5)
       on conflict do update set reason = ?4`,
    )
    .run(roomId, targetId, actorId, reason, now);
  writer
    .prepare(
      `insert or ignore into ban_devices (room_id, device_hash, user_id)
       select ?1, id_hash, user_id from devices where user_id = ?2`,
    )
    .run(roomId, targetId);
}
