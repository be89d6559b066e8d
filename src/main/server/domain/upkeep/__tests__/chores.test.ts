import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createFakeClock } from '../../../__tests__/fake-clock.ts';
import { startChores } from '../chores.ts';

it('a chore that takes long or fails keeps no other from its turn, and never runs twice at once', async () => {
  const clock = createFakeClock();
  const counts = { long: 0, failing: 0, short: 0 };
  const errors: unknown[] = [];
  const end = Promise.withResolvers<void>();
  const stop = startChores({
    clock,
    everyMs: 1_000,
    onError: (error) => errors.push(error),
    chores: [
      async () => {
        counts.long += 1;
        await end.promise;
      },
      async () => {
        counts.failing += 1;
        throw new Error('It failed.');
      },
      async () => {
        counts.short += 1;
      },
    ],
  });
  const pass = async () => {
    clock.advance(1_000);
    await nextTurn();
  };
  await pass();
  await pass();
  expect(counts).toEqual({ long: 1, failing: 2, short: 2 });
  expect(errors).toHaveLength(2);
  end.resolve();
  await nextTurn();
  await pass();
  expect(counts).toEqual({ long: 2, failing: 3, short: 3 });
  stop();
  await pass();
  expect(counts.short).toBe(3);
});
