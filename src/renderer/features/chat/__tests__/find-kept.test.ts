import { expect, it } from 'vitest';
import type { Message } from '#shared/model/message.ts';
import type { ChatRow } from '../build-rows.ts';
import { findKept } from '../find-kept.ts';

function makeRows(count: number): ChatRow[] {
  return Array.from({ length: count }, (_, index) => ({
    ...{ kind: 'system', key: `m-${index}`, day: null, isFirstUnread: false, lastMessageId: `m-${index}-b` },
    messages: [{ id: `m-${index}-a` } as Message],
  }));
}

it('keeps everything while nothing is far from the view', () => {
  expect(findKept(makeRows(600), 300, 320)).toBeNull();
  expect(findKept(makeRows(1_200), 600, 620)).toBeNull();
  expect(findKept([], 0, 0)).toBeNull();
});

it('drops the far end on each side, and leaves enough that the next page is not wanted at once', () => {
  expect(findKept(makeRows(2_000), 0, 20)).toEqual({ from: null, to: 'm-420-b' });
  expect(findKept(makeRows(2_000), 1_980, 1_999)).toEqual({ from: 'm-1580-a', to: null });
  expect(findKept(makeRows(2_000), 1_000, 1_020)).toEqual({ from: 'm-600-a', to: 'm-1420-b' });
});
