import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Timeline } from '../replica.ts';
import {
  catchUp,
  createTimeline,
  hasHole,
  isAtNewest,
  keepBetween,
  keepNewest,
  mergePage,
  receiveMessage,
  showStretch,
} from '../timeline.ts';
import { makeMessage, makeMessages, toId } from './samples.ts';

function seqsOf(timeline: Timeline): number[] {
  return timeline.messages.map((message) => message.seq);
}

describe('history', () => {
  it('begins with the newest page and knows that there is more', () => {
    const timeline = createTimeline({ messages: makeMessages(51, 100), lastSeq: 100, lastRev: 0 });
    expect(timeline.hasMoreBefore).toBe(true);
    expect(isAtNewest(timeline)).toBe(true);
  });

  it('of an empty room is at its newest', () => {
    const timeline = createTimeline({ messages: [], lastSeq: 0, lastRev: 0 });
    expect(timeline.hasMoreBefore).toBe(false);
    expect(isAtNewest(timeline)).toBe(true);
    expect(seqsOf(receiveMessage(timeline, makeMessage(1)))).toEqual([1]);
  });

  it('grows by pages that touch it and ignores others', () => {
    const timeline = createTimeline({ messages: makeMessages(51, 100), lastSeq: 100, lastRev: 0 });
    const older = mergePage(timeline, makeMessages(1, 50), false);
    expect(seqsOf(older)).toEqual(makeMessages(1, 100).map((message) => message.seq));
    expect(older.hasMoreBefore).toBe(false);
    expect(mergePage(timeline, makeMessages(1, 20), false)).toBe(timeline);
  });

  it('shown around an old message knows new ones without showing them', () => {
    const newest = createTimeline({ messages: makeMessages(951, 1_000), lastSeq: 1_000, lastRev: 0 });
    const old = showStretch(newest, makeMessages(100, 199), true);
    expect(isAtNewest(old)).toBe(false);
    const later = receiveMessage(old, makeMessage(1_001));
    expect(seqsOf(later).at(-1)).toBe(199);
    expect(later.lastSeq).toBe(1_001);
    expect(hasHole(later)).toBe(false);
    const joined = mergePage(later, makeMessages(200, 1_001), true);
    expect(isAtNewest(joined)).toBe(true);
  });

  it('catches up with new and changed messages, whatever arrived meanwhile', () => {
    const before = createTimeline({ messages: makeMessages(1, 5), lastSeq: 5, lastRev: 2 });
    const meanwhile = receiveMessage(before, makeMessage(8));
    const after = catchUp(meanwhile, {
      messages: [makeMessage(2, { content: 'edited' }), ...makeMessages(6, 7)],
      lastSeq: 7,
      lastRev: 4,
    });
    expect(seqsOf(after)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(after.messages[1]?.content).toBe('edited');
    expect(after).toMatchObject({ lastSeq: 8, lastRev: 4, ahead: [] });
  });
});

describe('a long history', () => {
  const whole = () => createTimeline({ messages: makeMessages(1, 1_000), lastSeq: 1_000, lastRev: 0 });

  it('loses what is far from the view on both sides and knows that there is more', () => {
    const kept = keepBetween(whole(), toId(300), toId(700));
    expect([seqsOf(kept)[0], seqsOf(kept).at(-1), kept.messages.length]).toEqual([300, 700, 401]);
    expect(kept.hasMoreBefore).toBe(true);
    expect(isAtNewest(kept)).toBe(false);
    expect(keepBetween(kept, toId(300), null)).toBe(kept);
    expect(keepBetween(whole(), null, toId(500)).hasMoreBefore).toBe(false);
  });

  it('is loaded again on the way back, and new messages come to its end only', () => {
    const kept = keepBetween(whole(), toId(300), toId(700));
    const later = receiveMessage(kept, makeMessage(1_001));
    expect(seqsOf(later).at(-1)).toBe(700);
    const older = mergePage(later, makeMessages(250, 299), true);
    const newer = mergePage(older, makeMessages(701, 1_001), true);
    expect(seqsOf(newer)).toEqual(makeMessages(250, 1_001).map(({ seq }) => seq));
    expect(isAtNewest(newer)).toBe(true);
  });

  it('of a room nobody looks at does not grow for ever', () => {
    let timeline = whole();
    for (let seq = 1_001; seq <= 4_500; seq += 1) timeline = receiveMessage(timeline, makeMessage(seq));
    expect(timeline.messages.length).toBeLessThanOrEqual(2_000);
    expect(timeline).toMatchObject({ hasMoreBefore: true, lastSeq: 4_500 });
    expect(seqsOf(timeline).at(-1)).toBe(4_500);
    expect(seqsOf(keepNewest(timeline, 100))).toEqual(makeMessages(4_401, 4_500).map(({ seq }) => seq));
  });
});

it('messages in any order, with repeats, end as one list without holes', () => {
  const arrivals = fc
    .shuffledSubarray(makeMessages(4, 24), { minLength: 21 })
    .chain((order) => fc.tuple(fc.constant(order), fc.array(fc.constantFrom(...order))));
  fc.assert(
    fc.property(arrivals, ([order, repeats]) => {
      let timeline = createTimeline({ messages: makeMessages(1, 3), lastSeq: 3, lastRev: 0 });
      for (const message of [...order, ...repeats]) {
        timeline = receiveMessage(timeline, message);
        const seqs = seqsOf(timeline);
        expect(seqs).toEqual(seqs.map((_, index) => index + 1));
        expect(timeline.lastSeq).toBe(seqs.length);
      }
      expect(timeline.messages).toHaveLength(24);
      expect(timeline.ahead).toEqual([]);
    }),
  );
});
