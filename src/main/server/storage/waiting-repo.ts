import type { WaitingKind } from '#shared/model/waiting.ts';
import { addAuditEntry } from './audit-repo.ts';
import { isBannedFrom } from './ban-check.ts';
import type { Database, Reader } from './database.ts';
import { ROOM_COLUMNS, type RoomRow, type StoredRoom, toStoredRoom } from './room-row.ts';

/** A place at the door, in the order in which people came. */
export interface WaitingEntry {
  readonly userId: string;
  readonly displayName: string;
  readonly kind: WaitingKind;
  readonly createdAt: number;
  /** When the person last asked; somebody with no line open is forgotten some time after it. */
  readonly seenAt: number;
}

export interface WaitSituation {
  readonly room: StoredRoom;
  readonly isBanned: boolean;
  readonly isMember: boolean;
  readonly entries: readonly WaitingEntry[];
}

export interface WaitingRepo {
  /** Takes the place that `decide` says, or keeps the one there is. Null for an unknown room. */
  enter(
    roomId: string,
    userId: string,
    now: number,
    decide: (situation: WaitSituation) => WaitingKind,
  ): Promise<{ room: StoredRoom; isNew: boolean } | null>;
  list(roomId: string): Promise<WaitingEntry[]>;
  touch(roomId: string, userId: string, now: number): Promise<void>;
  touchAll(now: number): Promise<void>;
  remove(roomId: string, userId: string): Promise<boolean>;
  /** Sends somebody away, and puts it on the audit list. */
  deny(given: {
    room: StoredRoom;
    actorId: string;
    userId: string;
    reason: string | null;
    now: number;
  }): Promise<boolean>;
  turnKnocksIntoQueue(roomId: string): Promise<void>;
  listRoomIds(): Promise<string[]>;
}

interface WaitingRow {
  user_id: string;
  display_name: string;
  kind: WaitingKind;
  created_at: number;
  seen_at: number;
}

const LIST = `
  select w.user_id, u.display_name, w.kind, w.created_at, w.seen_at
  from waiting w join users u on u.id = w.user_id where w.room_id = ?1 order by w.key`;

export function listWaiting(reader: Reader, roomId: string): WaitingEntry[] {
  return reader
    .prepare<WaitingRow>(LIST)
    .all(roomId)
    .map((row) => ({
      userId: row.user_id,
      displayName: row.display_name,
      kind: row.kind,
      createdAt: row.created_at,
      seenAt: row.seen_at,
    }));
}

export function createWaitingRepo({ database }: { database: Database }): WaitingRepo {
  const remove = (reader: Reader, roomId: string, userId: string) =>
    reader.prepare('delete from waiting where room_id = ?1 and user_id = ?2').run(roomId, userId) > 0;

  return {
    enter: (roomId, userId, now, decide) =>
      database.write((writer) => {
        const row = writer
          .prepare<RoomRow>(`select ${ROOM_COLUMNS} from rooms r where r.id = ?1`)
          .get(roomId);
        if (!row) return null;
        const room = toStoredRoom(row);
        const isMember =
          writer
            .prepare('select 1 from members where room_id = ?1 and user_id = ?2 and left_at is null')
            .get(roomId, userId) !== undefined;
        const entries = listWaiting(writer, roomId);
        const kind = decide({ room, isBanned: isBannedFrom(writer, roomId, userId), isMember, entries });
        const isNew = !entries.some((entry) => entry.userId === userId);
        writer
          .prepare(
            `insert into waiting (room_id, user_id, kind, created_at, seen_at) values (?1, ?2, ?3, ?4, ?4)
             on conflict (room_id, user_id) do update set kind = ?3, seen_at = ?4`,
          )
          .run(roomId, userId, kind, now);
        return { room, isNew };
      }),
    list: (roomId) => database.read((reader) => listWaiting(reader, roomId)),
    touch: (roomId, userId, now) =>
      database.write((writer) => {
        writer
          .prepare('update waiting set seen_at = ?3 where room_id = ?1 and user_id = ?2')
          .run(roomId, userId, now);
      }),
    touchAll: (now) =>
      database.write((writer) => {
        writer.prepare('update waiting set seen_at = ?1').run(now);
      }),
    remove: (roomId, userId) => database.write((writer) => remove(writer, roomId, userId)),
    deny: ({ room, actorId, userId, reason, now }) =>
      database.write((writer) => {
        const wasWaiting = remove(writer, room.id, userId);
        if (wasWaiting) {
          addAuditEntry(writer, {
            spaceId: room.spaceId,
            roomId: room.id,
            roomName: room.name,
            actorId,
            action: 'deny',
            targetId: userId,
            detail: reason,
            now,
          });
        }
        return wasWaiting;
      }),
    turnKnocksIntoQueue: (roomId) =>
      database.write((writer) => {
        writer.prepare("update waiting set kind = 'queue' where room_id = ?1 and kind = 'knock'").run(roomId);
      }),
    listRoomIds: () =>
      database.read((reader) =>
        reader
          .prepare<{ room_id: string }>('select distinct room_id from waiting')
          .all()
          .map((row) => row.room_id),
      ),
  };
}
