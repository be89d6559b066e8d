import { describe, expect, it } from 'vitest';
import type { Message, SystemEvent } from '#shared/model/message.ts';
import type { PendingMessage } from '../../../session/replica.ts';
import { buildRows, type ChatRow, type RowSource } from '../build-rows.ts';

const START = Date.parse('2026-11-20T10:00:00.000Z');
const SELF = { id: 'ann', displayName: 'Ann' };

function makeMessage(seq: number, given: Partial<Message> = {}): Message {
  return {
    id: `m-${seq}`,
    seq,
    roomId: 'room',
    userId: 'bob',
    displayName: 'Bob',
    kind: 'person',
    messageType: 'user_text',
    content: `text ${seq}`,
    contentType: 'text/plain',
    metadata: {},
    replyToId: null,
    threadId: null,
    clientId: null,
    createdAt: new Date(START + seq * 1_000).toISOString(),
    editedAt: null,
    deletedAt: null,
    reactions: [],
    attachments: [],
    ...given,
  };
}

function makeLine(seq: number, event: SystemEvent): Message {
  return makeMessage(seq, { userId: null, displayName: '', messageType: 'system', metadata: event });
}

const PENDING: PendingMessage = {
  clientId: 'c1',
  draft: { messageType: 'user_text', content: 'on its way', contentType: 'text/plain' },
  createdAt: new Date(START + 60_000).toISOString(),
  state: 'waiting',
  error: null,
};

function build(messages: readonly Message[], given: Partial<RowSource> = {}): readonly ChatRow[] {
  return buildRows({ messages, pending: [], self: SELF, newAfterId: null, ...given });
}

function describeRow(row: ChatRow): string {
  const marks = [row.day !== null && 'day', row.isFirstUnread && 'new'].filter(Boolean).join(' ');
  if (row.kind !== 'message') return `${marks} ${row.kind}×${row.messages.length}`.trim();
  const place = `${row.startsGroup ? '[' : ''}${row.item.content}${row.endsGroup ? ']' : ''}`;
  return `${marks} ${place}`.trim();
}

it('the New line is not drawn above a stretch when it belongs further back', () => {
  const later = [makeMessage(5), makeMessage(6)];
  const isNew = (rows: readonly ChatRow[]) => rows.some(({ isFirstUnread }) => isFirstUnread);
  expect(isNew(build(later, { newAfterId: 'm-2', hasMoreBefore: true }))).toBe(false);
  expect(isNew(build(later, { newAfterId: 'm-2' }))).toBe(true);
  expect(isNew(build(later, { newAfterId: 'm-5', hasMoreBefore: true }))).toBe(true);
});

describe('rows', () => {
  it('group one person’s messages within five minutes', () => {
    const rows = build([
      makeMessage(1),
      makeMessage(2),
      makeMessage(3, { userId: 'cem' }),
      makeMessage(4, { userId: 'cem', createdAt: new Date(START + 400_000).toISOString() }),
    ]);
    expect(rows.map(describeRow)).toEqual(['day [text 1', 'text 2]', '[text 3]', '[text 4]']);
  });

  it('begin a new group on a new day, however close', () => {
    const late = new Date(2026, 10, 20, 23, 59, 30).toISOString();
    const early = new Date(2026, 10, 21, 0, 0, 30).toISOString();
    const rows = build([makeMessage(1, { createdAt: late }), makeMessage(2, { createdAt: early })]);
    expect(rows.map(describeRow)).toEqual(['day [text 1]', 'day [text 2]']);
  });

  it('fold comings and goings that follow each other, and nothing else', () => {
    const rows = build([
      makeLine(1, { event: 'joined', userId: 'bob', displayName: 'Bob' }),
      makeLine(2, { event: 'left', userId: 'bob', displayName: 'Bob' }),
      makeLine(3, { event: 'locked', displayName: 'Ann' }),
      makeLine(4, { event: 'joined', userId: 'cem', displayName: 'Cem' }),
      makeMessage(5),
      makeLine(6, { event: 'joined', userId: 'dan', displayName: 'Dan' }),
    ]);
    expect(rows.map(describeRow)).toEqual(['day system×2', 'system×1', 'system×1', '[text 5]', 'system×1']);
    expect(rows[0]?.lastMessageId).toBe('m-2');
  });

  it('draw the line before the first message of others that was not read', () => {
    const rows = build(
      [
        makeMessage(1),
        makeLine(2, { event: 'joined', displayName: 'Cem' }),
        makeMessage(3, { userId: 'ann' }),
        makeMessage(4),
        makeMessage(5),
      ],
      { newAfterId: 'm-1' },
    );
    expect(rows.map(describeRow)).toEqual(['day [text 1]', 'system×1', '[text 3]', 'new [text 4', 'text 5]']);
  });

  it('show pending messages last, and keep their key when the stored one takes their place', () => {
    const before = build([makeMessage(1)], { pending: [PENDING] });
    const after = build([makeMessage(1), makeMessage(2, { userId: 'ann', clientId: 'c1' })]);
    expect(before.at(-1)).toMatchObject({ kind: 'message', item: { delivery: 'waiting', isOwn: true } });
    expect(after.at(-1)?.key).toBe(before.at(-1)?.key);
  });

  it('have keys of their own, whatever client ids other people choose', () => {
    const rows = build([
      makeMessage(1, { clientId: 'same' }),
      makeMessage(2, { userId: 'cem', clientId: 'same' }),
      makeMessage(3, { userId: 'ann', clientId: 'same' }),
    ]);
    expect(new Set(rows.map((row) => row.key)).size).toBe(3);
  });
});
