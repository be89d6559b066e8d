import type { Message, MessageType } from '#shared/model/message.ts';
import type { PolicyName } from '#shared/model/policy.ts';
import type { Role } from '#shared/model/role.ts';
import type { Visibility } from '#shared/model/room.ts';
import type { UserKind } from '#shared/model/user.ts';
import type { ChangedMessage } from './changed-message.ts';
import type { Database } from './database.ts';
import { type Mentionables, readMentionables } from './mention-rows.ts';
import { type Extras, NO_EXTRAS, type StoredPoll, viewExtras } from './message-extras.ts';
import { findParts, insertParts, type Mentioning, type Parts } from './message-parts.ts';
import {
  MESSAGE_COLUMNS,
  MESSAGE_SOURCE,
  type MessageRow,
  toIsoTime,
  toMessage,
  withQuote,
} from './message-row.ts';
import { createRisingIds } from './rising-ids.ts';
import type { LightRun } from './write-queue.ts';

/** What the rule for posting sees, read inside the write that it allows or refuses. */
export interface Standing {
  readonly policy: PolicyName;
  readonly visibility: Visibility;
  /** Null for somebody without a seat. */
  readonly role: Role | null;
  readonly isMuted: boolean;
  /** What kind of author asks; null for the host itself. */
  readonly kind: UserKind | null;
  readonly agentLimit: number | null;
  /** Messages of agents since a person spoke. */
  readonly agentStreak: number;
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
  readonly fileIds?: readonly string[];
  readonly poll?: StoredPoll;
}

export interface Appended {
  readonly message: Message;
  /** The first message of the thread that this one is a reply in, with its new count. */
  readonly root?: ChangedMessage;
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
  last_seq: number;
  policy: PolicyName;
  visibility: Visibility;
  role: Role | null;
  muted: number | null;
  user_key: number | null;
  display_name: string | null;
  kind: UserKind | null;
  agent_limit: number | null;
  agent_streak: number;
}

const FIND_STANDING = `
  select r.key as room_key, r.last_seq, r.policy, r.visibility, m.role, m.muted, r.agent_limit, r.agent_streak,
    u.key as user_key, u.display_name, u.kind
  from rooms r
  left join members m on m.room_id = r.id and m.user_id = ?2 and m.left_at is null
  left join users u on u.id = ?2
  where r.id = ?1`;

const FIND_REPEAT = `
  select ${MESSAGE_COLUMNS} from ${MESSAGE_SOURCE}
  where r.key = ?1 and m.room_key = ?1 and m.user_key = ?2 and m.client_id = ?3`;

const KEEP_SEQ =
  'update rooms set last_seq = ?, last_activity = coalesce(?, last_activity), agent_streak = ? where key = ?';

const INSERT = `
  insert into messages (id, room_key, seq, user_key, type, content, content_type, metadata,
    reply_to_id, thread_id, client_id, counts, created_at, extras)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict (room_key, user_key, client_id) where client_id is not null do nothing`;

/** How far a room's numbering has come; stored once for all appends of a group. */
interface Numbering {
  readonly roomKey: number;
  lastSeq: number;
  agentStreak: number;
  hasNew: boolean;
  /** Null when nobody did anything: the host's own lines keep no room alive. */
  lastActivity: number | null;
}

/** What appends share: as long as nothing else is written between them, nobody's standing changes. */
interface Shared {
  readonly standings: Map<string, StandingRow>;
  readonly numberings: Map<number, Numbering>;
  /** Who can be named in a room, by its key. */
  readonly mentionables: Map<number, Mentionables>;
}

const MOST_STANDINGS = 10_000;

const toStanding = (row: StandingRow, { agentStreak }: Numbering): Standing => ({
  policy: row.policy,
  visibility: row.visibility,
  role: row.role,
  isMuted: row.muted === 1,
  kind: row.kind,
  agentLimit: row.agent_limit,
  agentStreak,
});

