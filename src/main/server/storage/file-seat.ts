import type { PolicyName } from '#shared/model/policy.ts';
import type { Role } from '#shared/model/role.ts';
import type { Visibility } from '#shared/model/room.ts';
import type { Reader } from './database.ts';
import { IS_MUTED } from './muted.ts';

/** How somebody stands in the room a file goes to. */
export interface FileSeat {
  readonly policy: PolicyName;
  readonly visibility: Visibility;
  readonly spaceId: string;
  readonly role: Role | null;
  readonly isMuted: boolean;
}

/** What the rule for a new file sees, inside the write that takes the space. */
export interface FileSituation {
  readonly seat: FileSeat;
  /** Announced bytes of all files of the host. */
  readonly usedBytes: number;
  /** Files of the person that were not sent. */
  readonly unsent: number;
}

interface SeatRow {
  policy: PolicyName;
  visibility: Visibility;
  space_id: string;
  role: Role | null;
  muted: number | null;
}

const SEAT = `
  select r.policy, r.visibility, r.space_id, m.role, ${IS_MUTED} as muted
  from rooms r left join members m on m.room_id = r.id and m.user_id = ?2 and m.left_at is null
  where r.id = ?1`;
const USE = `
  select (select coalesce(sum(size), 0) from files
      where room_key not in (select key from rooms where gone_id is not null)) as used,
    (select count(*) from files f join users u on u.key = f.user_key
      where f.message_key is null and u.id = ?1) as unsent`;

export function findFileSeat(reader: Reader, roomId: string, userId: string): FileSeat | null {
  const row = reader.prepare<SeatRow>(SEAT).get(roomId, userId);
  if (!row) return null;
  const { policy, visibility, space_id: spaceId, role, muted } = row;
  return { policy, visibility, spaceId, role, isMuted: muted === 1 };
}

export function readFileSituation(reader: Reader, roomId: string, userId: string): FileSituation | null {
  const seat = findFileSeat(reader, roomId, userId);
  const use = reader.prepare<{ used: number; unsent: number }>(USE).get(userId);
  return seat && use ? { seat, usedBytes: use.used, unsent: use.unsent } : null;
}
