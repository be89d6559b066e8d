import { expect, it, vi } from 'vitest';
import { createFakeClock } from '../../../__tests__/fake-clock.ts';
import { createUploadSums } from '../upload-sums.ts';

const makeSum = () => ({ update: vi.fn(), digest: vi.fn(), drop: vi.fn() });

it('gives up the sum of a file that nobody goes on with, and counts anew when somebody does', async () => {
  const clock = createFakeClock();
  const counted = makeSum();
  const sums = createUploadSums({ clock, store: { sum: async () => counted } });
  const sum = makeSum();
  sums.keep('file', sum, 5);
  expect(await sums.take('file', 5, 10)).toBe(sum);
  sums.keep('file', sum, 7);
  clock.advance(9 * 60_000);
  expect(sum.drop).not.toHaveBeenCalled();
  clock.advance(60_000);
  expect(sum.drop).toHaveBeenCalledOnce();
  expect(await sums.take('file', 7, 10)).toBe(counted);
});
