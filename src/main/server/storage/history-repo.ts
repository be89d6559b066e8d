import type { Message, MessageVersion } from '#shared/model/message.ts';
import type { Database } from './database.ts';
import {
  type Anchor,
  type HistoryPage,
  readAfter,
  readAround,
  readBefore,
  readNewest,
} from './history-page.ts';
import {
  MESSAGE_COLUMNS,
  type MessageRow,
  toIsoTime,
  toMessage,
  toMessages,
  withQuote,
} from './message-row.ts';
import { type MissedPart, readMissed } from './missed-part.ts';

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
export function createHistoryRepo({ database }: { database: Database }): HistoryRepo {
  return {
    newest: (roomId, limit) => database.read((reader) => readNewest(reader, roomId, limit)),
    before: (roomId, anchor, limit) => database.read((reader) => readBefore(reader, roomId, anchor, limit)),
    after: (roomId, anchor, limit) => database.read((reader) => readAfter(reader, roomId, anchor, limit)),
    around: (roomId, anchor, limit) => database.read((reader) => readAround(reader, roomId, anchor, limit)),
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
    missed: (roomId, known, limits) => database.read((reader) => readMissed(reader, roomId, known, limits)),
  };
}
