import fc from 'fast-check';
import { expect, test } from 'vitest';
import { succeed } from '#shared/contract/result.ts';
import type { Message } from '#shared/model/message.ts';
import { findFirstSince } from '../find-first-since.ts';

test('finds the first message of a time in any history, with few questions', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(1_000), { maxLength: 300 }), fc.nat(1_000), async (times, since) => {
      const messages = times
        .sort((a, b) => a - b)
        .map((time, index) => ({
          id: `m${index + 1}`,
          seq: index + 1,
          createdAt: new Date(time).toISOString(),
        }));
      let questions = 0;
      const found = await findFirstSince(since, async ({ after, limit }) => {
        questions += 1;
        const page = after === undefined ? messages.slice(-limit) : messages.filter(({ seq }) => seq > after);
        return succeed(page.slice(0, limit) as Message[]);
      });
      const expected = messages.find(({ createdAt }) => Date.parse(createdAt) >= since)?.id ?? null;
      expect(found).toEqual(succeed(expected));
      expect(questions).toBeLessThan(15);
    }),
  );
});
