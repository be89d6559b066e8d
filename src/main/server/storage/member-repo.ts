import type { Role } from '#shared/model/role.ts';
import type { UserKind, UserStatus } from '#shared/model/user.ts';
import { isBannedFrom } from './ban-check.ts';
import type { Database, Reader, Writer } from './database.ts';
import { ROOM_COLUMNS, type RoomRow, type StoredRoom, toStoredRoom } from './room-row.ts';
import { listWaiting, type WaitingEntry } from './waiting-repo.ts';

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

/** What the rule for joining sees, inside the write. `seat` is null for somebody who never had one. */
export interface JoinSituation {
  readonly room: StoredRoom;
  readonly seat: { readonly role: Role; readonly hasLeft: boolean } | null;
  readonly userId: string;
  readonly isBanned: boolean;
  /** Everybody at the door, in order. */
  readonly waiting: readonly WaitingEntry[];
}

export interface Seating {
  readonly role: Role;
  /** A newcomer's cursor starts at the newest message instead of before the first. */
  readonly isCaughtUp: boolean;
}

export interface Joined {
  readonly room: StoredRoom;
  readonly member: StoredMember;
  /** False when the seat was already taken by the same person. */
  readonly isNew: boolean;
}

export interface Left {
  readonly room: StoredRoom;
  /** Who inherited, when the owner gave the seat up. */
  readonly newOwnerId: string | null;
}

/** Something another repository does in the write that gives the seat; it throws to undo both. */
export type InSameWrite = (writer: Writer, joined: Joined) => void;

export interface MemberRepo {
  /** `authorize` throws to refuse, and says how a new or returning member is seated. Null: no such room. */
  join(
    roomId: string,
    userId: string,
    now: number,
    authorize: (situation: JoinSituation) => Seating,
    alongside?: InSameWrite,
  ): Promise<Joined | null>;
  /** Null when there was no seat. `forget` drops role and cursor for good. */
  leave(
    roomId: string,
    userId: string,
    now: number,
    forgets: (room: StoredRoom) => boolean,
  ): Promise<Left | null>;
  find(roomId: string, userId: string): Promise<StoredMember | null>;
  list(roomId: string): Promise<StoredMember[]>;
  listRoomIds(userId: string): Promise<string[]>;
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

// Whoever has been there longest in the highest rank inherits; a program only where nobody else is left.
const HEIR = `
  select m.user_id from members m join users u on u.id = m.user_id where m.room_id = ?1 and m.left_at is null
  order by u.kind <> 'person', case m.role when 'admin' then 0 when 'moderator' then 1 else 2 end, m.joined_at, m.user_id
  limit 1`;

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

function findMember(reader: Reader, roomId: string, userId: string): StoredMember | null {
  const row = reader.prepare<MemberRow>(`${SELECT} and m.user_id = ?2`).get(roomId, userId);
  return row ? toMember(row) : null;
}

function findRoom(reader: Reader, roomId: string): StoredRoom | null {
  const row = reader.prepare<RoomRow>(`select ${ROOM_COLUMNS} from rooms r where r.id = ?1`).get(roomId);
  return row ? toStoredRoom(row) : null;
}

export function createMemberRepo({ database }: { database: Database }): MemberRepo {
  return {
    join: (roomId, userId, now, authorize, alongside) =>
      database.write((writer) => {
        const room = findRoom(writer, roomId);
        if (!room) return null;
        const seat = writer
          .prepare<{ role: Role; left_at: number | null }>(
            'select role, left_at from members where room_id = ?1 and user_id = ?2',
          )
          .get(roomId, userId);
        const { role, isCaughtUp } = authorize({
          room,
          seat: seat ? { role: seat.role, hasLeft: seat.left_at !== null } : null,
          userId,
          isBanned: isBannedFrom(writer, roomId, userId),
          waiting: listWaiting(writer, roomId),
        });
        const isNew = !seat || seat.left_at !== null;
        if (!seat) {
          writer
            .prepare(
              'insert into members (room_id, user_id, role, joined_at, read_seq) values (?1, ?2, ?3, ?4, ?5)',
            )
            .run(roomId, userId, role, now, isCaughtUp ? room.lastSeq : 0);
        } else if (isNew) {
          writer
            .prepare(
              'update members set left_at = null, role = ?3, joined_at = ?4 where room_id = ?1 and user_id = ?2',
            )
            .run(roomId, userId, role, now);
        }
        if (isNew) writer.prepare('update rooms set last_activity = ?2 where id = ?1').run(roomId, now);
        if (isNew && role === 'owner') {
          writer.prepare('update rooms set owner_id = ?2 where id = ?1').run(roomId, userId);
        }
        const member = findMember(writer, roomId, userId);
        const current = findRoom(writer, roomId);
        if (!member || !current) throw new Error('A member that was just written is missing.');
        const joined = { room: current, member, isNew };
        writer.prepare('delete from waiting where room_id = ?1 and user_id = ?2').run(roomId, userId);
        alongside?.(writer, joined);
        return joined;
      }),
    leave: (roomId, userId, now, forgets) =>
      database.write((writer) => {
        const room = findRoom(writer, roomId);
        const member = findMember(writer, roomId, userId);
        if (!room || !member) return null;
        // A mute must not be shaken off by leaving.
        if (forgets(room) && !member.isMuted) {
          writer.prepare('delete from members where room_id = ?1 and user_id = ?2').run(roomId, userId);
        } else {
          const role = member.role === 'owner' ? 'member' : member.role;
          writer
            .prepare('update members set left_at = ?3, role = ?4 where room_id = ?1 and user_id = ?2')
            .run(roomId, userId, now, role);
        }
        const heir =
          member.role === 'owner'
            ? writer.prepare<{ user_id: string }>(HEIR).get(roomId)?.user_id
            : undefined;
        if (heir) {
          writer
            .prepare("update members set role = 'owner' where room_id = ?1 and user_id = ?2")
            .run(roomId, heir);
          writer
            .prepare('update rooms set owner_id = ?2, updated_at = ?3 where id = ?1')
            .run(roomId, heir, now);
        }
        const current = findRoom(writer, roomId);
        if (!current) throw new Error('A room vanished inside its own transaction.');
        return { room: current, newOwnerId: heir ?? null };
      }),
    find: (roomId, userId) => database.read((reader) => findMember(reader, roomId, userId)),
    list: (roomId) =>
      database.read((reader) =>
        reader.prepare<MemberRow>(`${SELECT} order by m.joined_at, m.user_id`).all(roomId).map(toMember),
      ),
    listRoomIds: (userId) =>
      database.read((reader) =>
        reader
          .prepare<{ room_id: string }>('select room_id from members where user_id = ?1 and left_at is null')
          .all(userId)
          .map((row) => row.room_id),
      ),
  };
}
