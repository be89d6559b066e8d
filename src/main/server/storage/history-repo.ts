import type { Message, MessageVersion } from '#shared/model/message.ts';
import type { Database, Reader } from './database.ts';
import {
  MESSAGE_COLUMNS,
  MESSAGE_SOURCE,
  type MessageRow,
  toIsoTime,
  toMessage,
  withQuote,
} from './message-row.ts';

export interface HistoryPage {
  readonly messages: Message[];
  readonly hasMoreBefore: boolean;
  readonly hasMoreAfter: boolean;
}

export interface MissedPart {
  readonly messages: Message[];
  readonly lastSeq: number;
  readonly lastRev: number;
  /** True when there was too much to fill in, and the newest page came instead. */
  readonly isFresh: boolean;
}

/** A place in a room's history: a seq, the id of one of its messages, or a time. */
export type Anchor = { readonly seq: number } | { readonly messageId: string } | { readonly time: number };

export interface ThreadPage {
  /** Replies after this seq. */
  readonly after: number;
  readonly limit: number;
}

export interface ThreadView {
  readonly root: Message;
  readonly replies: Message[];
  readonly hasMoreAfter: boolean;
}

export interface HistoryRepo {
  newest(roomId: string, limit: number): Promise<HistoryPage>;
  /** Null when the anchor names no message of the room. */
  before(roomId: string, anchor: Anchor, limit: number): Promise<HistoryPage | null>;
  after(roomId: string, anchor: Anchor, limit: number): Promise<HistoryPage | null>;
  around(roomId: string, anchor: Anchor, limit: number): Promise<HistoryPage | null>;
  find(messageId: string): Promise<Message | null>;
  /** The first message of a thread and a page of its replies, ascending; null when the room has no such message. */
  thread(roomId: string, rootId: string, page: ThreadPage): Promise<ThreadView | null>;
  /** What was pinned, the newest pin first. */
  pinned(roomId: string): Promise<Message[]>;
  /** The wordings of a message, the first one first. */
  versions(messageId: string): Promise<MessageVersion[]>;
  /** Messages that name the person, in rooms where they have a seat, newest first. */
  mentioning(userId: string, beforeId: string | null, limit: number): Promise<Message[]>;
  /** What somebody who knows the room up to these numbers (null: not at all) has missed, ascending. */
  missed(
    roomId: string,
    known: { seq: number; rev: number } | null,
    limits: { most: number; page: number },
  ): Promise<MissedPart>;
}

interface EditRow {
  content: string;
  content_type: string;
  edited_at: number;
}

const SELECT = `select ${MESSAGE_COLUMNS} from ${MESSAGE_SOURCE} where r.id = ?1`;
const DOWN = `${SELECT} and m.seq < ?2 order by m.seq desc limit ?3`;
const UP = `${SELECT} and m.seq > ?2 order by m.seq asc limit ?3`;
const CHANGED = `${SELECT} and m.rev > ?2 and m.seq <= ?3 order by m.rev asc limit ?4`;
const FIND = `
  select ${MESSAGE_COLUMNS} from messages m join rooms r on r.key = m.room_key
  left join users u on u.key = m.user_key where m.id = ?1 and r.gone_id is null`;
// Without the hints the planner walks through the whole room.
const REPLIES = `
  select ${MESSAGE_COLUMNS} from messages m indexed by messages_in_thread join rooms r on r.key = m.room_key
  left join users u on u.key = m.user_key
  where m.thread_id = ?2 and r.id = ?1 and m.seq > ?3 order by m.seq limit ?4`;
const PINNED = `
  select ${MESSAGE_COLUMNS} from rooms r cross join messages m indexed by messages_pinned on m.room_key = r.key
  left join users u on u.key = m.user_key
  where r.id = ?1 and m.pinned_at is not null order by m.pinned_at desc`;
const MENTIONING = `
  select ${MESSAGE_COLUMNS} from users me join mentions n on n.user_key = me.key join rooms r on r.key = n.room_key
  join members s on s.room_id = r.id and s.user_id = me.id and s.left_at is null
  join messages m on m.room_key = n.room_key and m.seq = n.seq left join users u on u.key = m.user_key
  where me.id = ?1 and (?2 is null or m.id < ?2) order by m.id desc limit ?3`;
const VERSIONS = `
  select e.content, e.content_type, e.edited_at from message_edits e join messages m on m.key = e.message_key
  where m.id = ?1 order by e.edited_at`;
const SEQ_OF =
  'select m.seq from messages m join rooms r on r.key = m.room_key where m.id = ?1 and r.id = ?2';
const TIME_OF =
  'select m.created_at from rooms r cross join messages m on m.room_key = r.key where r.id = ?1 and m.seq = ?2';
const NUMBERS = 'select last_seq, last_rev from rooms where id = ?1';

function toMessages(reader: Reader, rows: MessageRow[]): Message[] {
  return rows.map((row) => withQuote(reader, toMessage(row)));
}

function readDown(reader: Reader, roomId: string, seq: number, limit: number): Message[] {
  return toMessages(reader, reader.prepare<MessageRow>(DOWN).all(roomId, seq, limit)).reverse();
}

function readUp(reader: Reader, roomId: string, seq: number, limit: number): Message[] {
  return toMessages(reader, reader.prepare<MessageRow>(UP).all(roomId, seq, limit));
}

