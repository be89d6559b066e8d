import type { UserKind } from '#shared/model/user.ts';
import type { Writer } from './database.ts';
import type { StandingRow } from './posting-standing.ts';

/** How far a room's numbering has come; stored once for all appends of a group. */
export interface Numbering {
  readonly roomKey: number;
  lastSeq: number;
  agentStreak: number;
  hasNew: boolean;
  /** Null when nobody did anything: the host's own lines keep no room alive. */
  lastActivity: number | null;
}

const KEEP_SEQ =
  'update rooms set last_seq = ?, last_activity = coalesce(?, last_activity), agent_streak = ? where key = ?';

export function startNumbering({
  room_key: roomKey,
  last_seq: lastSeq,
  agent_streak: agentStreak,
}: StandingRow): Numbering {
  return { roomKey, lastSeq, agentStreak, hasNew: false, lastActivity: null };
}

/** Takes the number of a message that was written; `author` is null for the host's own lines. */
export function countMessage(
  numbering: Numbering,
  seq: number,
  author: { kind: UserKind | null; at: number } | null,
): void {
  numbering.lastSeq = seq;
  numbering.hasNew = true;
  if (!author) return;
  numbering.lastActivity = author.at;
  if (author.kind === 'agent') numbering.agentStreak += 1;
  else if (author.kind === 'person') numbering.agentStreak = 0;
}

export function keepNumberings(writer: Writer, numberings: Iterable<Numbering>): void {
  const keep = writer.prepare(KEEP_SEQ);
  for (const numbering of numberings) {
    if (!numbering.hasNew) continue;
    keep.run(numbering.lastSeq, numbering.lastActivity, numbering.agentStreak, numbering.roomKey);
    numbering.hasNew = false;
    numbering.lastActivity = null;
  }
}
