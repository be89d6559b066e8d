import type { FileKind } from '#shared/model/file.ts';
import type { PolicyName } from '#shared/model/policy.ts';
import type { Role } from '#shared/model/role.ts';
import type { Visibility } from '#shared/model/room.ts';
import type { Database, Reader } from './database.ts';

export interface StoredFile {
  readonly id: string;
  readonly roomId: string;
  readonly spaceId: string;
  readonly userId: string;
  readonly displayName: string;
  readonly messageId: string | null;
  readonly name: string;
  readonly kind: FileKind;
  readonly contentType: string;
  readonly declaredType: string;
  readonly size: number;
  readonly expectedSha256: string | null;
  /** Null until the last byte arrived and fits. */
  readonly sha256: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly thumbnailType: string | null;
  readonly createdAt: number;
  /** Orders the files of a room. */
  readonly key: number;
}

export interface NewFile {
  readonly id: string;
  readonly roomId: string;
  readonly userId: string;
  readonly name: string;
  readonly declaredType: string;
  readonly size: number;
  readonly expectedSha256: string | null;
  readonly now: number;
}

/** How somebody stands in the room a file goes to. */
export interface FileSeat {
  readonly policy: PolicyName;
  readonly visibility: Visibility;
  readonly spaceId: string;
  readonly role: Role | null;
  readonly isMuted: boolean;
}

/** What the rule for a new file sees, inside the write that takes the space. */
export interface FileSituation {
  readonly seat: FileSeat;
  /** Announced bytes of all files of the host. */
  readonly usedBytes: number;
  /** Files of the person that were not sent. */
  readonly unsent: number;
}

export interface FileResult {
  readonly sha256: string;
  readonly kind: FileKind;
  readonly contentType: string;
  readonly width: number | null;
  readonly height: number | null;
}

export interface FileRepo {
  /** `authorize` gets null for an unknown room; it throws to refuse. */
  create(file: NewFile, authorize: (situation: FileSituation | null) => void): Promise<StoredFile>;
  find(id: string): Promise<StoredFile | null>;
  /** Null for an unknown room. */
  findSeat(roomId: string, userId: string): Promise<FileSeat | null>;
  touch(id: string, now: number): Promise<void>;
  /** Null when the file went meanwhile, with its room. */
  complete(id: string, result: FileResult, now: number): Promise<StoredFile | null>;
  setThumbnail(id: string, type: string): Promise<void>;
  /** Sent files of a room, newest first. */
  list(
    roomId: string,
    page: { kind: FileKind | null; below: number | null; limit: number },
  ): Promise<StoredFile[]>;
  /** Only a file that was not sent. */
  removeUnsent(id: string): Promise<boolean>;
  removeForgotten(before: number, isBusy: (id: string) => boolean): Promise<number>;
  /** Ids whose rows are gone and whose bytes are not. */
  listGone(limit: number): Promise<string[]>;
  forgetGone(ids: readonly string[]): Promise<void>;
  listUnknown(ids: readonly string[]): Promise<string[]>;
}

interface FileRow {
  key: number;
  id: string;
  room_id: string;
  space_id: string;
  user_id: string;
  display_name: string;
  message_id: string | null;
  name: string;
  kind: FileKind;
  content_type: string;
  declared_type: string;
  size: number;
  expected_sha256: string | null;
  sha256: string | null;
  width: number | null;
  height: number | null;
  thumbnail_type: string | null;
  created_at: number;
}

interface SeatRow {
  policy: PolicyName;
  visibility: Visibility;
  space_id: string;
  role: Role | null;
  muted: number | null;
}

const SELECT = `
  select f.key, f.id, r.id as room_id, r.space_id, u.id as user_id, u.display_name, m.id as message_id, f.name,
    f.kind, f.content_type, f.declared_type, f.size, f.expected_sha256, f.sha256, f.width, f.height,
    f.thumbnail_type, f.created_at
  from files f join rooms r on r.key = f.room_key join users u on u.key = f.user_key
  left join messages m on m.key = f.message_key`;
const SEAT = `
  select r.policy, r.visibility, r.space_id, m.role, m.muted
  from rooms r left join members m on m.room_id = r.id and m.user_id = ?2 and m.left_at is null
  where r.id = ?1`;
const USE = `
  select (select coalesce(sum(size), 0) from files
      where room_key not in (select key from rooms where gone_id is not null)) as used,
    (select count(*) from files f join users u on u.key = f.user_key
      where f.message_key is null and u.id = ?1) as unsent`;
