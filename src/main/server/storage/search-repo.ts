import type { Message } from '#shared/model/message.ts';
import type { Database, Reader } from './database.ts';
import { readExtras } from './message-extras.ts';
import { MESSAGE_COLUMNS, type MessageRow, toMessage, withQuote } from './message-row.ts';
import { hasFact, searchableText } from './search-index.ts';

/** A room of the person who searches. */
export interface SearchedRoom {
  readonly key: number;
  readonly id: string;
  readonly code: string | null;
  readonly name: string;
  readonly lastSeq: number;
  readonly readSeq: number;
}

/** Everything a search may look at. */
export interface SearchScope {
  readonly userKey: number;
  readonly rooms: readonly SearchedRoom[];
  /** Messages of the whole host, as far as they are counted. */
  readonly messageCount: number;
}

export interface Candidate {
  readonly key: number;
  readonly roomKey: number;
  readonly seq: number;
  readonly userKey: number | null;
  readonly counts: boolean;
  readonly createdAt: number;
  /** The words that were indexed, as they were written. */
  readonly text: string;
  readonly facts: { has(what: 'link' | 'file' | 'image'): boolean };
}

export interface Scan {
  /** An expression for the index; null looks at the messages themselves. */
  readonly match: string | null;
  /** Exclusive bounds by message key. */
  readonly below: number;
  readonly above: number;
  readonly most: number;
  readonly wanted: number;
}

export interface Scanned {
  readonly messages: Message[];
  /** The last key looked at; null when there is nothing below it. */
  readonly reached: number | null;
}

export interface SearchRepo {
  readScope(userId: string): Promise<SearchScope | null>;
  /** Authors of the person's rooms whose name passes. */
  findAuthors(userId: string, isMeant: (author: { id: string; name: string }) => boolean): Promise<number[]>;
  /** The key of the first message at or after a time; null when there is none. */
  findKeyAt(time: number): Promise<number | null>;
  /** Those of the words that more messages have than are worth joining with what begins like them. */
  findCommon(words: readonly string[]): Promise<ReadonlySet<string>>;
  /** A key below everything that is unread in these rooms. */
  findKeyBeforeUnread(rooms: readonly SearchedRoom[]): Promise<number>;
  /** Newest first: candidates that pass, until enough are found or enough were looked at. */
  scan(scan: Scan, passes: (candidate: Candidate) => boolean): Promise<Scanned>;
}

interface RoomRow {
  key: number;
  id: string;
  code: string | null;
  name: string;
  last_seq: number;
  read_seq: number;
}

interface CandidateRow extends MessageRow {
  key: number;
  room_key: number;
  user_key: number | null;
  counts: number;
}

const ROOMS = `
  select r.key, r.id, r.code, r.last_seq, m.read_seq, coalesce(r.name,
    (select u.display_name from members o join users u on u.id = o.user_id
      where o.room_id = r.id and o.user_id <> ?1 and r.direct_pair is not null limit 1), '') as name
  from members m join rooms r on r.id = m.room_id
  where m.user_id = ?1 and m.left_at is null and r.policy <> 'deaddrop' order by r.last_activity desc`;
const AUTHORS = `
  select distinct u.key, u.id, u.display_name as name from members m
  join members o on o.room_id = m.room_id join users u on u.id = o.user_id
  where m.user_id = ?1 and m.left_at is null`;
const KEYS_BY_INDEX = `
  select rowid as key from message_search where message_search match ?1 and rowid < ?2 and rowid > ?3
  order by rowid desc limit ?4`;
const KEYS = 'select key from messages where key < ?2 and key > ?3 and ?1 is null order by key desc limit ?4';
const CANDIDATE = `
  select m.key, m.room_key, m.user_key, m.counts, ${MESSAGE_COLUMNS} from messages m
  join rooms r on r.key = m.room_key left join users u on u.key = m.user_key
  where m.key = ? and m.deleted_at is null and m.type <> 'system'`;

const IS_COMMON = `
  select 1 from (select rowid from message_search where message_search match ?1 limit ?2) limit 1 offset ?2 - 1`;
const COMMON_FROM = 3_000;

/** Keys are asked for in portions: small ones first, because the first page is mostly in them. */
const FIRST_PORTION = 250;

function toCandidate(row: CandidateRow): Candidate {
  const attachments = readExtras(row.extras).attachments ?? [];
  return {
    key: row.key,
    roomKey: row.room_key,
    seq: row.seq,
    userKey: row.user_key,
    counts: row.counts === 1,
    createdAt: row.created_at,
    text: searchableText(row.content, attachments),
    facts: { has: (what) => hasFact(what, row.content, attachments) },
  };
}

function scanMessages(reader: Reader, scan: Scan, passes: (candidate: Candidate) => boolean): Scanned {
  const keys = reader.prepare<{ key: number }>(scan.match === null ? KEYS : KEYS_BY_INDEX);
  const candidate = reader.prepare<CandidateRow>(CANDIDATE);
  const messages: Message[] = [];
  let { below } = scan;
  let looked = 0;
  for (let portion = FIRST_PORTION; ; portion *= 4) {
    const list = keys.all(scan.match, below, scan.above, portion);
    for (const { key } of list) {
      below = key;
      looked += 1;
      const row = candidate.get(key);
      if (row && passes(toCandidate(row))) messages.push(withQuote(reader, toMessage(row)));
      if (messages.length >= scan.wanted || looked >= scan.most) return { messages, reached: below };
    }
    if (list.length < portion) return { messages, reached: null };
  }
}

export function createSearchRepo({ database }: { database: Database }): SearchRepo {
  return {
    readScope: (userId) =>
      database.read((reader) => {
        const me = reader.prepare<{ key: number }>('select key from users where id = ?').get(userId);
        if (!me) return null;
        const rooms = reader.prepare<RoomRow>(ROOMS).all(userId);
        const most = reader.prepare<{ n: number | null }>('select max(key) as n from messages').get();
        return {
          userKey: me.key,
          messageCount: most?.n ?? 0,
          rooms: rooms.map(({ key, id, code, name, last_seq: lastSeq, read_seq: readSeq }) => ({
            key,
            id,
            code,
            name,
            lastSeq,
            readSeq,
          })),
        };
      }),
    findAuthors: (userId, isMeant) =>
      database.read((reader) =>
        reader
          .prepare<{ key: number; id: string; name: string }>(AUTHORS)
          .all(userId)
          .filter(isMeant)
          .map(({ key }) => key),
      ),
    findKeyAt: (time) =>
      database.read((reader) => {
        const hex = Math.max(0, time).toString(16).padStart(12, '0');
        const id = `${hex.slice(0, 8)}-${hex.slice(8)}`;
        const sql = 'select key from messages where id >= ? order by id limit 1';
        return reader.prepare<{ key: number }>(sql).get(id)?.key ?? null;
      }),
    findCommon: (words) =>
      database.read((reader) => {
        const isCommon = reader.prepare(IS_COMMON);
        return new Set(words.filter((word) => isCommon.get(`"${word}"`, COMMON_FROM) !== undefined));
      }),
    findKeyBeforeUnread: (rooms) =>
      database.read((reader) => {
        const find = reader.prepare<{ key: number }>(
          'select key from messages where room_key = ? and seq > ? order by seq limit 1',
        );
        const keys = rooms.map(({ key, readSeq }) => find.get(key, readSeq)?.key ?? Number.MAX_SAFE_INTEGER);
        return Math.min(...keys) - 1;
      }),
    scan: (scan, passes) => database.read((reader) => scanMessages(reader, scan, passes)),
  };
}
