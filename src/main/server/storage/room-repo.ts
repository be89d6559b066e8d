import type { PolicyName } from '#shared/model/policy.ts';
import type { Role } from '#shared/model/role.ts';
import type { RoomLife, Visibility } from '#shared/model/room.ts';
import { addAuditEntry } from './audit-repo.ts';
import type { Database, Reader, Writer } from './database.ts';
import { type EndedRoom, endRoom } from './gone-repo.ts';
import { ROOM_COLUMNS, type RoomRow, type StoredRoom, toStoredRoom } from './room-row.ts';

export interface NewRoom {
  readonly id: string;
  readonly spaceId: string;
  /** Null only for rooms of programs that gave none. */
  readonly name: string | null;
  readonly description: string;
  readonly ownerId: string;
  readonly ownerRole?: Role;
  readonly policy: PolicyName;
  readonly visibility: Visibility;
  readonly capacity: number;
  readonly passwordHash: string | null;
  readonly life: RoomLife;
  readonly startsAt?: number | null;
  readonly now: number;
}

export interface RoomChange {
  readonly name?: string;
  readonly description?: string;
  readonly capacity?: number;
  readonly visibility?: Visibility;
  readonly passwordHash?: string | null;
  readonly life?: RoomLife;
  readonly startsAt?: number | null;
  readonly mode?: string;
  readonly isConversationActive?: boolean;
  readonly isLocked?: boolean;
  /** Null: as the host says. */
  readonly agentLimit?: number | null;
  /** 0 lets agents that wait go on. */
  readonly agentStreak?: 0;
}

/** A page of a list that is ordered by last activity, newest first. */
export interface RoomPageRequest {
  readonly search: string | null;
  readonly limit: number;
  readonly after: { readonly lastActivity: number; readonly id: string } | null;
}

export interface RoomRepo {
  /** `authorize` sees the owner's other rooms inside the write, and throws to refuse. */
  create(
    room: NewRoom,
    drawCode: () => string,
    authorize: (owned: StoredRoom[]) => void,
  ): Promise<StoredRoom>;
  /** One owner's rooms, all or none. */
  createAll(
    rooms: readonly [NewRoom, ...NewRoom[]],
    drawCode: () => string,
    authorize: (owned: StoredRoom[]) => void,
  ): Promise<StoredRoom[]>;
  find(roomId: string): Promise<StoredRoom | null>;
  findByCode(code: string): Promise<StoredRoom | null>;
  /** The rooms that have a code, those with life in them first. At once, because a code may change any moment. */
  listWithCode(spaceId: string, limit: number): StoredRoom[];
  listMine(userId: string, page: RoomPageRequest): Promise<StoredRoom[]>;
  listPublic(spaceId: string, page: RoomPageRequest): Promise<StoredRoom[]>;
  /** Null for an unknown room. `authorize` sees room and role inside the write. */
  change(
    roomId: string,
    userId: string,
    change: RoomChange,
    now: number,
    authorize: (room: StoredRoom, role: Role | null) => void,
  ): Promise<StoredRoom | null>;
  /** Null for an unknown room. */
  rotateCode(
    roomId: string,
    userId: string,
    now: number,
    drawCode: () => string,
    authorize: (room: StoredRoom, role: Role | null) => void,
  ): Promise<StoredRoom | null>;
  /** Nothing of it can be seen afterwards; what it holds goes from the file later. Returns whom it concerns. */
  delete(
    roomId: string,
    userId: string,
    authorize: (room: StoredRoom | null, role: Role | null) => void,
  ): Promise<EndedRoom>;
  /** Starts or stops the clock of rooms that live until they are empty. */
  markEmptied(roomId: string, at: number | null): Promise<void>;
  /** After a start nobody is anywhere: rooms that live until empty begin their last minutes. */
  markAllEmptied(at: number): Promise<void>;
  /** Ends up to so many rooms whose life is over; returns their ids with their members. */
  deleteExpired(before: { emptied: number; idle: number }, most: number): Promise<EndedRoom[]>;
  countRooms(): Promise<number>;
}

