import type { FileKind } from '#shared/model/file.ts';
import type { Database } from './database.ts';
import { type FileRow, findFile, SELECT_FILE, type StoredFile, toFile } from './file-row.ts';
import { type FileSeat, type FileSituation, findFileSeat, readFileSituation } from './file-seat.ts';

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

const INSERT = `
  insert into files (id, room_key, user_key, name, kind, content_type, declared_type, size, expected_sha256,
    created_at, touched_at)
  values (?1, (select key from rooms where id = ?2), (select key from users where id = ?3), ?4, 'file',
    'application/octet-stream', ?5, ?6, ?7, ?8, ?8)`;
const LIST = `
  ${SELECT_FILE} where r.id = ?1 and f.message_key is not null and (?2 is null or f.kind = ?2)
    and (?3 is null or f.key < ?3) order by f.key desc limit ?4`;

export function createFileRepo({ database }: { database: Database }): FileRepo {
  return {
    create: (file, authorize) =>
      database.write((writer) => {
        authorize(readFileSituation(writer, file.roomId, file.userId));
        const { id, roomId, userId, name, declaredType, size, expectedSha256, now } = file;
        writer.prepare(INSERT).run(id, roomId, userId, name, declaredType, size, expectedSha256, now);
        const stored = findFile(writer, id);
        if (!stored) throw new Error('A file that was just written is missing.');
        return stored;
      }),
    find: (id) => database.read((reader) => findFile(reader, id)),
    findSeat: (roomId, userId) => database.read((reader) => findFileSeat(reader, roomId, userId)),
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
