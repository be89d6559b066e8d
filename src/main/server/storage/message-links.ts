import { AppError } from '#shared/contract/errors.ts';
import type { Thread } from '#shared/model/message.ts';
import type { Reader, Writer } from './database.ts';
import { type Extras, readExtras } from './message-extras.ts';
import { MESSAGE_COLUMNS, type MessageRow } from './message-row.ts';

const FIND_BY_ID = `
  select m.key, m.room_key, ${MESSAGE_COLUMNS} from messages m join rooms r on r.key = m.room_key
  left join users u on u.key = m.user_key where m.id = ?1 and r.gone_id is null`;

export interface KeyedRow extends MessageRow {
  readonly key: number;
  readonly room_key: number;
}

export function findKeyedRow(reader: Reader, messageId: string): KeyedRow | undefined {
  return reader.prepare<KeyedRow>(FIND_BY_ID).get(messageId);
}

function findTarget(reader: Reader, messageId: string, roomKey: number, path: string): KeyedRow {
  const row = findKeyedRow(reader, messageId);
  if (!row || row.room_key !== roomKey) {
    throw new AppError('MESSAGE_NOT_FOUND', `${path} names no message of this room.`, { path });
  }
  return row;
}

/** What a new message hangs on. A reply to a reply belongs to the same thread: threads have one level. */
export function resolveLinks(
  reader: Reader,
  roomKey: number,
  { replyToId, threadId }: { replyToId: string | null; threadId: string | null },
): { threadId: string | null } {
  if (replyToId !== null) findTarget(reader, replyToId, roomKey, 'replyToId');
  if (threadId === null) return { threadId };
  return { threadId: findTarget(reader, threadId, roomKey, 'threadId').thread_id ?? threadId };
}

const FACES = 5;
const STANDING_REPLIES = `
  select m.created_at, u.id as user_id from messages m indexed by messages_in_thread
  left join users u on u.key = m.user_key
  where m.thread_id = ?1 and m.deleted_at is null order by m.seq desc`;

/** Counted anew when a reply went: it may have been anybody's only or last one. */
export function recountThread(reader: Reader, rootId: string): Thread | undefined {
  const rows = reader.prepare<{ created_at: number; user_id: string | null }>(STANDING_REPLIES).all(rootId);
  const [newest] = rows;
  if (!newest) return undefined;
  const userIds = [...new Set(rows.map((row) => row.user_id).filter((id) => id !== null))].slice(0, FACES);
  return {
    replyCount: rows.length,
    lastReplyAt: new Date(newest.created_at).toISOString(),
    userIds: userIds.reverse(),
  };
}

export function extendThread(thread: Thread | undefined, userId: string | null, at: string): Thread {
  const others = (thread?.userIds ?? []).filter((id) => id !== userId);
  const userIds = userId === null ? others : [...others, userId];
  return { replyCount: (thread?.replyCount ?? 0) + 1, lastReplyAt: at, userIds: userIds.slice(-FACES) };
}

/** Takes the room's next number of a change. */
export function takeRev(writer: Writer, roomKey: number): number {
  const sql = 'update rooms set last_rev = last_rev + 1 where key = ? returning last_rev';
  const rev = writer.prepare<{ last_rev: number }>(sql).get(roomKey)?.last_rev;
  if (rev === undefined) throw new Error('A room vanished inside its own transaction.');
  return rev;
}

export function keepExtras(writer: Writer, key: number, extras: Extras, rev: number): void {
  writer
    .prepare('update messages set extras = ?, rev = ? where key = ?')
    .run(JSON.stringify(extras), rev, key);
}

/** The first message of a thread after its replies changed; undefined when nothing about it did. */
export function changeThread(
  writer: Writer,
  rootId: string,
  change: (thread: Thread | undefined) => Thread | undefined,
): { key: number; rev: number } | undefined {
  const root = findKeyedRow(writer, rootId);
  if (!root) return undefined;
  const { thread, ...rest } = readExtras(root.extras);
  const next = change(thread);
  const rev = takeRev(writer, root.room_key);
  keepExtras(writer, root.key, { ...rest, ...(next && { thread: next }) }, rev);
  return { key: root.key, rev };
}
