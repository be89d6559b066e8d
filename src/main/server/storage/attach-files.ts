import { AppError } from '#shared/contract/errors.ts';
import type { Attachment, FileKind } from '#shared/model/file.ts';
import type { Reader, Writer } from './database.ts';

interface LooseFileRow {
  key: number;
  id: string;
  name: string;
  kind: FileKind;
  content_type: string;
  size: number;
  sha256: string | null;
  width: number | null;
  height: number | null;
  thumbnail_type: string | null;
}

const FIND = `
  select key, id, name, kind, content_type, size, sha256, width, height, thumbnail_type from files
  where id = ?1 and room_key = ?2 and user_key = ?3 and message_key is null`;

export interface FoundFiles {
  readonly keys: readonly number[];
  readonly attachments: readonly Attachment[];
}

/** The files somebody uploaded into a room and has not sent yet, in the order given; throws for any other. */
export function findLooseFiles(
  reader: Reader,
  fileIds: readonly string[],
  roomKey: number,
  userKey: number | null,
): FoundFiles {
  const rows = [...new Set(fileIds)].map((id) => {
    const row = reader.prepare<LooseFileRow>(FIND).get(id, roomKey, userKey);
    if (!row) throw new AppError('NOT_FOUND', 'There is no such upload.', { path: 'fileIds', fileId: id });
    if (row.sha256 === null) {
      throw new AppError('CONFLICT', 'That file has not arrived completely.', {
        path: 'fileIds',
        fileId: id,
      });
    }
    return { ...row, sha256: row.sha256 };
  });
  const attachments = rows.map((row) => ({
    id: row.id,
    name: row.name,
    kind: row.kind,
    contentType: row.content_type,
    size: row.size,
    sha256: row.sha256,
    ...(row.width !== null && { width: row.width }),
    ...(row.height !== null && { height: row.height }),
    ...(row.thumbnail_type !== null && { hasThumbnail: true }),
  }));
  return { keys: rows.map(({ key }) => key), attachments };
}

/** Ties files to the message that was inserted last. */
export function attachToNewMessage(writer: Writer, fileKeys: readonly number[]): void {
  const attach = writer.prepare('update files set message_key = last_insert_rowid() where key = ?');
  for (const key of fileKeys) attach.run(key);
}
