import type { Message } from '#shared/model/message.ts';
import type { Reader } from './database.ts';
import { type MessageRow, SELECT_IN_ROOM, toMessages } from './message-row.ts';

export interface HistoryPage {
  readonly messages: Message[];
  readonly hasMoreBefore: boolean;
  readonly hasMoreAfter: boolean;
}

/** A place in a room's history: a seq, the id of one of its messages, or a time. */
export type Anchor = { readonly seq: number } | { readonly messageId: string } | { readonly time: number };

const DOWN = `${SELECT_IN_ROOM} and m.seq < ?2 order by m.seq desc limit ?3`;
const UP = `${SELECT_IN_ROOM} and m.seq > ?2 order by m.seq asc limit ?3`;
const SEQ_OF =
  'select m.seq from messages m join rooms r on r.key = m.room_key where m.id = ?1 and r.id = ?2';
const TIME_OF =
  'select m.created_at from rooms r cross join messages m on m.room_key = r.key where r.id = ?1 and m.seq = ?2';
const NUMBERS = 'select last_seq, last_rev from rooms where id = ?1';

export function readDown(reader: Reader, roomId: string, seq: number, limit: number): Message[] {
  return toMessages(reader, reader.prepare<MessageRow>(DOWN).all(roomId, seq, limit)).reverse();
}

export function readUp(reader: Reader, roomId: string, seq: number, limit: number): Message[] {
  return toMessages(reader, reader.prepare<MessageRow>(UP).all(roomId, seq, limit));
}

/** The first message at or after a time, or the one behind the last: halving, because seq and time rise together. */
function findSeqAt(reader: Reader, roomId: string, time: number): number {
  const lookUp = reader.prepare<{ created_at: number }>(TIME_OF);
  const last = readNumbers(reader, roomId).last_seq;
  let [low, high] = [1, last + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const found = lookUp.get(roomId, middle);
    if (found && found.created_at >= time) high = middle;
    else low = middle + 1;
  }
  return low;
}

function findSeq(reader: Reader, roomId: string, anchor: Anchor): number | null {
  if ('seq' in anchor) return anchor.seq;
  if ('time' in anchor) return findSeqAt(reader, roomId, anchor.time);
  return reader.prepare<{ seq: number }>(SEQ_OF).get(anchor.messageId, roomId)?.seq ?? null;
}

/** How far a room has come; nothing for one that is not there. */
export function readNumbers(reader: Reader, roomId: string): { last_seq: number; last_rev: number } {
  return (
    reader.prepare<{ last_seq: number; last_rev: number }>(NUMBERS).get(roomId) ?? {
      last_seq: 0,
      last_rev: 0,
    }
  );
}

// Seq has no gaps, so the ends of a page tell whether there is more without asking again.
function toPage(
  reader: Reader,
  roomId: string,
  messages: Message[],
  at: { first: number; last: number },
): HistoryPage {
  return {
    messages,
    hasMoreBefore: (messages[0]?.seq ?? at.first) > 1,
    hasMoreAfter: (messages.at(-1)?.seq ?? at.last) < readNumbers(reader, roomId).last_seq,
  };
}

export function readNewest(reader: Reader, roomId: string, limit: number): HistoryPage {
  const messages = readDown(reader, roomId, Number.MAX_SAFE_INTEGER, limit);
  return toPage(reader, roomId, messages, { first: 1, last: 0 });
}

export function readBefore(
  reader: Reader,
  roomId: string,
  anchor: Anchor,
  limit: number,
): HistoryPage | null {
  const seq = findSeq(reader, roomId, anchor);
  if (seq === null) return null;
  return toPage(reader, roomId, readDown(reader, roomId, seq, limit), { first: 1, last: seq - 1 });
}

export function readAfter(reader: Reader, roomId: string, anchor: Anchor, limit: number): HistoryPage | null {
  const seq = findSeq(reader, roomId, anchor);
  if (seq === null) return null;
  return toPage(reader, roomId, readUp(reader, roomId, seq, limit), { first: seq + 1, last: seq });
}

export function readAround(
  reader: Reader,
  roomId: string,
  anchor: Anchor,
  limit: number,
): HistoryPage | null {
  const seq = findSeq(reader, roomId, anchor);
  if (seq === null) return null;
  const earlier = readDown(reader, roomId, seq, Math.floor(limit / 2));
  const rest = readUp(reader, roomId, seq - 1, limit - earlier.length);
  return toPage(reader, roomId, [...earlier, ...rest], { first: seq, last: seq });
}
