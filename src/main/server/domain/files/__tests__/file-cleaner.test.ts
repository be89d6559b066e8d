import { expect, it } from 'vitest';
import { createFakeClock } from '../../../__tests__/fake-clock.ts';
import { createLifeClock } from '../../rooms/life-clock.ts';
import { createFileCleaner } from '../file-cleaner.ts';

const DAY = 24 * 3_600_000;

it('C13 a clock that jumps takes no file that was not forgotten for its whole time', async () => {
  const clock = createFakeClock();
  let touchedAt = clock.now();
  let isThere = true;
  const cleaner = createFileCleaner({
    files: {
      listUnknown: async () => [],
      async removeForgotten(before) {
        const isForgotten = isThere && touchedAt < before;
        isThere = isThere && !isForgotten;
        return isForgotten ? 1 : 0;
      },
      listGone: async () => [],
      forgetGone: async () => {},
    },
    store: { listIds: async () => [], remove: async () => {} },
    isBusy: () => false,
    unsentLifeMs: DAY,
    onError: (error) => {
      throw error;
    },
    lifeClock: createLifeClock(clock),
  });
  for (const jump of [365 * DAY, -365 * DAY, 400 * DAY]) {
    clock.set(clock.now() + jump);
    await cleaner.clean();
    clock.advance(DAY - 1);
    await cleaner.clean();
    expect(isThere).toBe(true);
  }
  touchedAt = clock.now();
  clock.advance(DAY);
  await cleaner.clean();
  expect(isThere).toBe(true);
  clock.advance(1);
  await cleaner.clean();
  expect(isThere).toBe(false);
});
