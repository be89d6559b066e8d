import type { Database, Writer } from './database.ts';

/** A room that ended, with those who had a seat. */
export interface EndedRoom {
  readonly roomId: string;
  readonly memberIds: readonly string[];
  /** Programs that were asked into this room only: they are nobody now. */
  readonly agentIds: readonly string[];
}

/** What a portion of the remains consisted of. */
export type Swept = 'files' | 'rows' | 'nothing';

interface UserRow {
  readonly id: string;
  readonly key: number;
}

interface Step {
  readonly swept: Swept;
  /** Users whose rows are all that is left of them. */
  readonly users?: readonly UserRow[] | null;
}

export interface GoneRepo {
  /** Removes a portion of what is gone, small enough that nobody waits for it. */
  sweepSome(): Promise<Swept>;
}

/** All that names a room by its id: few rows, and what lets anybody in. A test compares it with the schema. */
export const NAMING_A_ROOM = ['agents', 'bans', 'waiting', 'room_invites', 'room_hours', 'members'] as const;

/** Under another id that nobody knows: whoever asks for the old one gets the answer for a room that never was. */
const RETIRE = `
  update rooms set gone_id = id, id = 'gone:' || hex(randomblob(16)), code = null, name = null, description = '', owner_id = '',
    created_by = '', visibility = 'private', password_hash = null, life = 'kept', starts_at = null,
    direct_pair = null, last_seq = 0, counted_seq = 0
  where id = ?1`;

/** Programs asked into this room only: without it they are nobody. */
const RETIRE_AGENTS = [
  'insert or ignore into gone_inboxes (user_id) select user_id from agents where room_id = ?1',
  `update users set secret_hash = null, deleted_at = cast(unixepoch('subsec') * 1000 as integer)
    where id in (select user_id from agents where room_id = ?1)`,
];

/** Ends a room for everybody; its messages and files stay in the file until they are swept. */
export function endRoom(writer: Writer, roomId: string): EndedRoom {
  const memberIds = listSeats(writer, roomId);
  const agentIds = listAgents(writer, roomId);
  for (const sql of RETIRE_AGENTS) writer.prepare(sql).run(roomId);
  for (const table of NAMING_A_ROOM) writer.prepare(`delete from ${table} where room_id = ?1`).run(roomId);
  writer.prepare(RETIRE).run(roomId);
  return { roomId, memberIds, agentIds };
}

/** Ends up to so many rooms of a space; returns them. */
export function retireRoomsOf(writer: Writer, spaceId: string, most: number): EndedRoom[] {
  const rooms = writer
    .prepare<{ id: string }>('select id from rooms where space_id = ?1 and gone_id is null limit ?2')
    .all(spaceId, most);
  return rooms.map(({ id }) => endRoom(writer, id));
}

function listAgents(writer: Writer, roomId: string): string[] {
  return writer
    .prepare<{ user_id: string }>('select user_id from agents where room_id = ?1')
    .all(roomId)
    .map((row) => row.user_id);
}

function listSeats(writer: Writer, roomId: string): string[] {
  const sql = 'select user_id from members where room_id = ?1 and left_at is null';
  return writer
    .prepare<{ user_id: string }>(sql)
    .all(roomId)
    .map((row) => row.user_id);
}

/** A message takes seven indexes, its search row and three look-ups with it. */
const PORTION = 100;
/** Not everything that names a user has an index for it. */
const USERS_PORTION = 10;

const FILES = 'delete from files where key in (select key from files where room_key = ?1 limit ?2)';
const ROWS_OF_ROOM = [
  `delete from mentions where (user_key, room_key, seq) in
    (select user_key, room_key, seq from mentions where room_key = ?1 limit ?2)`,
  `delete from notifications where id in (select n.id from rooms r join notifications n
    on n.room_id = r.gone_id where r.key = ?1 limit ?2)`,
  'delete from messages where key in (select key from messages where room_key = ?1 limit ?2)',
  'delete from rooms where key = ?1 and ?2 > 0',
];

const INBOXES_OF_SPACE = `
  delete from inbox_messages where rowid in (select i.rowid from users u join inbox_messages i
    on i.to_id = u.id where u.space_id = ?1 limit ?2)`;
/** All that goes with a user, as the schema says. */
const NAMING_A_USER = `
  select t.name as child, f."from" as "column", f."to" as parent from sqlite_schema t, pragma_foreign_key_list(t.name) f
  where t.type = 'table' and f."table" = 'users' and f.on_delete = 'CASCADE'`;

const ROWS_OF_INBOX = [
  'delete from inbox_messages where rowid in (select rowid from inbox_messages where to_id = ?1 limit ?2)',
  'delete from gone_inboxes where user_id = ?1 and ?2 > 0',
];

/** Does the first of these that finds something. */
function runFirst(writer: Writer, statements: readonly string[], id: string | number): void {
  statements.some((sql) => writer.prepare(sql).run(id, PORTION) > 0);
}

function sweepRoom(writer: Writer, key: number): Swept {
  if (writer.prepare(FILES).run(key, PORTION) > 0) return 'files';
  runFirst(writer, ROWS_OF_ROOM, key);
  return 'rows';
}

/** Leaves users that nothing names any more; null when something else went instead. */
function sweepSpace(writer: Writer, id: string): UserRow[] | null {
  // Only after a host that ended in between: whoever deletes a space ends its rooms.
  if (retireRoomsOf(writer, id, PORTION).length > 0) return null;
  if (writer.prepare(INBOXES_OF_SPACE).run(id, PORTION) > 0) return null;
  const users = writer
    .prepare<UserRow>('select id, key from users where space_id = ?1 limit ?2')
    .all(id, USERS_PORTION);
  const places = writer.prepare<{ child: string; column: string; parent: 'id' | 'key' }>(NAMING_A_USER).all();
  for (const { child, column, parent } of places) {
    const remove = writer.prepare(`delete from ${child} where ${column} = ?`);
    for (const user of users) remove.run(user[parent]);
  }
  if (users.length === 0) writer.prepare('delete from spaces where id = ?').run(id);
  return users;
}

export function createGoneRepo({ database }: { database: Database }): GoneRepo {
  return {
    async sweepSome() {
      const { swept, users } = await database.write((writer): Step => {
        const room = writer
          .prepare<{ key: number }>('select key from rooms where gone_id is not null limit 1')
          .get();
        if (room) return { swept: sweepRoom(writer, room.key) };
        const space = writer.prepare<{ id: string }>('select id from spaces where gone = 1 limit 1').get();
        if (space) return { swept: 'rows', users: sweepSpace(writer, space.id) };
        const inbox = writer.prepare<{ user_id: string }>('select user_id from gone_inboxes limit 1').get();
        if (!inbox) return { swept: 'nothing' };
        runFirst(writer, ROWS_OF_INBOX, inbox.user_id);
        return { swept: 'rows' };
      });
      if (users && users.length > 0) {
        database.removeUnchecked((writer) => {
          const remove = writer.prepare('delete from users where key = ?');
          for (const { key } of users) remove.run(key);
        });
      }
      return swept;
    },
  };
}
