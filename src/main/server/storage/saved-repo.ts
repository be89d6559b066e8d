import type { Message } from '#shared/model/message.ts';
import type { Database } from './database.ts';
import { MESSAGE_COLUMNS, type MessageRow, toMessage, withQuote } from './message-row.ts';

export interface SavedMessage {
  readonly message: Message;
  readonly savedAt: string;
}

export interface SavedRepo {
  /** Null when there is no such message in a room where the person has a seat. */
  save(userId: string, messageId: string, now: number): Promise<true | null>;
  remove(userId: string, messageId: string): Promise<void>;
  /** Newest first; only what the person may still see. */
  list(userId: string, before: number | null, limit: number): Promise<SavedMessage[]>;
}

const SAVE = `
  insert into saved_messages (user_key, message_key, saved_at)
  select u.key, m.key, ?3 from messages m join rooms r on r.key = m.room_key
  join members s on s.room_id = r.id and s.user_id = ?1 and s.left_at is null join users u on u.id = ?1
  where m.id = ?2 and m.deleted_at is null
  on conflict (user_key, message_key) do update set saved_at = saved_at`;

const LIST = `
  select ${MESSAGE_COLUMNS}, k.saved_at from users me join saved_messages k on k.user_key = me.key
  join messages m on m.key = k.message_key join rooms r on r.key = m.room_key
  join members s on s.room_id = r.id and s.user_id = me.id and s.left_at is null
  left join users u on u.key = m.user_key
  where me.id = ?1 and (?2 is null or k.saved_at < ?2) order by k.saved_at desc limit ?3`;

const REMOVE = `
  delete from saved_messages where user_key = (select key from users where id = ?1)
    and message_key = (select key from messages where id = ?2)`;

export function createSavedRepo({ database }: { database: Database }): SavedRepo {
  return {
    save: (userId, messageId, now) =>
      database.write((writer) => (writer.prepare(SAVE).run(userId, messageId, now) > 0 ? true : null)),
    remove: (userId, messageId) =>
      database.write((writer) => {
        writer.prepare(REMOVE).run(userId, messageId);
      }),
    list: (userId, before, limit) =>
      database.read((reader) =>
        reader
          .prepare<MessageRow & { saved_at: number }>(LIST)
          .all(userId, before, limit)
          .map((row) => ({
            message: withQuote(reader, toMessage(row)),
            savedAt: new Date(row.saved_at).toISOString(),
          })),
      ),
  };
}
