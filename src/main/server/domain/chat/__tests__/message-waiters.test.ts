import { expect, it } from 'vitest';
import { createFakeClock } from '../../../__tests__/fake-clock.ts';
import { createMessageWaiters } from '../message-waiters.ts';

it('ends the wait of who loses the seat, and leaves the others waiting', async () => {
  const waiters = createMessageWaiters({
    readAfter: async () => [],
    onError: (error) => expect.unreachable(String(error)),
    clock: createFakeClock(0),
  });
  const request = { roomId: 'room', after: null, limit: 10, forMs: 60_000 };
  const removed = waiters.wait({ ...request, userId: 'removed' });
  const staying = waiters.wait({ ...request, userId: 'staying' });
  const leave = (reason: 'offline' | 'kicked') =>
    waiters.handleEvent({
      name: 'room:participant-left',
      payload: { roomId: 'room', userId: 'removed', reason },
      to: { roomId: 'room' },
    });
  leave('offline');
  expect(waiters.countWaiting()).toBe(2);
  leave('kicked');
  expect(await removed).toEqual([]);
  expect(waiters.countWaiting()).toBe(1);
  waiters.close();
  expect(await staying).toEqual([]);
});
