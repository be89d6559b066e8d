import type { Database, Reader } from './database.ts';
import { createRisingIds } from './rising-ids.ts';

/** A message from one program to another; only its owner can read it. Times in milliseconds. */
export interface InboxMessage {
  readonly mid: string;
  readonly fromId: string;
  readonly toId: string;
  readonly body: string;
  readonly contentType: string;
  readonly createdAt: number;
  readonly readAt: number | null;
  readonly expiresAt: number | null;
  readonly archivedAt: number | null;
}

export interface NewInboxMessage {
  readonly spaceId: string;
  readonly fromId: string;
  readonly toId: string;
  readonly body: string;
  readonly contentType: string;
  readonly expiresAt: number | null;
}

export interface InboxQuery {
  readonly after: string | null;
  readonly isUnreadOnly: boolean;
}

export interface InboxRepo {
  append(message: NewInboxMessage, afterCommit: (message: InboxMessage) => void): Promise<InboxMessage>;
  /** Unarchived and unexpired, ascending. Marks what was unread: its life ends `lifeMs` from now (null: never). */
  take(toId: string, query: InboxQuery, now: number, lifeMs: number | null): Promise<InboxMessage[]>;
  listArchived(toId: string, now: number): Promise<InboxMessage[]>;
  find(toId: string, mid: string, now: number): Promise<InboxMessage | null>;
  findLastMid(toId: string, now: number): Promise<string | null>;
  /** False when there is no such message, or it is archived already. */
  archive(toId: string, mid: string, now: number): Promise<boolean>;
  unarchive(toId: string, mid: string, now: number): Promise<boolean>;
  delete(toId: string, mid: string, now: number): Promise<boolean>;
  /** Returns how many went, at most so many. */
  deleteExpired(now: number, most: number): Promise<number>;
}

interface InboxRow {
  mid: string;
  from_id: string;
  to_id: string;
  body: string;
  content_type: string;
  created_at: number;
  read_at: number | null;
  expires_at: number | null;
  archived_at: number | null;
}

const toMessage = (row: InboxRow): InboxMessage => ({
  mid: row.mid,
  fromId: row.from_id,
  toId: row.to_id,
  body: row.body,
  contentType: row.content_type,
  createdAt: row.created_at,
  readAt: row.read_at,
  expiresAt: row.expires_at,
  archivedAt: row.archived_at,
});

const SELECT = `select mid, from_id, to_id, body, content_type, created_at, read_at, expires_at, archived_at
  from inbox_messages where to_id = ?1 and (expires_at is null or expires_at > ?2)`;
const LIST = `${SELECT} and archived_at is null and mid > ?3 and (?4 = 0 or read_at is null) order by mid`;
const ONE = 'to_id = ?1 and mid = ?2 and (expires_at is null or expires_at > ?3)';

function listRows(reader: Reader, toId: string, query: InboxQuery, now: number): InboxMessage[] {
  return reader
    .prepare<InboxRow>(LIST)
    .all(toId, now, query.after ?? '', query.isUnreadOnly ? 1 : 0)
    .map(toMessage);
}

export async function createInboxRepo({
  database,
  now,
}: {
  database: Database;
  now: () => number;
}): Promise<InboxRepo> {
  const newest = await database.read((reader) =>
    reader.prepare<{ mid: string }>('select mid from inbox_messages order by mid desc limit 1').get(),
  );
  const nextId = createRisingIds({ now, lastId: newest?.mid ?? null });

  return {
    append: (message, afterCommit) =>
      database.write((writer): InboxMessage => {
        const stored = {
          mid: nextId(),
          createdAt: now(),
          fromId: message.fromId,
          toId: message.toId,
          body: message.body,
          contentType: message.contentType,
          expiresAt: message.expiresAt,
          readAt: null,
          archivedAt: null,
        };
        writer.run(
          writer.query.insertInto('inbox_messages').values({
            mid: stored.mid,
            space_id: message.spaceId,
            from_id: stored.fromId,
            to_id: stored.toId,
            body: stored.body,
            content_type: stored.contentType,
            created_at: stored.createdAt,
            expires_at: stored.expiresAt,
          }),
        );
        return stored;
      }, afterCommit),
    take: (toId, query, time, lifeMs) =>
      database.write((writer) => {
        const mark = writer.prepare('update inbox_messages set read_at = ?2, expires_at = ?3 where mid = ?1');
        const expiresAt = lifeMs === null ? null : time + lifeMs;
        return listRows(writer, toId, query, time).map((message) => {
          if (message.readAt !== null) return message;
          mark.run(message.mid, time, expiresAt);
          return { ...message, readAt: time, expiresAt };
        });
      }),
    listArchived: (toId, time) =>
      database.read((reader) =>
        reader
          .prepare<InboxRow>(`${SELECT} and archived_at is not null order by archived_at desc, mid desc`)
          .all(toId, time)
          .map(toMessage),
      ),
    find: (toId, mid, time) =>
      database.read((reader) => {
        const row = reader.prepare<InboxRow>(`${SELECT} and mid = ?3`).get(toId, time, mid);
        return row ? toMessage(row) : null;
      }),
    findLastMid: (toId, time) =>
      database.read((reader) => {
        const newest = `${SELECT} and archived_at is null order by mid desc limit 1`;
        return reader.prepare<InboxRow>(newest).get(toId, time)?.mid ?? null;
      }),
    archive: (toId, mid, time) =>
      database.write(
        (writer) =>
          writer
            .prepare(
              `update inbox_messages set archived_at = ?3, expires_at = null where ${ONE} and archived_at is null`,
            )
            .run(toId, mid, time) > 0,
      ),
    unarchive: (toId, mid, time) =>
      database.write(
        (writer) =>
          writer.prepare(`update inbox_messages set archived_at = null where ${ONE}`).run(toId, mid, time) >
          0,
      ),
    delete: (toId, mid, time) =>
      database.write(
        (writer) => writer.prepare(`delete from inbox_messages where ${ONE}`).run(toId, mid, time) > 0,
      ),
    deleteExpired: (time, most) =>
      database.write((writer) =>
        writer
          .prepare(
            `delete from inbox_messages
             where rowid in (select rowid from inbox_messages where expires_at <= ?1 limit ?2)`,
          )
          .run(time, most),
      ),
  };
}
