import type { Mentions } from '#shared/model/message.ts';
import { type ChangedMessage, readChanged } from './changed-message.ts';
import type { Writer } from './database.ts';
import { findNamed, readMentionables, replaceMentions } from './mention-rows.ts';
import { type Extras, readExtras } from './message-extras.ts';
import { changeThread, type KeyedRow, recountThread, takeRev } from './message-links.ts';
import { indexAgain, removeFromIndex } from './search-index.ts';

export interface Wording {
  readonly content: string;
  readonly contentType: string;
}

/** Puts another wording in the place of the old one, which is kept. Returns who is named for the first time. */
export function writeEdit(
  writer: Writer,
  row: KeyedRow,
  { content, contentType }: Wording,
  now: number,
  isOnline: (userId: string) => boolean,
): string[] {
  // Two edits within a millisecond are two edits.
  const at = Math.max(now, (row.edited_at ?? 0) + 1);
  writer
    .prepare('insert into message_edits (message_key, edited_at, content, content_type) values (?, ?, ?, ?)')
    .run(row.key, at, row.content, row.content_type);
  const { mentions: _, ...rest } = readExtras(row.extras);
  const named = findNamed(content, readMentionables(writer, row.room_key), row.user_id, isOnline);
  const extras: Extras = { ...rest, ...(named.mentions && { mentions: named.mentions satisfies Mentions }) };
  writer
    .prepare(
      'update messages set content = ?, content_type = ?, edited_at = ?, extras = ?, rev = ? where key = ?',
    )
    .run(content, contentType, at, JSON.stringify(extras), takeRev(writer, row.room_key), row.key);
  const attachments = extras.attachments ?? [];
  indexAgain(writer, row.key, {
    roomKey: row.room_key,
    userKey: findUserKey(writer, row),
    content,
    attachments,
  });
  reviseNotices(writer, row, { content, userIds: named.mentions?.userIds ?? [] });
  return replaceMentions(writer, { roomKey: row.room_key, seq: row.seq }, named.userKeys);
}

const NOTICES = `room_id = ?1 and kind = 'mention' and json_extract(data, '$.messageId') = ?2`;
const EXCERPT = 140;

/** What waits for people who were named and not there says what the message says now, or nothing. */
function reviseNotices(
  writer: Writer,
  row: KeyedRow,
  { content, userIds }: { content: string; userIds: readonly string[] },
): void {
  writer
    .prepare(
      `delete from notifications where ${NOTICES} and user_id not in (select value from json_each(?3))`,
    )
    .run(row.room_id, row.id, JSON.stringify(userIds));
  if (userIds.length === 0) return;
  const excerpt = [...content.slice(0, EXCERPT * 2)].slice(0, EXCERPT).join('');
  writer
    .prepare(`update notifications set data = json_set(data, '$.excerpt', ?3) where ${NOTICES}`)
    .run(row.room_id, row.id, excerpt);
}

function findUserKey(writer: Writer, row: KeyedRow): number | null {
  const sql = 'select user_key from messages where key = ?';
  return writer.prepare<{ user_key: number | null }>(sql).get(row.key)?.user_key ?? null;
}

export interface Tombstone {
  /** Files that went with the message. */
  readonly fileIds: string[];
  /** The first message of its thread, with one reply less. */
  readonly root?: ChangedMessage;
}

/** Leaves number, author and times; nothing of what was said stays anywhere. */
export function writeTombstone(writer: Writer, row: KeyedRow, now: number): Tombstone {
  const { thread } = readExtras(row.extras);
  writer
    .prepare(
      `update messages set content = '', metadata = '{}', extras = ?1, counts = 0, deleted_at = ?2, rev = ?3,
         pinned_at = null, expires_at = null where key = ?4`,
    )
    .run(JSON.stringify(thread ? { thread } : {}), now, takeRev(writer, row.room_key), row.key);
  removeFromIndex(writer, row.key);
  writer.prepare('delete from message_edits where message_key = ?').run(row.key);
  writer.prepare('delete from saved_messages where message_key = ?').run(row.key);
  reviseNotices(writer, row, { content: '', userIds: [] });
  writer.prepare('delete from mentions where room_key = ? and seq = ?').run(row.room_key, row.seq);
  const files = writer
    .prepare<{ id: string }>('delete from files where message_key = ? returning id')
    .all(row.key);
  const fileIds = files.map(({ id }) => id);
  if (row.thread_id === null) return { fileIds };
  const rootId = row.thread_id;
  const changed = changeThread(writer, rootId, () => recountThread(writer, rootId));
  return changed ? { fileIds, root: readChanged(writer, rootId) } : { fileIds };
}
