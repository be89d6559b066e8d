import type { Role } from '#shared/model/role.ts';
import { addAuditEntry } from './audit-repo.ts';
import type { Database } from './database.ts';
import { type EndedRoom, endRoom } from './gone-repo.ts';
import {
  findRole,
  findRoom,
  findRoomByCode,
  listIdsWithCode,
  listOwned,
  listPublicRooms,
  listRoomsOfMember,
  listRoomsWithCode,
  type RoomPageRequest,
} from './room-reads.ts';
import type { StoredRoom } from './room-row.ts';
import { drawFreeCode, insertRoom, type NewRoom, type RoomChange, toRoomColumns } from './room-writes.ts';

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
  /** All of them, in no order. */
  listIdsWithCode(spaceId: string): string[];
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

export function createRoomRepo({ database }: { database: Database }): RoomRepo {
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
    findByCode: (code) => database.read((reader) => findRoomByCode(reader, code)),
    listWithCode: (spaceId, limit) => database.readNow((reader) => listRoomsWithCode(reader, spaceId, limit)),
    listIdsWithCode: (spaceId) => database.readNow((reader) => listIdsWithCode(reader, spaceId)),
    listMine: (userId, page) => database.read((reader) => listRoomsOfMember(reader, userId, page)),
    listPublic: (spaceId, page) => database.read((reader) => listPublicRooms(reader, spaceId, page)),
    change: (roomId, userId, change, now, authorize) =>
      database.write((writer) => {
        const room = findRoom(writer, roomId);
        if (!room) return null;
        authorize(room, findRole(writer, roomId, userId));
        const columns = { ...toRoomColumns(change), updated_at: now, last_activity: now };
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
