import type { PolicyName } from '#shared/model/policy.ts';
import type { Role } from '#shared/model/role.ts';
import type { Visibility } from '#shared/model/room.ts';
import { type ChangedMessage, readChanged } from './changed-message.ts';
import type { Database, Reader, Writer } from './database.ts';
import { type Extras, readExtras } from './message-extras.ts';
import { findKeyedRow, type KeyedRow, takeRev } from './message-links.ts';
import type { MessageRow } from './message-row.ts';
import { type Wording, writeEdit, writeTombstone } from './message-writes.ts';
import { IS_MUTED } from './muted.ts';

/** What the rule for a change sees, read inside the write that it allows or refuses. */
export interface MessageSituation {
  readonly message: Pick<MessageRow, 'id' | 'room_id' | 'user_id' | 'type' | 'content' | 'content_type'>;
  readonly isDeleted: boolean;
  readonly extras: Extras;
  readonly policy: PolicyName;
  readonly visibility: Visibility;
  readonly spaceId: string;
  /** The actor's; null without a seat. */
  readonly role: Role | null;
  readonly isMuted: boolean;
  /** Null when the author gave the seat up. */
  readonly authorRole: Role | null;
  countPins(): number;
}

export type MessageChange =
  | { readonly kind: 'edit'; readonly wording: Wording }
  | { readonly kind: 'delete' }
  | { readonly kind: 'extras'; readonly extras: Extras; readonly pinnedAt?: number | null };

/** What others have to be told of. */
export interface Changed extends ChangedMessage {
  readonly hasChanged: boolean;
  readonly newlyMentioned: readonly string[];
  readonly removedFileIds: readonly string[];
  readonly root?: ChangedMessage;
}

/** Refuses by throwing; null leaves the message as it is. */
export type Decide = (situation: MessageSituation) => MessageChange | null;

export interface MessageReader {
  readonly userId: string;
  readonly displayName: string;
}

export interface MessageRepo {
  /** Null for an unknown message. `afterCommit` runs in commit order. */
  change(
    messageId: string,
    actorId: string,
    now: number,
    decide: Decide,
    afterCommit: (changed: Changed | null) => void,
  ): Promise<Changed | null>;
  /** Deletes what had its time; the host does that, nobody is asked. */
  deleteExpired(now: number, limit: number, afterCommit: (changed: Changed[]) => void): Promise<Changed[]>;
  findNextExpiry(): Promise<number | null>;
  /** Members whose furthest place is at or behind the message, and who were there when it came. */
  listReaders(messageId: string): Promise<MessageReader[]>;
}

interface SituationRow {
  policy: PolicyName;
  visibility: Visibility;
  space_id: string;
  role: Role | null;
  muted: number | null;
  author_role: Role | null;
}

const SITUATION = `
  select r.policy, r.visibility, r.space_id, m.role, ${IS_MUTED} as muted, a.role as author_role from rooms r
  left join members m on m.room_id = r.id and m.user_id = ?2 and m.left_at is null
  left join members a on a.room_id = r.id and a.user_id = ?3 and a.left_at is null
  where r.id = ?1`;

const READERS = `
  select u.id, u.display_name from messages x join rooms r on r.key = x.room_key
  join members m on m.room_id = r.id and m.left_at is null join users u on u.id = m.user_id
  where x.id = ?1 and u.key is not x.user_key and m.joined_at <= x.created_at
    and max(m.read_seq, m.seen_seq) >= x.seq
  order by u.display_name`;

/** Messages of rooms that are gone go with them. */
const STANDS = 'room_key not in (select key from rooms where gone_id is not null)';

function readSituation(reader: Reader, row: KeyedRow, actorId: string): MessageSituation {
  const found = reader.prepare<SituationRow>(SITUATION).get(row.room_id, actorId, row.user_id);
  if (!found) throw new Error('A message without a room.');
  return {
    message: row,
    isDeleted: row.deleted_at !== null,
    extras: readExtras(row.extras),
    policy: found.policy,
    visibility: found.visibility,
    spaceId: found.space_id,
    role: found.role,
    isMuted: found.muted === 1,
    authorRole: found.author_role,
    countPins: () =>
      reader
        .prepare<{ n: number }>(
          'select count(*) as n from messages where room_key = ? and pinned_at is not null',
        )
        .get(row.room_key)?.n ?? 0,
  };
}

const UNCHANGED = { hasChanged: false, newlyMentioned: [], removedFileIds: [] };

export function createMessageRepo({
  database,
  isOnline,
}: {
  database: Database;
  /** Whom @here means. */
  isOnline: (userId: string) => boolean;
}): MessageRepo {
  function deleteOne(writer: Writer, row: KeyedRow, now: number): Changed {
    const { fileIds, root } = writeTombstone(writer, row, now);
    return {
      ...readChanged(writer, row.id),
      hasChanged: true,
      newlyMentioned: [],
      removedFileIds: fileIds,
      ...(root && { root }),
    };
  }

  function apply(writer: Writer, row: KeyedRow, change: MessageChange | null, now: number): Changed {
    if (change === null) return { ...readChanged(writer, row.id), ...UNCHANGED };
    if (change.kind === 'delete') return deleteOne(writer, row, now);
    if (change.kind === 'edit') {
      const newlyMentioned = writeEdit(writer, row, change.wording, now, isOnline);
      return { ...readChanged(writer, row.id), ...UNCHANGED, hasChanged: true, newlyMentioned };
    }
    const rev = takeRev(writer, row.room_key);
    writer
      .prepare('update messages set extras = ?, rev = ? where key = ?')
      .run(JSON.stringify(change.extras), rev, row.key);
    if (change.pinnedAt !== undefined) {
      writer.prepare('update messages set pinned_at = ? where key = ?').run(change.pinnedAt, row.key);
    }
    return { ...readChanged(writer, row.id), ...UNCHANGED, hasChanged: true };
  }

  return {
    change: (messageId, actorId, now, decide, afterCommit) =>
      database.write((writer) => {
        const row = findKeyedRow(writer, messageId);
        if (!row) return null;
        return apply(writer, row, decide(readSituation(writer, row, actorId)), now);
      }, afterCommit),
    deleteExpired: (now, limit, afterCommit) =>
      database.write((writer) => {
        const due = writer
          .prepare<{ id: string }>(
            `select id from messages where expires_at is not null and expires_at <= ? and ${STANDS}
             order by expires_at limit ?`,
          )
          .all(now, limit);
        return due.flatMap(({ id }) => {
          const row = findKeyedRow(writer, id);
          return row ? [deleteOne(writer, row, now)] : [];
        });
      }, afterCommit),
    findNextExpiry: () =>
      database.read(
        (reader) =>
          reader
            .prepare<{ at: number }>(
              `select expires_at as at from messages where expires_at is not null and ${STANDS}
               order by expires_at limit 1`,
            )
            .get()?.at ?? null,
      ),
    listReaders: (messageId) =>
      database.read((reader) =>
        reader
          .prepare<{ id: string; display_name: string }>(READERS)
          .all(messageId)
          .map((row) => ({ userId: row.id, displayName: row.display_name })),
      ),
  };
}
