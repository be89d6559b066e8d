import type { Message } from '#shared/model/message.ts';
import type { NotifyLevel, SeatSettings } from '#shared/model/room.ts';
import type { Database, Reader } from './database.ts';
import { MESSAGE_COLUMNS, MESSAGE_SOURCE, type MessageRow, toMessage, withQuote } from './message-row.ts';

/** A member's own view of a room: the one source of every badge. */
export interface ReadingView {
  readonly unreadCount: number;
  readonly mentionCount: number;
  readonly lastReadMessageId: string | null;
  readonly lastMessage: Message | null;
  readonly kind: 'room' | 'direct';
  readonly notify: NotifyLevel;
  readonly isArchived: boolean;
  /** The other one's name stands for a direct conversation. */
  readonly name?: string;
  readonly peer?: { readonly userId: string; readonly displayName: string };
  readonly readLifeSeconds?: number | null;
}

/** What one room adds to the badges. */
export interface RoomCount {
  readonly roomId: string;
  readonly unreadCount: number;
  readonly mentionCount: number;
  readonly notify: NotifyLevel;
}

export interface Moved {
  readonly view: ReadingView;
  readonly hasMoved: boolean;
  /** When the first of the messages just read goes, in a conversation where they do. */
  readonly goesAt: number | null;
}

export interface CursorRepo {
  /** Null without a seat. */
  view(roomId: string, userId: string): Promise<ReadingView | null>;
  viewMany(roomIds: readonly string[], userId: string): Promise<Map<string, ReadingView>>;
  /** Forward only; an older message changes nothing. Null when the room has no such message or no such seat. */
  moveForward(roomId: string, userId: string, messageId: string, now: number): Promise<Moved | null>;
  /** Makes a message and all after it unread again; for the person only: who has read it stays known. */
  moveBefore(roomId: string, userId: string, messageId: string): Promise<Moved | null>;
  /** All rooms of a person at once. */
  countAll(userId: string): Promise<RoomCount[]>;
  /** Null without a seat. */
  changeSeat(roomId: string, userId: string, change: Partial<SeatSettings>): Promise<SeatSettings | null>;
}

interface ViewRow {
  room_key: number;
  unread: number;
  mentioned: number;
  last_read_id: string | null;
  notify: NotifyLevel;
  archived: number;
  direct_pair: string | null;
  read_life_ms: number | null;
}

// Seq has no gaps, so unread is a distance, less lines that never count and one's own: exact at any length.
const COUNTS = `
    r.last_seq - m.read_seq
      - (select count(*) from messages c where c.room_key = r.key and c.counts = 0 and c.seq > m.read_seq)
      - (select count(*) from messages c
          where c.room_key = r.key and c.counts = 1 and c.user_key = u.key and c.seq > m.read_seq) as unread,
    (select count(*) from mentions n
      where n.user_key = u.key and n.room_key = r.key and n.seq > m.read_seq) as mentioned`;

const VIEW = `
  select r.key as room_key, ${COUNTS},
    (select x.id from messages x where x.room_key = r.key and x.seq = m.read_seq) as last_read_id,
    m.notify, m.archived_seq is not null and m.archived_seq >= r.last_seq as archived, r.direct_pair, r.read_life_ms
  from members m join rooms r on r.id = m.room_id join users u on u.id = m.user_id
  where m.room_id = ?1 and m.user_id = ?2 and m.left_at is null`;

const COUNT_ALL = `
  select r.id as room_id, m.notify, ${COUNTS}
  from members m join rooms r on r.id = m.room_id join users u on u.id = m.user_id
  where m.user_id = ?1 and m.left_at is null`;
const PEER = `
  select u.id as userId, u.display_name as displayName from members m join users u on u.id = m.user_id
  where m.room_id = ?1 and m.user_id <> ?2`;
const SEAT = `
  select m.notify, m.archived_seq is not null and m.archived_seq >= r.last_seq as archived
  from members m join rooms r on r.id = m.room_id where m.room_id = ?1 and m.user_id = ?2 and m.left_at is null`;
const CHANGE_SEAT = `
  update members set notify = coalesce(?3, notify),
    archived_seq = case ?4 when 1 then (select last_seq from rooms where id = ?1) when 0 then null else archived_seq end
  where room_id = ?1 and user_id = ?2 and left_at is null`;

const NEWEST = `select ${MESSAGE_COLUMNS} from ${MESSAGE_SOURCE} where r.key = ?1 and m.room_key = ?1`;
// What was said goes before lines of the system, but nobody walks over more than this many of those to find it.
const LINES_BEFORE_LAST = 64;
const LAST_SAID = `${NEWEST} and m.seq > r.last_seq - ${LINES_BEFORE_LAST} and m.type <> 'system'
  order by m.seq desc limit 1`;
