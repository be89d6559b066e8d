import type { AuditEntry } from '#shared/model/moderation.ts';
import type { Database, Writer } from './database.ts';
import { toIsoTime } from './message-row.ts';

export interface NewAuditEntry {
  readonly spaceId: string;
  readonly roomId: string | null;
  readonly roomName: string | null;
  /** Null for the host itself. */
  readonly actorId: string | null;
  readonly action: AuditEntry['action'];
  readonly targetId: string | null;
  readonly detail: string | null;
  readonly now: number;
}

export interface AuditQuery {
  readonly roomId: string | null;
  readonly limit: number;
  /** The number of the entry that ended the page before. */
  readonly before: number | null;
}

export interface AuditRepo {
  /** The newest first. */
  list(query: AuditQuery): Promise<AuditEntry[]>;
  add(entry: NewAuditEntry): Promise<void>;
  /** Returns how many went, at most so many. */
  deleteBefore(time: number, most: number): Promise<number>;
}

interface AuditRow {
  key: number;
  room_id: string | null;
  room_name: string | null;
  actor_id: string | null;
  actor_name: string;
  action: AuditEntry['action'];
  target_id: string | null;
  target_name: string | null;
  detail: string | null;
  created_at: number;
}

const INSERT = `
  insert into audit (space_id, room_id, room_name, actor_id, actor_name, action, target_id, target_name, detail, created_at)
  values (?1, ?2, ?3, ?4, coalesce((select display_name from users where id = ?4), 'Host'), ?5, ?6,
    (select display_name from users where id = ?6), ?7, ?8)`;

const LIST = `
  select key, room_id, room_name, actor_id, actor_name, action, target_id, target_name, detail, created_at from audit
  where (?1 is null or room_id = ?1) and (?2 is null or key < ?2) order by key desc limit ?3`;

const toEntry = (row: AuditRow): AuditEntry => ({
  id: row.key,
  roomId: row.room_id,
  roomName: row.room_name,
  actorId: row.actor_id,
  actorName: row.actor_name,
  action: row.action,
  targetId: row.target_id,
  targetName: row.target_name,
  detail: row.detail,
  createdAt: toIsoTime(row.created_at),
});

/** Part of the write that does what it tells of. */
export function addAuditEntry(writer: Writer, entry: NewAuditEntry): void {
  writer
    .prepare(INSERT)
    .run(
      entry.spaceId,
      entry.roomId,
      entry.roomName,
      entry.actorId,
      entry.action,
      entry.targetId,
      entry.detail,
      entry.now,
    );
}

export function createAuditRepo({ database }: { database: Database }): AuditRepo {
  return {
    list: ({ roomId, before, limit }) =>
      database.read((reader) => reader.prepare<AuditRow>(LIST).all(roomId, before, limit).map(toEntry)),
    add: (entry) => database.write((writer) => addAuditEntry(writer, entry)),
    deleteBefore: (time, most) =>
      database.write((writer) =>
        writer
          .prepare('delete from audit where key in (select key from audit where created_at < ?1 limit ?2)')
          .run(time, most),
      ),
  };
}
