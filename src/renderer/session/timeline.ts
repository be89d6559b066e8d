import type { Message } from '#shared/model/message.ts';
import type { Timeline } from './replica.ts';

interface Synced {
  readonly messages: readonly Message[];
  readonly lastSeq: number;
  readonly lastRev: number;
}

function bySeq(a: Message, b: Message): number {
  return a.seq - b.seq;
}

/** The newest page of a room just entered. */
export function createTimeline({ messages, lastSeq, lastRev }: Synced): Timeline {
  const sorted = [...messages].sort(bySeq);
  return {
    messages: sorted,
    ahead: [],
    hasMoreBefore: (sorted[0]?.seq ?? 1) > 1,
    lastSeq: Math.max(lastSeq, sorted.at(-1)?.seq ?? 0),
    lastRev,
    stretch: 0,
  };
}

/** False while an older stretch is shown: then new messages are known but not part of it. */
export function isAtNewest(timeline: Timeline): boolean {
  return (timeline.messages.at(-1)?.seq ?? timeline.lastSeq) >= timeline.lastSeq;
}

export function hasHole(timeline: Timeline): boolean {
  return timeline.ahead.length > 0;
}

/** Takes a new message: one already there is ignored, one beyond a hole waits. */
export function receiveMessage(timeline: Timeline, message: Message): Timeline {
  if (message.seq <= timeline.lastSeq) return timeline;
  if (timeline.ahead.some((known) => known.seq === message.seq)) return timeline;
  if (message.seq > timeline.lastSeq + 1) {
    return { ...timeline, ahead: [...timeline.ahead, message].sort(bySeq) };
  }
  return absorbAhead(appendNewest(timeline, message));
}

/** A room that nobody looks at does not fill the memory: far more than a screen that shows it ever keeps. */
const MOST_KEPT = 2_000;

function appendNewest(timeline: Timeline, message: Message): Timeline {
  if (!isAtNewest(timeline)) return { ...timeline, lastSeq: message.seq };
  const appended = { ...timeline, messages: [...timeline.messages, message], lastSeq: message.seq };
  return appended.messages.length > MOST_KEPT ? keepNewest(appended, MOST_KEPT / 2) : appended;
}

/** What lies further back is asked for again when somebody goes there. */
export function keepNewest(timeline: Timeline, count: number): Timeline {
  if (timeline.messages.length <= count) return timeline;
  return { ...timeline, messages: timeline.messages.slice(-count), hasMoreBefore: true };
}

/** Drops what is far from the messages in view; null at an end keeps that end. */
export function keepBetween(timeline: Timeline, from: string | null, to: string | null): Timeline {
  const kept = timeline.messages.filter(
    ({ id }) => (from === null || id >= from) && (to === null || id <= to),
  );
  const [first] = kept;
  if (first === undefined || kept.length === timeline.messages.length) return timeline;
  const hasMoreBefore = timeline.hasMoreBefore || first !== timeline.messages[0];
  return { ...timeline, messages: kept, hasMoreBefore };
}

function absorbAhead(timeline: Timeline): Timeline {
  let next = timeline;
  for (const message of timeline.ahead) {
    if (message.seq === next.lastSeq + 1) next = appendNewest(next, message);
  }
  const ahead = next.ahead.filter((message) => message.seq > next.lastSeq);
  return { ...next, ahead };
}

/** Edits, deletions and reactions, numbered by the room's revision. */
export function receiveUpdate(timeline: Timeline, message: Message, rev: number): Timeline {
  if (rev <= timeline.lastRev) return timeline;
  const updated = replaceMessage(timeline, message);
  return rev === timeline.lastRev + 1 ? { ...updated, lastRev: rev } : updated;
}

function replaceMessage(timeline: Timeline, message: Message): Timeline {
  const replace = (known: Message) => (known.id === message.id ? message : requote(known, message));
  return { ...timeline, messages: timeline.messages.map(replace), ahead: timeline.ahead.map(replace) };
}

/** A quote shows what the message says now; nothing of a deleted one stays. */
function requote(known: Message, changed: Message): Message {
  if (known.quote === undefined || known.replyToId !== changed.id) return known;
  const isDeleted = changed.deletedAt !== null;
  return { ...known, quote: { ...known.quote, content: changed.content.slice(0, 200), isDeleted } };
}

/** Applies what was missed: new messages at the end, changed ones in place. */
export function catchUp(timeline: Timeline, { messages, lastSeq, lastRev }: Synced): Timeline {
  let next = timeline;
  for (const message of [...messages].sort(bySeq)) {
    next = message.seq <= timeline.lastSeq ? replaceMessage(next, message) : receiveMessage(next, message);
  }
  return absorbAhead({
    ...next,
    lastSeq: Math.max(next.lastSeq, lastSeq),
    lastRev: Math.max(next.lastRev, lastRev),
  });
}

/** Joins a page of history that touches or overlaps what is there; another page changes nothing. */
export function mergePage(timeline: Timeline, page: readonly Message[], hasMoreBefore: boolean): Timeline {
  const sorted = [...page].sort(bySeq);
  const first = sorted[0];
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return timeline;
  const from = timeline.messages[0]?.seq ?? first.seq;
  const to = timeline.messages.at(-1)?.seq ?? last.seq;
  if (last.seq < from - 1 || first.seq > to + 1) return timeline;
  const before = sorted.filter((message) => message.seq < from);
  const after = sorted.filter((message) => message.seq > to);
  return absorbAhead({
    ...timeline,
    messages: [...before, ...timeline.messages, ...after],
    hasMoreBefore: before.length > 0 || first.seq === from ? hasMoreBefore : timeline.hasMoreBefore,
    lastSeq: Math.max(timeline.lastSeq, last.seq),
  });
}

/** Shows another stretch of the same history, as after a jump. */
export function showStretch(timeline: Timeline, page: readonly Message[], hasMoreBefore: boolean): Timeline {
  const messages = [...page].sort(bySeq);
  const lastSeq = Math.max(timeline.lastSeq, messages.at(-1)?.seq ?? 0);
  return absorbAhead({ ...timeline, messages, hasMoreBefore, lastSeq, stretch: timeline.stretch + 1 });
}