const SELECT = `select ${ROOM_COLUMNS} from rooms r`;
const MATCHES = `(?3 is null or instr(lower(coalesce(r.name, '') || ' ' || r.description), lower(?3)) > 0)`;
const PAGED = `and (?4 is null or (r.last_activity, r.id) < (?4, ?5)) order by r.last_activity desc, r.id desc limit ?2`;
const LIST_MINE = `${SELECT} join members m on m.room_id = r.id and m.user_id = ?1 and m.left_at is null where ${MATCHES} ${PAGED}`;
const LIST_PUBLIC = `${SELECT} where r.space_id = ?1 and r.visibility = 'public' and ${MATCHES} ${PAGED}`;
const LIST_WITH_CODE = `${SELECT} where r.space_id = ?1 and r.code is not null order by r.last_activity desc, r.id desc limit ?2`;

function findRoom(reader: Reader, roomId: string): StoredRoom | null {
  const row = reader.prepare<RoomRow>(`${SELECT} where r.id = ?1`).get(roomId);
  return row ? toStoredRoom(row) : null;
}

function findRole(reader: Reader, roomId: string, userId: string): Role | null {
  const sql = 'select role from members where room_id = ?1 and user_id = ?2 and left_at is null';
  return reader.prepare<{ role: Role }>(sql).get(roomId, userId)?.role ?? null;
}

function drawFreeCode(reader: Reader, drawCode: () => string): string {
  const isTaken = reader.prepare('select 1 from rooms where code = ?1');
  let code = drawCode();
  while (isTaken.get(code)) code = drawCode();
  return code;
}

function listOwned(reader: Reader, ownerId: string): StoredRoom[] {
  return reader.prepare<RoomRow>(`${SELECT} where r.owner_id = ?1`).all(ownerId).map(toStoredRoom);
}

function insertRoom(writer: Writer, room: NewRoom, code: string): StoredRoom {
  writer.run(
    writer.query.insertInto('rooms').values({
      id: room.id,
      space_id: room.spaceId,
      code,
      name: room.name,
      description: room.description,
      owner_id: room.ownerId,
      created_by: room.ownerId,
      policy: room.policy,
      visibility: room.visibility,
      capacity: room.capacity,
      password_hash: room.passwordHash,
      life: room.life,
      starts_at: room.startsAt ?? null,
      created_at: room.now,
      updated_at: room.now,
      last_activity: room.now,
      emptied_at: room.now,
    }),
  );
  writer.run(
    writer.query.insertInto('members').values({
      room_id: room.id,
      user_id: room.ownerId,
      role: room.ownerRole ?? 'owner',
      joined_at: room.now,
    }),
  );
  const stored = findRoom(writer, room.id);
  if (!stored) throw new Error('A room that was just written is missing.');
  return stored;
}

function toColumns(change: RoomChange) {
  return {
    ...(change.name !== undefined && { name: change.name }),
    ...(change.description !== undefined && { description: change.description }),
    ...(change.capacity !== undefined && { capacity: change.capacity }),
    ...(change.visibility !== undefined && { visibility: change.visibility }),
    ...(change.passwordHash !== undefined && { password_hash: change.passwordHash }),
    ...(change.life !== undefined && { life: change.life }),
    ...(change.startsAt !== undefined && { starts_at: change.startsAt }),
    ...(change.mode !== undefined && { mode: change.mode }),
    ...(change.isConversationActive !== undefined && {
      conversation_active: change.isConversationActive ? 1 : 0,
    }),
    ...(change.agentLimit !== undefined && { agent_limit: change.agentLimit }),
    ...(change.agentStreak !== undefined && { agent_streak: change.agentStreak }),
    ...(change.isLocked !== undefined && { locked: change.isLocked ? 1 : 0 }),
  };
}

