import type { Message, MessageType } from '#shared/model/message.ts';
import type { PolicyName } from '#shared/model/policy.ts';
import type { Role } from '#shared/model/role.ts';
import type { Visibility } from '#shared/model/room.ts';
import type { UserKind } from '#shared/model/user.ts';
import type { Database, Writer } from './database.ts';
import { MESSAGE_COLUMNS, MESSAGE_SOURCE, type MessageRow, toIsoTime, toMessage } from './message-row.ts';
import { createRisingIds } from './rising-ids.ts';

/** What the rule for posting sees, read inside the write that it allows or refuses. */
export interface Standing {
  readonly policy: PolicyName;
  readonly visibility: Visibility;
  /** Null for somebody without a seat. */
  readonly role: Role | null;
  readonly isMuted: boolean;
}

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
}

export interface Appended {
  readonly message: Message;
  /** The client id was seen before: this is the first result, and nobody needs to hear it again. */
  readonly isRepeat: boolean;
}

export interface MessageLog {
  /** `authorize` gets null for an unknown room; it throws to refuse. Resolves after the commit. */
  append(
    draft: NewMessage,
    authorize: (standing: Standing | null) => void,
    afterCommit: (appended: Appended) => void,
  ): Promise<Appended>;
}

interface StandingRow {
  room_key: number;
  policy: PolicyName;
  visibility: Visibility;
  role: Role | null;
  muted: number | null;
  user_key: number | null;
  display_name: string | null;
  kind: UserKind | null;
}

const FIND_STANDING = `
  select r.key as room_key, r.policy, r.visibility, m.role, m.muted, u.key as user_key, u.display_name, u.kind
  from rooms r
  left join members m on m.room_id = r.id and m.user_id = ?2 and m.left_at is null
  left join users u on u.id = ?2
  where r.id = ?1`;

const FIND_REPEAT = `
  select ${MESSAGE_COLUMNS} from ${MESSAGE_SOURCE}
  where r.key = ?1 and m.room_key = ?1 and m.user_key = ?2 and m.client_id = ?3`;

const TAKE_SEQ =
  'update rooms set last_seq = last_seq + 1, last_activity = ?2 where key = ?1 returning last_seq';

const INSERT = `
  insert into messages (id, room_key, seq, user_key, type, content, content_type, metadata,
    reply_to_id, thread_id, client_id, counts, created_at)
  values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)`;

const toStanding = (row: StandingRow): Standing => ({
  policy: row.policy,
  visibility: row.visibility,
  role: row.role,
  isMuted: row.muted === 1,
});

/** The only place that adds messages. It runs in the serialised write, so seq has no gap and ids rise. */
export async function createMessageLog({
  database,
  now,
}: {
  database: Database;
  now: () => number;
}): Promise<MessageLog> {
  const newest = await database.read((reader) =>
    reader.first(reader.query.selectFrom('messages').select('id').orderBy('id', 'desc').limit(1)),
  );
  const nextId = createRisingIds({ now, lastId: newest?.id ?? null });

  function insert(writer: Writer, draft: NewMessage, standing: StandingRow): Message {
    const createdAt = now();
    const id = nextId();
    const taken = writer.prepare<{ last_seq: number }>(TAKE_SEQ).get(standing.room_key, createdAt);
    if (!taken) throw new Error('The room vanished inside its own transaction.');
    const metadata = JSON.stringify(draft.metadata);
    writer
      .prepare(INSERT)
      .run(
        id,
        standing.room_key,
        taken.last_seq,
        standing.user_key,
        draft.type,
        draft.content,
        draft.contentType,
        metadata,
        draft.replyToId,
        draft.threadId,
        draft.clientId,
        draft.type === 'system' ? 0 : 1,
        createdAt,
      );
    return {
      id,
      seq: taken.last_seq,
      roomId: draft.roomId,
      userId: draft.userId,
      displayName: standing.display_name ?? '',
      kind: standing.kind ?? 'person',
      messageType: draft.type,
      content: draft.content,
      contentType: draft.contentType,
      metadata: { ...draft.metadata },
      replyToId: draft.replyToId,
      threadId: draft.threadId,
      clientId: draft.clientId,
      createdAt: toIsoTime(createdAt),
      editedAt: null,
      deletedAt: null,
      reactions: [],
      attachments: [],
    };
  }

  return {
    append: (draft, authorize, afterCommit) =>
      database.write((writer): Appended => {
        const standing = writer.prepare<StandingRow>(FIND_STANDING).get(draft.roomId, draft.userId);
        authorize(standing ? toStanding(standing) : null);
        if (!standing) throw new Error('A message was allowed into a room that does not exist.');
        if (draft.clientId !== null) {
          const repeat = writer
            .prepare<MessageRow>(FIND_REPEAT)
            .get(standing.room_key, standing.user_key, draft.clientId);
          if (repeat) return { message: toMessage(repeat), isRepeat: true };
        }
        return { message: insert(writer, draft, standing), isRepeat: false };
      }, afterCommit),
  };
}
