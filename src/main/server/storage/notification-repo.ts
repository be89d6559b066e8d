import type { Notification, NotificationKind } from '#shared/model/notification.ts';
import type { Database } from './database.ts';
import { toIsoTime, toIsoTimeOrNull } from './message-row.ts';

export interface Addressee {
  readonly id: string;
  readonly userId: string;
}

export interface News {
  readonly kind: NotificationKind;
  readonly roomId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly now: number;
}

export interface NotificationPage {
  readonly isUnreadOnly: boolean;
  readonly limit: number;
  /** The id that ended the page before. */
  readonly before: string | null;
}

export interface NotificationRepo {
  /** The same news for several people, each row with an id of its own; nobody hears of a room that is gone. */
  addAll(news: News, people: readonly Addressee[]): Promise<(Addressee & { notification: Notification })[]>;
  /** Newest first. */
  list(userId: string, page: NotificationPage): Promise<Notification[]>;
  countUnread(userId: string): Promise<number>;
  /** These, or all. */
  markRead(userId: string, ids: readonly string[] | null, now: number): Promise<void>;
  hasUnreadMentions(userId: string, roomId: string): Promise<boolean>;
  markMentionsRead(userId: string, roomId: string, now: number): Promise<void>;
  /** Returns how many went, at most so many. */
  deleteBefore(time: number, most: number): Promise<number>;
}

interface NotificationRow {
  id: string;
  kind: NotificationKind;
  room_id: string | null;
  data: string;
  created_at: number;
  read_at: number | null;
}

/** Those of a room that is gone are swept later. */
const STANDS = '(room_id is null or room_id not in (select gone_id from rooms where gone_id is not null))';

const ADD = `
  insert into notifications (id, user_id, kind, room_id, data, created_at) select ?1, ?2, ?3, ?4, ?5, ?6
  where ?4 is null or exists (select 1 from rooms where id = ?4)`;

const LIST = `
  select id, kind, room_id, data, created_at, read_at from notifications
  where user_id = ?1 and ${STANDS} and (?2 is null or id < ?2) and (?3 = 0 or read_at is null) order by id desc limit ?4`;

const UNREAD_MENTIONS =
  "notifications where user_id = ?1 and room_id = ?2 and kind = 'mention' and read_at is null";

const toNotification = (row: NotificationRow): Notification => ({
  id: row.id,
  kind: row.kind,
  roomId: row.room_id,
  data: JSON.parse(row.data),
  createdAt: toIsoTime(row.created_at),
  readAt: toIsoTimeOrNull(row.read_at),
});

export function createNotificationRepo({ database }: { database: Database }): NotificationRepo {
  return {
    addAll: ({ kind, roomId, data, now }, people) =>
      database.write((writer) => {
        const insert = writer.prepare(ADD);
        const told = { kind, roomId, data: { ...data }, createdAt: toIsoTime(now), readAt: null };
        return people
          .filter(({ id, userId }) => insert.run(id, userId, kind, roomId, JSON.stringify(data), now) > 0)
          .map(({ id, userId }) => ({ id, userId, notification: { id, ...told } }));
      }),
    list: (userId, { before, isUnreadOnly, limit }) =>
      database.read((reader) =>
        reader
          .prepare<NotificationRow>(LIST)
          .all(userId, before, isUnreadOnly ? 1 : 0, limit)
          .map(toNotification),
      ),
    countUnread: (userId) =>
      database.read(
        (reader) =>
          reader
            .prepare<{ n: number }>(
              `select count(*) as n from notifications where user_id = ?1 and read_at is null and ${STANDS}`,
            )
            .get(userId)?.n ?? 0,
      ),
    markRead: (userId, ids, now) =>
      database.write((writer) => {
        writer
          .prepare(
            `update notifications set read_at = ?2 where user_id = ?1 and read_at is null
             and (?3 is null or id in (select value from json_each(?3)))`,
          )
          .run(userId, now, ids === null ? null : JSON.stringify(ids));
      }),
    hasUnreadMentions: (userId, roomId) =>
      database.read(
        (reader) =>
          reader.prepare(`select 1 from ${UNREAD_MENTIONS} limit 1`).get(userId, roomId) !== undefined,
      ),
    markMentionsRead: (userId, roomId, now) =>
      database.write((writer) => {
        writer
          .prepare(`update notifications set read_at = ?3 where id in (select id from ${UNREAD_MENTIONS})`)
          .run(userId, roomId, now);
      }),
    deleteBefore: (time, most) =>
      database.write((writer) =>
        writer
          .prepare(
            `delete from notifications
             where id in (select id from notifications where created_at < ?1 limit ?2)`,
          )
          .run(time, most),
      ),
  };
}
