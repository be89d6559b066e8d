import type { Role } from '#shared/model/role.ts';
import type { Reader } from './database.ts';
import { findRole, findRoom } from './room-reads.ts';
import type { StoredRoom } from './room-row.ts';

/** Who acts where, on whom, and when. */
export interface Deed {
  readonly roomId: string;
  readonly actorId: string;
  readonly targetId: string;
  readonly now: number;
}

/** Who does something to whom, as the rule sees it inside the write. */
export interface ModerationSituation {
  readonly room: StoredRoom;
  readonly actorRole: Role | null;
  /** Null for somebody the host does not know in this space. `hasLeft` also for somebody who never had a seat. */
  readonly target: { readonly role: Role; readonly hasLeft: boolean; readonly ownedRooms: number } | null;
}

const TARGET = `
  select m.role, m.left_at, (select count(*) from rooms o where o.owner_id = u.id) as owned_rooms,
    m.user_id is not null as has_seat
  from users u left join members m on m.user_id = u.id and m.room_id = ?1
  where u.id = ?2 and u.space_id = ?3 and u.deleted_at is null`;

export function readModerationSituation(
  reader: Reader,
  { roomId, actorId, targetId }: Deed,
): ModerationSituation | null {
  const room = findRoom(reader, roomId);
  if (!room) return null;
  const target = reader
    .prepare<{ role: Role | null; left_at: number | null; owned_rooms: number; has_seat: number }>(TARGET)
    .get(roomId, targetId, room.spaceId);
  return {
    room,
    actorRole: findRole(reader, roomId, actorId),
    target: target
      ? {
          role: target.role ?? 'member',
          hasLeft: target.has_seat === 0 || target.left_at !== null,
          ownedRooms: target.owned_rooms,
        }
      : null,
  };
}
