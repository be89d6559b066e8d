import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRisingIds } from '../rising-ids.ts';

const UUID7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('rising ids', () => {
  it('strictly rise, whatever the clock does and however often the host restarts', () => {
    const step = fc.record({
      moveMs: fc.oneof(fc.integer({ min: -100_000, max: 100_000 }), fc.constant(0)),
      count: fc.integer({ min: 1, max: 40 }),
      restarts: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let time = Date.UTC(2030, 0, 1);
        let last: string | null = null;
        let next = createRisingIds({ now: () => time, lastId: null });
        for (const { moveMs, count, restarts } of steps) {
          time += moveMs;
          if (restarts) next = createRisingIds({ now: () => time, lastId: last });
          for (let index = 0; index < count; index += 1) {
            const id = next();
            expect(id).toMatch(UUID7);
            if (last !== null) expect(id > last).toBe(true);
            last = id;
          }
        }
      }),
    );
  });

  it('go on rising past 4,096 in one millisecond', () => {
    const next = createRisingIds({ now: () => 1_000, lastId: null });
    let last = '';
    for (let count = 0; count < 20_000; count += 1) {
      const id = next();
      expect(id > last).toBe(true);
      last = id;
    }
  });
});
