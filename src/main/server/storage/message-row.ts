import type { Message, MessageType, Quote } from '#shared/model/message.ts';
import type { UserKind } from '#shared/model/user.ts';
import type { Reader } from './database.ts';
import { readExtras, viewExtras } from './message-extras.ts';

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
  extras: string;
}

export const MESSAGE_COLUMNS = `
  m.id, m.seq, r.id as room_id, u.id as user_id, u.display_name, u.kind, m.type, m.content, m.content_type,
  m.metadata, m.reply_to_id, m.thread_id, m.client_id, m.created_at, m.edited_at, m.deleted_at, m.rev, m.extras`;

/** Stays on the index of (room_key, seq): the room comes first, whatever the planner thinks of the sizes. */
export const MESSAGE_SOURCE = `
  rooms r cross join messages m on m.room_key = r.key left join users u on u.key = m.user_key`;

export const SELECT_IN_ROOM = `select ${MESSAGE_COLUMNS} from ${MESSAGE_SOURCE} where r.id = ?1`;

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
    ...viewExtras(readExtras(row.extras)),
  };
}

interface QuotedRow {
  id: string;
  user_id: string | null;
  display_name: string | null;
  type: MessageType;
  content: string;
  deleted_at: number | null;
}

const FIND_QUOTED = `
  select m.id, u.id as user_id, u.display_name, m.type, substr(m.content, 1, 400) as content, m.deleted_at
  from messages m left join users u on u.key = m.user_key
  where m.id = ?1 and m.room_key = (select key from rooms where id = ?2)`;

const QUOTE_LENGTH = 200;

export function readQuote(reader: Reader, messageId: string, roomId: string): Quote | undefined {
  const row = reader.prepare<QuotedRow>(FIND_QUOTED).get(messageId, roomId);
  if (!row) return undefined;
  return {
    id: row.id,
    userId: row.user_id,
    displayName: row.display_name ?? '',
    messageType: row.type,
    content: row.content.slice(0, QUOTE_LENGTH).toWellFormed(),
    isDeleted: row.deleted_at !== null,
  };
}

/** The message with what it answers as that reads now: a quote must not outlive a deletion. */
export function withQuote(reader: Reader, message: Message): Message {
  if (message.replyToId === null || message.deletedAt !== null) return message;
  const quote = readQuote(reader, message.replyToId, message.roomId);
  return quote ? { ...message, quote } : message;
}

export function toMessages(reader: Reader, rows: MessageRow[]): Message[] {
  return rows.map((row) => withQuote(reader, toMessage(row)));
}