/** The first message at or after a time, or the one behind the last: halving, because seq and time rise together. */
function findSeqAt(reader: Reader, roomId: string, time: number): number {
  const lookUp = reader.prepare<{ created_at: number }>(TIME_OF);
  const last = reader.prepare<{ last_seq: number }>(NUMBERS).get(roomId)?.last_seq ?? 0;
  let [low, high] = [1, last + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const found = lookUp.get(roomId, middle);
    if (found && found.created_at >= time) high = middle;
    else low = middle + 1;
  }
  return low;
}

function findSeq(reader: Reader, roomId: string, anchor: Anchor): number | null {
  if ('seq' in anchor) return anchor.seq;
  if ('time' in anchor) return findSeqAt(reader, roomId, anchor.time);
  return reader.prepare<{ seq: number }>(SEQ_OF).get(anchor.messageId, roomId)?.seq ?? null;
}

export function createHistoryRepo({ database }: { database: Database }): HistoryRepo {
  const lastSeqOf = (reader: Reader, roomId: string) =>
    reader.prepare<{ last_seq: number; last_rev: number }>(NUMBERS).get(roomId) ?? {
      last_seq: 0,
      last_rev: 0,
    };

  // Seq has no gaps, so the ends of a page tell whether there is more without asking again.
  function toPage(
    reader: Reader,
    roomId: string,
    messages: Message[],
    at: { first: number; last: number },
  ): HistoryPage {
    return {
      messages,
      hasMoreBefore: (messages[0]?.seq ?? at.first) > 1,
      hasMoreAfter: (messages.at(-1)?.seq ?? at.last) < lastSeqOf(reader, roomId).last_seq,
    };
  }

  return {
    newest: (roomId, limit) =>
      database.read((reader) => {
        const messages = readDown(reader, roomId, Number.MAX_SAFE_INTEGER, limit);
        return toPage(reader, roomId, messages, { first: 1, last: 0 });
      }),
    before: (roomId, anchor, limit) =>
      database.read((reader) => {
        const seq = findSeq(reader, roomId, anchor);
        if (seq === null) return null;
        return toPage(reader, roomId, readDown(reader, roomId, seq, limit), { first: 1, last: seq - 1 });
      }),
    after: (roomId, anchor, limit) =>
      database.read((reader) => {
        const seq = findSeq(reader, roomId, anchor);
        if (seq === null) return null;
        return toPage(reader, roomId, readUp(reader, roomId, seq, limit), { first: seq + 1, last: seq });
      }),
    around: (roomId, anchor, limit) =>
      database.read((reader) => {
        const seq = findSeq(reader, roomId, anchor);
        if (seq === null) return null;
        const earlier = readDown(reader, roomId, seq, Math.floor(limit / 2));
        const rest = readUp(reader, roomId, seq - 1, limit - earlier.length);
        return toPage(reader, roomId, [...earlier, ...rest], { first: seq, last: seq });
      }),
    find: (messageId) =>
      database.read((reader) => {
        const row = reader.prepare<MessageRow>(FIND).get(messageId);
        return row ? withQuote(reader, toMessage(row)) : null;
      }),
    thread: (roomId, rootId, { after, limit }) =>
      database.read((reader) => {
        const row = reader.prepare<MessageRow>(FIND).get(rootId);
        if (!row || row.room_id !== roomId) return null;
        const rows = reader.prepare<MessageRow>(REPLIES).all(roomId, rootId, after, limit + 1);
        return {
          root: withQuote(reader, toMessage(row)),
          replies: toMessages(reader, rows.slice(0, limit)),
          hasMoreAfter: rows.length > limit,
        };
      }),
    pinned: (roomId) =>
      database.read((reader) => toMessages(reader, reader.prepare<MessageRow>(PINNED).all(roomId))),
    versions: (messageId) =>
      database.read((reader) => {
        const current = reader.prepare<MessageRow>(FIND).get(messageId);
        if (!current) return [];
        // A row keeps what was there before its edit, so each wording began with the edit before it.
        const earlier = reader.prepare<EditRow>(VERSIONS).all(messageId);
        const starts = [current.created_at, ...earlier.map((row) => row.edited_at)];
        return [...earlier, current].map((row, index) => ({
          content: row.content,
          contentType: row.content_type,
          at: toIsoTime(starts[index] ?? current.created_at),
        }));
      }),
    mentioning: (userId, beforeId, limit) =>
      database.read((reader) =>
        toMessages(reader, reader.prepare<MessageRow>(MENTIONING).all(userId, beforeId, limit)),
      ),
    missed: (roomId, known, limits) =>
      database.read((reader) => {
        const { last_seq: lastSeq, last_rev: lastRev } = lastSeqOf(reader, roomId);
        // Numbers the room has not reached yet belong to another life of it, before a restored backup.
        const isFillable =
          known !== null &&
          known.seq <= lastSeq &&
          known.rev <= lastRev &&
          lastSeq - known.seq <= limits.most &&
          lastRev - known.rev <= limits.most;
        if (!isFillable) {
          const messages = readDown(reader, roomId, Number.MAX_SAFE_INTEGER, limits.page);
          return { messages, lastSeq, lastRev, isFresh: true };
        }
        const rows = reader.prepare<MessageRow>(CHANGED).all(roomId, known.rev, known.seq, limits.most);
        const changed = toMessages(reader, rows).sort((a, b) => a.seq - b.seq);
        return {
          messages: [...changed, ...readUp(reader, roomId, known.seq, limits.most)],
          lastSeq,
          lastRev,
          isFresh: false,
        };
      }),
  };
}
