import type { Message, MessageType } from '#shared/model/message.ts';
import type { UserKind } from '#shared/model/user.ts';

/** A message joined with its room and author, as every query of this folder selects it. */
export interface MessageRow {
  id: string;
  seq: number;
  room_id: string;
  user_id: string | null;
  display_name: string | null;
  kind: UserKind | null;
  type: MessageType;
  content: string;
  content_type: string;
  metadata: string;
  reply_to_id: string | null;
  thread_id: string | null;
  client_id: string | null;
  created_at: number;
  edited_at: number | null;
  deleted_at: number | null;
  rev: number;
}

export const MESSAGE_COLUMNS = `
  m.id, m.seq, r.id as room_id, u.id as user_id, u.display_name, u.kind, m.type, m.content, m.content_type,
  m.metadata, m.reply_to_id, m.thread_id, m.client_id, m.created_at, m.edited_at, m.deleted_at, m.rev`;

/** Stays on the index of (room_key, seq): the room comes first, whatever the planner thinks of the sizes. */
export const MESSAGE_SOURCE = `
  rooms r cross join messages m on m.room_key = r.key left join users u on u.key = m.user_key`;

export function toIsoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

export function toIsoTimeOrNull(milliseconds: number | null): string | null {
  return milliseconds === null ? null : toIsoTime(milliseconds);
}

export function toMessage(row: MessageRow): Message {
  return {
    id: row.id,
    seq: row.seq,
    roomId: row.room_id,
    userId: row.user_id,
    displayName: row.display_name ?? '',
    kind: row.kind ?? 'person',
    messageType: row.type,
    content: row.content,
    contentType: row.content_type,
    metadata: row.metadata === '{}' ? {} : JSON.parse(row.metadata),
    replyToId: row.reply_to_id,
    threadId: row.thread_id,
    clientId: row.client_id,
    createdAt: toIsoTime(row.created_at),
    editedAt: toIsoTimeOrNull(row.edited_at),
    deletedAt: toIsoTimeOrNull(row.deleted_at),
    reactions: [],
    attachments: [],
  };
}