export function createRoomRepo({ database }: { database: Database }): RoomRepo {
  const list = (sql: string, whose: string, page: RoomPageRequest) =>
    database.read((reader) =>
      reader
        .prepare<RoomRow>(sql)
        .all(whose, page.limit, page.search, page.after?.lastActivity ?? null, page.after?.id ?? null)
        .map(toStoredRoom),
    );

  return {
    create: (room, drawCode, authorize) =>
      database.write((writer) => {
        authorize(listOwned(writer, room.ownerId));
        return insertRoom(writer, room, drawFreeCode(writer, drawCode));
      }),
    createAll: (given, drawCode, authorize) =>
      database.write((writer) => {
        authorize(listOwned(writer, given[0].ownerId));
        return given.map((room) => insertRoom(writer, room, drawFreeCode(writer, drawCode)));
      }),
    find: (roomId) => database.read((reader) => findRoom(reader, roomId)),
    findByCode: (code) =>
      database.read((reader) => {
        const row = reader.prepare<RoomRow>(`${SELECT} where r.code = ?1`).get(code);
        return row ? toStoredRoom(row) : null;
      }),
    listWithCode: (spaceId, limit) =>
      database.readNow((reader) =>
        reader.prepare<RoomRow>(LIST_WITH_CODE).all(spaceId, limit).map(toStoredRoom),
      ),
    listMine: (userId, page) => list(LIST_MINE, userId, page),
    listPublic: (spaceId, page) => list(LIST_PUBLIC, spaceId, page),
    change: (roomId, userId, change, now, authorize) =>
      database.write((writer) => {
        const room = findRoom(writer, roomId);
        if (!room) return null;
        authorize(room, findRole(writer, roomId, userId));
        const columns = { ...toColumns(change), updated_at: now, last_activity: now };
        writer.run(writer.query.updateTable('rooms').set(columns).where('id', '=', roomId));
        return findRoom(writer, roomId);
      }),
    rotateCode: (roomId, userId, now, drawCode, authorize) =>
      database.write((writer) => {
        const room = findRoom(writer, roomId);
        if (!room) return null;
        authorize(room, findRole(writer, roomId, userId));
        writer
          .prepare('update rooms set code = ?2, updated_at = ?3 where id = ?1')
          .run(roomId, drawFreeCode(writer, drawCode), now);
        const entry = { actorId: userId, action: 'code', targetId: null, detail: null, now } as const;
        addAuditEntry(writer, { spaceId: room.spaceId, roomId, roomName: room.name, ...entry });
        return findRoom(writer, roomId);
      }),
    delete: (roomId, userId, authorize) =>
      database.write((writer) => {
        authorize(findRoom(writer, roomId), findRole(writer, roomId, userId));
        return endRoom(writer, roomId);
      }),
    markEmptied: (roomId, at) =>
      database.write((writer) => {
        writer.prepare('update rooms set emptied_at = ?2 where id = ?1').run(roomId, at);
      }),
    markAllEmptied: (at) =>
      database.write((writer) => {
        writer.prepare('update rooms set emptied_at = ?1 where emptied_at is null').run(at);
      }),
    deleteExpired: (before, most) =>
      database.write((writer) => {
        const expired = writer
          .prepare<{ id: string }>(
            `select id from rooms where life = 'until-empty' and emptied_at < ?1 and coalesce(starts_at, 0) < ?1
             union all select id from rooms where life = 'day' and last_activity < ?2 and coalesce(starts_at, 0) < ?2
             limit ?3`,
          )
          .all(before.emptied, before.idle, most);
        return expired.map(({ id }) => endRoom(writer, id));
      }),
    countRooms: () =>
      database.read(
        (reader) =>
          reader.prepare<{ n: number }>('select count(*) as n from rooms where gone_id is null').get()?.n ??
          0,
      ),
  };
}
