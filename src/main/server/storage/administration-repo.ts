import type { AdminRoom, AdminUser } from '#shared/model/administration.ts';
import type { UserKind } from '#shared/model/user.ts';
import type { Database } from './database.ts';
import { toIsoTime, toIsoTimeOrNull } from './message-row.ts';

export interface HostCounts {
  readonly rooms: number;
  readonly users: number;
  readonly messages: number;
  readonly bans: number;
  readonly databaseBytes: number;
  readonly fileBytes: number;
}

export interface AdminPage {
  readonly search: string | null;
  readonly limit: number;
  /** The id that ended the page before; ids rise with time. */
  readonly before: string | null;
}

export interface AdministrationRepo {
  count(): Promise<HostCounts>;
  listRooms(page: AdminPage): Promise<Omit<AdminRoom, 'participantCount'>[]>;
  listUsers(page: AdminPage): Promise<Omit<AdminUser, 'isOnline' | 'sessions'>[]>;
  /** Their token is worth nothing afterwards; messages keep their author. False for an unknown user. */
  deleteUser(userId: string, now: number): Promise<boolean>;
}

interface RoomRow {
  id: string;
  code: string | null;
  name: string | null;
  direct_pair: string | null;
  visibility: AdminRoom['visibility'];
  life: AdminRoom['life'];
  owner_id: string;
  owner_name: string | null;
  member_count: number;
  last_seq: number;
  created_at: number;
  last_activity: number;
}

interface UserRow {
  id: string;
  display_name: string;
  kind: UserKind;
  created_at: number;
  last_seen: number | null;
  room_count: number;
  owned_rooms: number;
}

const COUNT = `
  select (select count(*) from rooms where gone_id is null) as rooms,
    (select count(*) from users where deleted_at is null) as users,
    (select coalesce(sum(last_seq), 0) from rooms) as messages, (select count(*) from bans) as bans,
    (select coalesce(sum(size), 0) from files where sha256 is not null
      and room_key not in (select key from rooms where gone_id is not null)) as fileBytes,
    (select page_count * page_size from pragma_page_count(), pragma_page_size()) as databaseBytes`;

const ROOMS = `
  select r.id, r.code, r.name, r.direct_pair, r.visibility, r.life, r.owner_id, u.display_name as owner_name, r.last_seq, r.created_at,
    r.last_activity, (select count(*) from members m where m.room_id = r.id and m.left_at is null) as member_count
  from rooms r left join users u on u.id = r.owner_id
  where r.gone_id is null and (?1 is null or instr(lower(coalesce(r.name, '')), lower(?1)) > 0)
    and (?2 is null or r.id < ?2)
  order by r.id desc limit ?3`;

const USERS = `
  select u.id, u.display_name, u.kind, u.created_at, u.last_seen,
    (select count(*) from members m where m.user_id = u.id and m.left_at is null) as room_count,
    (select count(*) from rooms r where r.owner_id = u.id) as owned_rooms
  from users u where u.deleted_at is null
    and (?1 is null or instr(lower(u.display_name), lower(?1)) > 0) and (?2 is null or u.id < ?2)
  order by u.id desc limit ?3`;

export function createAdministrationRepo({ database }: { database: Database }): AdministrationRepo {
  return {
    count: () =>
      database.read((reader) => {
        const counts = reader.prepare<HostCounts>(COUNT).get();
        if (!counts) throw new Error('Counting gave no row.');
        return counts;
      }),
    listRooms: ({ search, before, limit }) =>
      database.read((reader) =>
        reader
          .prepare<RoomRow>(ROOMS)
          .all(search, before, limit)
          .map((row) => ({
            id: row.id,
            roomCode: row.code ?? '',
            name: row.name ?? '',
            kind: row.direct_pair === null ? 'room' : 'direct',
            visibility: row.visibility,
            life: row.life,
            ownerId: row.owner_id,
            ownerName: row.owner_name ?? '',
            memberCount: row.member_count,
            messageCount: row.last_seq,
            createdAt: toIsoTime(row.created_at),
            lastActivity: toIsoTime(row.last_activity),
          })),
      ),
    listUsers: ({ search, before, limit }) =>
      database.read((reader) =>
        reader
          .prepare<UserRow>(USERS)
          .all(search, before, limit)
          .map((row) => ({
            id: row.id,
            displayName: row.display_name,
            kind: row.kind,
            roomCount: row.room_count,
            ownedRooms: row.owned_rooms,
            createdAt: toIsoTime(row.created_at),
            lastSeen: toIsoTimeOrNull(row.last_seen),
          })),
      ),
    deleteUser: (userId, now) =>
      database.write((writer) => {
        writer.prepare('delete from devices where user_id = ?1').run(userId);
        // A line outlives the token: without a seat it can neither read nor write.
        writer
          .prepare('update members set left_at = ?2 where user_id = ?1 and left_at is null')
          .run(userId, now);
        writer
          .prepare(
            'update room_invites set revoked_at = ?2 where inviter_id = ?1 and used_at is null and revoked_at is null',
          )
          .run(userId, now);
        const changes = writer
          .prepare('update users set deleted_at = ?2 where id = ?1 and deleted_at is null')
          .run(userId, now);
        return changes > 0;
      }),
  };
}