const INSERT = `
  insert into files (id, room_key, user_key, name, kind, content_type, declared_type, size, expected_sha256,
    created_at, touched_at)
  values (?1, (select key from rooms where id = ?2), (select key from users where id = ?3), ?4, 'file',
    'application/octet-stream', ?5, ?6, ?7, ?8, ?8)`;
const LIST = `
  ${SELECT} where r.id = ?1 and f.message_key is not null and (?2 is null or f.kind = ?2)
    and (?3 is null or f.key < ?3) order by f.key desc limit ?4`;

const toFile = (row: FileRow): StoredFile => ({
  key: row.key,
  id: row.id,
  roomId: row.room_id,
  spaceId: row.space_id,
  userId: row.user_id,
  displayName: row.display_name,
  messageId: row.message_id,
  name: row.name,
  kind: row.kind,
  contentType: row.content_type,
  declaredType: row.declared_type,
  size: row.size,
  expectedSha256: row.expected_sha256,
  sha256: row.sha256,
  width: row.width,
  height: row.height,
  thumbnailType: row.thumbnail_type,
  createdAt: row.created_at,
});

function findFile(reader: Reader, id: string): StoredFile | null {
  const row = reader.prepare<FileRow>(`${SELECT} where f.id = ?`).get(id);
  return row ? toFile(row) : null;
}

function findSeat(reader: Reader, roomId: string, userId: string): FileSeat | null {
  const row = reader.prepare<SeatRow>(SEAT).get(roomId, userId);
  if (!row) return null;
  const { policy, visibility, space_id: spaceId, role, muted } = row;
  return { policy, visibility, spaceId, role, isMuted: muted === 1 };
}

function readSituation(reader: Reader, roomId: string, userId: string): FileSituation | null {
  const seat = findSeat(reader, roomId, userId);
  const use = reader.prepare<{ used: number; unsent: number }>(USE).get(userId);
  return seat && use ? { seat, usedBytes: use.used, unsent: use.unsent } : null;
}

export function createFileRepo({ database }: { database: Database }): FileRepo {
  return {
    create: (file, authorize) =>
      database.write((writer) => {
        authorize(readSituation(writer, file.roomId, file.userId));
        const { id, roomId, userId, name, declaredType, size, expectedSha256, now } = file;
        writer.prepare(INSERT).run(id, roomId, userId, name, declaredType, size, expectedSha256, now);
        const stored = findFile(writer, id);
        if (!stored) throw new Error('A file that was just written is missing.');
        return stored;
      }),
    find: (id) => database.read((reader) => findFile(reader, id)),
    findSeat: (roomId, userId) => database.read((reader) => findSeat(reader, roomId, userId)),
    touch: (id, now) =>
      database.write((writer) => {
        writer.prepare('update files set touched_at = ? where id = ?').run(now, id);
      }),
    complete: (id, result, now) =>
      database.write((writer) => {
        const { sha256, kind, contentType, width, height } = result;
        writer
          .prepare(
            `update files set sha256 = ?, kind = ?, content_type = ?, width = ?, height = ?, touched_at = ?
             where id = ?`,
          )
          .run(sha256, kind, contentType, width, height, now, id);
        return findFile(writer, id);
      }),
    setThumbnail: (id, type) =>
      database.write((writer) => {
        writer
          .prepare('update files set thumbnail_type = ? where id = ? and message_key is null')
          .run(type, id);
      }),
    list: (roomId, { kind, below, limit }) =>
      database.read((reader) => reader.prepare<FileRow>(LIST).all(roomId, kind, below, limit).map(toFile)),
    removeUnsent: (id) =>
      database.write(
        (writer) => writer.prepare('delete from files where id = ? and message_key is null').run(id) > 0,
      ),
    removeForgotten: (before, isBusy) =>
      database.write((writer) => {
        const forgotten = writer
          .prepare<{ id: string }>(
            'select id from files where message_key is null and touched_at < ? limit 500',
          )
          .all(before)
          .filter(({ id }) => !isBusy(id));
        for (const { id } of forgotten) writer.prepare('delete from files where id = ?').run(id);
        return forgotten.length;
      }),
    listGone: (limit) =>
      database.read((reader) =>
        reader
          .prepare<{ id: string }>('select id from gone_files limit ?')
          .all(limit)
          .map(({ id }) => id),
      ),
    forgetGone: (ids) =>
      database.write((writer) => {
        for (const id of ids) writer.prepare('delete from gone_files where id = ?').run(id);
      }),
    listUnknown: (ids) =>
      database.read((reader) => {
        const find = reader.prepare('select 1 from files where id = ?');
        return ids.filter((id) => !find.get(id));
      }),
  };
}