/** The only place that adds messages. It runs in the serialised write, so seq has no gap and ids rise. */
export async function createMessageLog({
  database,
  now,
  isOnline,
}: {
  database: Database;
  now: () => number;
  /** Whom @here means. */
  isOnline: (userId: string) => boolean;
}): Promise<MessageLog> {
  const newest = await database.read((reader) =>
    reader.first(reader.query.selectFrom('messages').select('id').orderBy('id', 'desc').limit(1)),
  );
  const nextId = createRisingIds({ now, lastId: newest?.id ?? null });

  const { writer } = database;

  const run: LightRun<Shared> = {
    begin: () => ({ standings: new Map(), numberings: new Map(), mentionables: new Map() }),
    end({ numberings }) {
      const keep = writer.prepare(KEEP_SEQ);
      for (const numbering of numberings.values()) {
        if (!numbering.hasNew) continue;
        keep.run(numbering.lastSeq, numbering.lastActivity, numbering.agentStreak, numbering.roomKey);
        numbering.hasNew = false;
        numbering.lastActivity = null;
      }
    },
  };

  function findStanding({ standings, numberings }: Shared, roomId: string, userId: string | null) {
    const key = `${roomId} ${userId}`;
    const known = standings.get(key);
    if (known) return known;
    if (standings.size >= MOST_STANDINGS) standings.clear();
    const standing = writer.prepare<StandingRow>(FIND_STANDING).get(roomId, userId);
    if (standing) standings.set(key, standing);
    if (standing && !numberings.has(standing.room_key)) {
      const { room_key: roomKey, last_seq: lastSeq, agent_streak: agentStreak } = standing;
      numberings.set(roomKey, { roomKey, lastSeq, agentStreak, hasNew: false, lastActivity: null });
    }
    return standing;
  }

  const mentioning = ({ mentionables }: Shared, { room_key: roomKey }: StandingRow): Mentioning => ({
    isOnline,
    among() {
      const among = mentionables.get(roomKey) ?? readMentionables(writer, roomKey);
      mentionables.set(roomKey, among);
      return among;
    },
  });

  function insert(message: Message, standing: StandingRow, createdAt: number, extras: Extras): boolean {
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

  function findRepeat(standing: StandingRow, clientId: string | null): Appended | undefined {
    const row = writer.prepare<MessageRow>(FIND_REPEAT).get(standing.room_key, standing.user_key, clientId);
    return row && { message: withQuote(writer, toMessage(row)), isRepeat: true };
  }

  return {
    append: (draft, authorize, afterCommit) =>
      database.writeLight(
        run,
        (shared): Appended => {
          const standing = findStanding(shared, draft.roomId, draft.userId);
          const numbering = standing && shared.numberings.get(standing.room_key);
          try {
            authorize(standing && numbering ? toStanding(standing, numbering) : null);
          } catch (refusal) {
            // What is stored was allowed when it came: whoever asks again, because no answer arrived, hears that.
            const first = standing?.role && draft.clientId && findRepeat(standing, draft.clientId);
            if (first) return first;
            throw refusal;
          }
          if (!standing || !numbering)
            throw new Error('A message was allowed into a room that does not exist.');
          // Its files belong to the first one already: looked up before they are missed.
          const first = draft.fileIds?.length ? findRepeat(standing, draft.clientId) : undefined;
          if (first) return first;
          const parts = findParts(writer, draft, standing, mentioning(shared, standing));
          const createdAt = now();
          const message = buildMessage(draft, standing, parts, {
            id: nextId(),
            seq: numbering.lastSeq + 1,
            createdAt,
          });
          if (!insert(message, standing, createdAt, parts.extras)) {
            const repeated = findRepeat(standing, draft.clientId);
            if (!repeated) throw new Error('A message was refused as repeated, and there is no first one.');
            return repeated;
          }
          numbering.lastSeq = message.seq;
          numbering.hasNew = true;
          if (draft.type !== 'system') {
            numbering.lastActivity = createdAt;
            if (standing.kind === 'agent') numbering.agentStreak += 1;
            else if (standing.kind === 'person') numbering.agentStreak = 0;
          }
          const root = insertParts(writer, message, standing, parts);
          return { message, isRepeat: false, ...(root && { root }) };
        },
        afterCommit,
      ),
  };
}

function buildMessage(
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
