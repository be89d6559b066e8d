import type { Message, MessageType } from '#shared/model/message.ts';
import type { Reader, Writer } from './database.ts';
import { type Extras, NO_EXTRAS, type StoredPoll, viewExtras } from './message-extras.ts';
import type { Parts } from './message-parts.ts';
import {
  MESSAGE_COLUMNS,
  MESSAGE_SOURCE,
  type MessageRow,
  toIsoTime,
  toMessage,
  withQuote,
} from './message-row.ts';
import type { StandingRow } from './posting-standing.ts';

export interface NewMessage {
  readonly roomId: string;
  /** Null for the host's own lines that name nobody as author. */
  readonly userId: string | null;
  readonly type: MessageType;
  readonly content: string;
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly replyToId: string | null;
  readonly threadId: string | null;
  readonly clientId: string | null;
  readonly fileIds?: readonly string[];
  readonly poll?: StoredPoll;
}

const INSERT = `
  insert into messages (id, room_key, seq, user_key, type, content, content_type, metadata,
    reply_to_id, thread_id, client_id, counts, created_at, extras)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict (room_key, user_key, client_id) where client_id is not null do nothing`;

/** False when the author's client id was seen before. */
export function insertMessage(
  writer: Writer,
  message: Message,
  standing: StandingRow,
  createdAt: number,
  extras: Extras,
): boolean {
  const changes = writer
    .prepare(INSERT)
    .run(
      message.id,
      standing.room_key,
      message.seq,
      standing.user_key,
      message.messageType,
      message.content,
      message.contentType,
      JSON.stringify(message.metadata),
      message.replyToId,
      message.threadId,
      message.clientId,
      message.messageType === 'system' ? 0 : 1,
      createdAt,
      extras === NO_EXTRAS ? '{}' : JSON.stringify(extras),
    );
  return changes === 1;
}

const FIND_REPEAT = `
  select ${MESSAGE_COLUMNS} from ${MESSAGE_SOURCE}
  where r.key = ?1 and m.room_key = ?1 and m.user_key = ?2 and m.client_id = ?3`;

/** What the author's client id was used for first. */
export function findRepeat(
  reader: Reader,
  standing: StandingRow,
  clientId: string | null,
): Message | undefined {
  const row = reader.prepare<MessageRow>(FIND_REPEAT).get(standing.room_key, standing.user_key, clientId);
  return row && withQuote(reader, toMessage(row));
}

export function buildMessage(
  draft: NewMessage,
  author: StandingRow,
  { threadId, quote, extras }: Parts,
  { id, seq, createdAt }: { id: string; seq: number; createdAt: number },
): Message {
  return {
    id,
    seq,
    roomId: draft.roomId,
    userId: draft.userId,
    displayName: author.display_name ?? '',
    kind: author.kind ?? 'person',
    messageType: draft.type,
    content: draft.content,
    contentType: draft.contentType,
    metadata: { ...draft.metadata },
    replyToId: draft.replyToId,
    threadId,
    clientId: draft.clientId,
    createdAt: toIsoTime(createdAt),
    editedAt: null,
    deletedAt: null,
    ...viewExtras(extras),
    ...(quote && { quote }),
  };
}
