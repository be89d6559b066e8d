import type { FileKind } from '#shared/model/file.ts';
import type { Reader } from './database.ts';

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

export interface FileRow {
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

export const SELECT_FILE = `
  select f.key, f.id, r.id as room_id, r.space_id, u.id as user_id, u.display_name, m.id as message_id, f.name,
    f.kind, f.content_type, f.declared_type, f.size, f.expected_sha256, f.sha256, f.width, f.height,
    f.thumbnail_type, f.created_at
  from files f join rooms r on r.key = f.room_key join users u on u.key = f.user_key
  left join messages m on m.key = f.message_key`;

export const toFile = (row: FileRow): StoredFile => ({
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

export function findFile(reader: Reader, id: string): StoredFile | null {
  const row = reader.prepare<FileRow>(`${SELECT_FILE} where f.id = ?`).get(id);
  return row ? toFile(row) : null;
}
