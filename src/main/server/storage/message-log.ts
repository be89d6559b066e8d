import type { Message } from '#shared/model/message.ts';
import type { ChangedMessage } from './changed-message.ts';
import type { Database } from './database.ts';
import { type Mentionables, readMentionables } from './mention-rows.ts';
import { buildMessage, findRepeat, insertMessage, type NewMessage } from './message-insert.ts';
import { findParts, insertParts, type Mentioning } from './message-parts.ts';
import { findStandingRow, type Standing, type StandingRow, toStanding } from './posting-standing.ts';
import { createRisingIds } from './rising-ids.ts';
import { countMessage, keepNumberings, type Numbering, startNumbering } from './room-numbering.ts';
import type { LightRun } from './write-queue.ts';

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

/** What appends share: as long as nothing else is written between them, nobody's standing changes. */
interface Shared {
  readonly standings: Map<string, StandingRow>;
  readonly numberings: Map<number, Numbering>;
  /** Who can be named in a room, by its key. */
  readonly mentionables: Map<number, Mentionables>;
}

const MOST_STANDINGS = 10_000;

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
    end: ({ numberings }) => keepNumberings(writer, numberings.values()),
  };

  function findStanding({ standings, numberings }: Shared, roomId: string, userId: string | null) {
    const key = `${roomId} ${userId}`;
    const known = standings.get(key);
    if (known) return known;
    if (standings.size >= MOST_STANDINGS) standings.clear();
    const standing = findStandingRow(writer, roomId, userId);
    if (standing) standings.set(key, standing);
    if (standing && !numberings.has(standing.room_key))
      numberings.set(standing.room_key, startNumbering(standing));
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

  function answerAgain(standing: StandingRow, clientId: string | null): Appended | undefined {
    const message = findRepeat(writer, standing, clientId);
    return message && { message, isRepeat: true };
  }

  return {
    append: (draft, authorize, afterCommit) =>
      database.writeLight(
        run,
        (shared): Appended => {
          const standing = findStanding(shared, draft.roomId, draft.userId);
          const numbering = standing && shared.numberings.get(standing.room_key);
          try {
            authorize(standing && numbering ? toStanding(standing, numbering.agentStreak) : null);
          } catch (refusal) {
            // What is stored was allowed when it came: whoever asks again, because no answer arrived, hears that.
            const first = standing?.role && draft.clientId && answerAgain(standing, draft.clientId);
            if (first) return first;
            throw refusal;
          }
          if (!standing || !numbering)
            throw new Error('A message was allowed into a room that does not exist.');
          // Its files belong to the first one already: looked up before they are missed.
          const first = draft.fileIds?.length ? answerAgain(standing, draft.clientId) : undefined;
          if (first) return first;
          const parts = findParts(writer, draft, standing, mentioning(shared, standing));
          const createdAt = now();
          const message = buildMessage(draft, standing, parts, {
            id: nextId(),
            seq: numbering.lastSeq + 1,
            createdAt,
          });
          if (!insertMessage(writer, message, standing, createdAt, parts.extras)) {
            const repeated = answerAgain(standing, draft.clientId);
            if (!repeated) throw new Error('A message was refused as repeated, and there is no first one.');
            return repeated;
          }
          const author = draft.type === 'system' ? null : { kind: standing.kind, at: createdAt };
          countMessage(numbering, message.seq, author);
          const root = insertParts(writer, message, standing, parts);
          return { message, isRepeat: false, ...(root && { root }) };
        },
        afterCommit,
      ),
  };
}