const LAST = `${NEWEST} order by m.seq desc limit 1`;

const SEQ_OF =
  'select m.seq from messages m join rooms r on r.key = m.room_key where m.id = ?1 and r.id = ?2';
const READ_SEQ = 'select read_seq from members where room_id = ?1 and user_id = ?2';
const FORWARD = `
  update members set read_seq = ?3 where room_id = ?1 and user_id = ?2 and left_at is null and read_seq < ?3`;
const BEFORE = `
  update members set seen_seq = max(seen_seq, read_seq), read_seq = ?3
  where room_id = ?1 and user_id = ?2 and left_at is null and read_seq <> ?3`;
// In a direct conversation whose messages go after reading, their last minutes begin.
const START_LIFE = `
  update messages set expires_at = ?4 + (select read_life_ms from rooms where id = ?1)
  where room_key = (select key from rooms where id = ?1 and read_life_ms is not null) and counts = 1
    and seq > ?5 and seq <= ?3 and expires_at is null and user_key <> (select key from users where id = ?2)`;

function findSeq(reader: Reader, roomId: string, messageId: string): number | null {
  return reader.prepare<{ seq: number }>(SEQ_OF).get(messageId, roomId)?.seq ?? null;
}

function readDirect(reader: Reader, roomId: string, userId: string, readLifeMs: number | null) {
  const peer = reader.prepare<{ userId: string; displayName: string }>(PEER).get(roomId, userId);
  return {
    ...(peer && { name: peer.displayName, peer }),
    readLifeSeconds: readLifeMs === null ? null : readLifeMs / 1_000,
  };
}

function readView(reader: Reader, roomId: string, userId: string): ReadingView | null {
  const row = reader.prepare<ViewRow>(VIEW).get(roomId, userId);
  if (!row) return null;
  const last =
    reader.prepare<MessageRow>(LAST_SAID).get(row.room_key) ??
    reader.prepare<MessageRow>(LAST).get(row.room_key);
  return {
    unreadCount: row.unread,
    mentionCount: row.mentioned,
    lastReadMessageId: row.last_read_id,
    lastMessage: last ? withQuote(reader, toMessage(last)) : null,
    kind: row.direct_pair === null ? 'room' : 'direct',
    notify: row.notify,
    isArchived: row.archived === 1,
    ...(row.direct_pair !== null && readDirect(reader, roomId, userId, row.read_life_ms)),
  };
}

export function createCursorRepo({ database }: { database: Database }): CursorRepo {
  return {
    view: (roomId, userId) => database.read((reader) => readView(reader, roomId, userId)),
    viewMany: (roomIds, userId) =>
      database.read((reader) => {
        const views = new Map<string, ReadingView>();
        for (const roomId of roomIds) {
          const view = readView(reader, roomId, userId);
          if (view) views.set(roomId, view);
        }
        return views;
      }),
    moveForward: (roomId, userId, messageId, now) =>
      database.write((writer) => {
        const target = findSeq(writer, roomId, messageId);
        if (target === null) return null;
        const from = writer.prepare<{ read_seq: number }>(READ_SEQ).get(roomId, userId)?.read_seq ?? 0;
        const changes = writer.prepare(FORWARD).run(roomId, userId, target);
        const started = changes > 0 ? writer.prepare(START_LIFE).run(roomId, userId, target, now, from) : 0;
        const view = readView(writer, roomId, userId);
        const goesAt = started > 0 ? now + (view?.readLifeSeconds ?? 0) * 1_000 : null;
        return view ? { view, hasMoved: changes > 0, goesAt } : null;
      }),
    moveBefore: (roomId, userId, messageId) =>
      database.write((writer) => {
        const target = findSeq(writer, roomId, messageId);
        if (target === null) return null;
        const changes = writer.prepare(BEFORE).run(roomId, userId, target - 1);
        const view = readView(writer, roomId, userId);
        return view ? { view, hasMoved: changes > 0, goesAt: null } : null;
      }),
    countAll: (userId) =>
      database.read((reader) =>
        reader
          .prepare<{ room_id: string; unread: number; mentioned: number; notify: NotifyLevel }>(COUNT_ALL)
          .all(userId)
          .map((row) => ({
            roomId: row.room_id,
            unreadCount: row.unread,
            mentionCount: row.mentioned,
            notify: row.notify,
          })),
      ),
    changeSeat: (roomId, userId, { notify, isArchived }) =>
      database.write((writer) => {
        const archive = isArchived === undefined ? null : Number(isArchived);
        writer.prepare(CHANGE_SEAT).run(roomId, userId, notify ?? null, archive);
        const row = writer.prepare<{ notify: NotifyLevel; archived: number }>(SEAT).get(roomId, userId);
        return row ? { notify: row.notify, isArchived: row.archived === 1 } : null;
      }),
  };
}
