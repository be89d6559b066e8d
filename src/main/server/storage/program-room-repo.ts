import type { Message } from '#shared/model/message.ts';
import type { PolicyName } from '#shared/model/policy.ts';
import type { Role } from '#shared/model/role.ts';
import type { Database, Reader } from './database.ts';
import { MESSAGE_COLUMNS, MESSAGE_SOURCE, type MessageRow, toMessage } from './message-row.ts';

/** A room as a program sees it: no code, no presence, a cursor that is the text of a message id. */
export interface ProgramRoom {
  readonly id: string;
  readonly spaceId: string;
  readonly name: string | null;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly policy: PolicyName;
}

export interface ProgramSeat {
  readonly roomId: string;
  readonly userId: string;
  readonly spaceId: string;
  readonly role: Role;
  readonly joinedAt: number;
  readonly readMark: string | null;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface ProgramRoomRepo {
  find(roomId: string): Promise<ProgramRoom | null>;
  /** The caller's rooms of a space, oldest first. */
  listOf(spaceId: string, userId: string): Promise<(ProgramRoom & { seat: ProgramSeat })[]>;
  findSeat(roomId: string, userId: string): Promise<ProgramSeat | null>;
  listSeats(roomId: string): Promise<ProgramSeat[]>;
  /** Messages whose id is greater as text, ascending; the oldest without `after`. The host's own lines are not among them. */
  readAfter(roomId: string, after: string | null, limit: number): Promise<Message[]>;
  findLastMid(roomId: string): Promise<string | null>;
  /** Forward only, as text. Returns false when nothing changed. */
  moveMark(roomId: string, userId: string, mark: string): Promise<boolean>;
  countAfterMark(roomId: string, userId: string): Promise<number>;
}

interface RoomRow {
  id: string;
  space_id: string;
  name: string | null;
  created_by: string;
  created_at: number;
  policy: PolicyName;
}

interface SeatRow {
  room_id: string;
  user_id: string;
  seat_space_id: string;
  role: Role;
  joined_at: number;
  read_mark: string | null;
  metadata: string;
  secret_hash: string | null;
  display_name: string;
}

const ROOM = 'r.id, r.space_id, r.name, r.created_by, r.created_at, r.policy';
const SEAT =
  'm.room_id, m.user_id, u.space_id as seat_space_id, m.role, m.joined_at, m.read_mark, u.metadata, u.secret_hash, u.display_name';
const SEATS = 'members m join users u on u.id = m.user_id';

const toRoom = (row: RoomRow): ProgramRoom => ({
  id: row.id,
  spaceId: row.space_id,
  name: row.name,
  createdBy: row.created_by,
  createdAt: row.created_at,
  policy: row.policy,
});

const toSeat = (row: SeatRow): ProgramSeat => ({
  roomId: row.room_id,
  userId: row.user_id,
  spaceId: row.seat_space_id,
  role: row.role,
  joinedAt: row.joined_at,
  readMark: row.read_mark,
  // A person has no metadata of their own, but a name that programs look for there.
  metadata: row.secret_hash === null ? { display_name: row.display_name } : JSON.parse(row.metadata),
});

function findKeys(reader: Reader, roomId: string): { key: number; last_seq: number } | undefined {
  return reader
    .prepare<{ key: number; last_seq: number }>('select key, last_seq from rooms where id = ?1')
    .get(roomId);
}

/**
 * The seq behind which all ids are greater than `mark`. Ids rise with seq within a room, so halving finds it
 * for any text, without an index that every message would have to pay for.
 */
function findSeqOfMark(reader: Reader, room: { key: number; last_seq: number }, mark: string): number {
  const isBehind = reader.prepare<{ seq: number; behind: number }>(
    'select seq, id > ?3 as behind from messages where room_key = ?1 and seq >= ?2 order by seq limit 1',
  );
  let low = 0;
  let high = room.last_seq;
  // A follower stands at the end nearly always.
  const last = isBehind.get(room.key, high, mark);
  if (last?.behind === 0) return last.seq;
  while (low < high) {
    const middle = Math.floor((low + high) / 2) + 1;
    const found = isBehind.get(room.key, middle, mark);
    if (found?.behind === 0) low = found.seq;
    else high = middle - 1;
  }
  return low;
}

const LAST = `select m.id from ${MESSAGE_SOURCE}
  where r.id = ?1 and m.counts = 1 order by m.seq desc limit 1`;

const AFTER = `select ${MESSAGE_COLUMNS} from ${MESSAGE_SOURCE}
  where r.id = ?1 and m.seq > ?2 and m.counts = 1 order by m.seq asc limit ?3`;

export function createProgramRoomRepo({ database }: { database: Database }): ProgramRoomRepo {
  return {
    find: (roomId) =>
      database.read((reader) => {
        const row = reader.prepare<RoomRow>(`select ${ROOM} from rooms r where r.id = ?1`).get(roomId);
        return row ? toRoom(row) : null;
      }),
    listOf: (spaceId, userId) =>
      database.read((reader) =>
        reader
          .prepare<RoomRow & SeatRow>(
            `select ${ROOM}, ${SEAT} from ${SEATS} join rooms r on r.id = m.room_id
             where m.user_id = ?2 and m.left_at is null and r.space_id = ?1 order by r.created_at, r.id`,
          )
          .all(spaceId, userId)
          .map((row) => ({ ...toRoom(row), seat: toSeat(row) })),
      ),
    findSeat: (roomId, userId) =>
      database.read((reader) => {
        const row = reader
          .prepare<SeatRow>(
            `select ${SEAT} from ${SEATS} where m.room_id = ?1 and m.user_id = ?2 and m.left_at is null`,
          )
          .get(roomId, userId);
        return row ? toSeat(row) : null;
      }),
    listSeats: (roomId) =>
      database.read((reader) =>
        reader
          .prepare<SeatRow>(
            `select ${SEAT} from ${SEATS} where m.room_id = ?1 and m.left_at is null order by m.joined_at, u.key`,
          )
          .all(roomId)
          .map(toSeat),
      ),
    readAfter: (roomId, after, limit) =>
      database.read((reader) => {
        const room = findKeys(reader, roomId);
        if (!room) return [];
        const seq = after === null ? 0 : findSeqOfMark(reader, room, after);
        if (seq >= room.last_seq) return [];
        return reader.prepare<MessageRow>(AFTER).all(roomId, seq, limit).map(toMessage);
      }),
    findLastMid: (roomId) =>
      database.read((reader) => reader.prepare<{ id: string }>(LAST).get(roomId)?.id ?? null),
    moveMark: (roomId, userId, mark) =>
      database.write((writer) => {
        const room = findKeys(writer, roomId);
        if (!room) return false;
        const changes = writer
          .prepare(
            `update members set read_mark = ?3, read_seq = max(read_seq, ?4)
             where room_id = ?1 and user_id = ?2 and left_at is null and (read_mark is null or read_mark < ?3)`,
          )
          .run(roomId, userId, mark, findSeqOfMark(writer, room, mark));
        return changes > 0;
      }),
    countAfterMark: (roomId, userId) =>
      database.read((reader) => {
        const room = findKeys(reader, roomId);
        const seat = reader
          .prepare<{ read_mark: string | null }>(
            'select read_mark from members where room_id = ?1 and user_id = ?2 and left_at is null',
          )
          .get(roomId, userId);
        if (!room || !seat) return 0;
        const seq = seat.read_mark === null ? 0 : findSeqOfMark(reader, room, seat.read_mark);
        return (
          reader
            .prepare<{ n: number }>(
              `select last_seq - ?2 - (
                select count(*) from messages where room_key = ?1 and counts = 0 and seq > ?2
              ) as n from rooms where key = ?1`,
            )
            .get(room.key, seq)?.n ?? 0
        );
      }),
  };
}
