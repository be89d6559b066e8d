import type { Message } from '#shared/model/message.ts';
import type { Reader } from './database.ts';
import { readDown, readNumbers, readUp } from './history-page.ts';
import { type MessageRow, SELECT_IN_ROOM, toMessages } from './message-row.ts';

export interface MissedPart {
  readonly messages: Message[];
  readonly lastSeq: number;
  readonly lastRev: number;
  /** True when there was too much to fill in, and the newest page came instead. */
  readonly isFresh: boolean;
}

const CHANGED = `${SELECT_IN_ROOM} and m.rev > ?2 and m.seq <= ?3 order by m.rev asc limit ?4`;

/** What somebody who knows the room up to these numbers (null: not at all) has missed, ascending. */
export function readMissed(
  reader: Reader,
  roomId: string,
  known: { seq: number; rev: number } | null,
  limits: { most: number; page: number },
): MissedPart {
  const { last_seq: lastSeq, last_rev: lastRev } = readNumbers(reader, roomId);
  // Numbers the room has not reached yet belong to another life of it, before a restored backup.
  const isFillable =
    known !== null &&
    known.seq <= lastSeq &&
    known.rev <= lastRev &&
    lastSeq - known.seq <= limits.most &&
    lastRev - known.rev <= limits.most;
  if (!isFillable) {
    const messages = readDown(reader, roomId, Number.MAX_SAFE_INTEGER, limits.page);
    return { messages, lastSeq, lastRev, isFresh: true };
  }
  const rows = reader.prepare<MessageRow>(CHANGED).all(roomId, known.rev, known.seq, limits.most);
  const changed = toMessages(reader, rows).sort((a, b) => a.seq - b.seq);
  return {
    messages: [...changed, ...readUp(reader, roomId, known.seq, limits.most)],
    lastSeq,
    lastRev,
    isFresh: false,
  };
}
