import { expect, test } from 'vitest';
import { createFakeClock } from '../../../__tests__/fake-clock.ts';
import { createRateLimit } from '../rate-limit.ts';

function setUp() {
  const clock = createFakeClock();
  return { clock, limit: createRateLimit({ limit: () => 2, windowMs: 10_000, now: clock.now }) };
}

test('so many acts a window, then the time to wait, then a new window', () => {
  const { clock, limit } = setUp();
  limit.take('ann');
  clock.advance(4_000);
  limit.take('ann');
  expect(() => limit.take('ann')).toThrow(
    expect.objectContaining({ code: 'RATE_LIMITED', details: { retryAfterMs: 6_000 } }),
  );
  limit.take('ben');
  clock.advance(6_000);
  limit.take('ann');
  limit.take('ann');
  expect(() => limit.take('ann')).toThrow();
});

test('a clock that was set back lets nobody wait longer than a window', () => {
  const { clock, limit } = setUp();
  limit.take('ann');
  limit.take('ann');
  clock.set(clock.now() - 86_400_000);
  limit.take('ann');
  limit.take('ann');
  expect(() => limit.take('ann')).toThrow(expect.objectContaining({ details: { retryAfterMs: 10_000 } }));
});
