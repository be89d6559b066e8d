import { expect, it } from 'vitest';
import type { Analytics } from '#shared/model/analytics.ts';
import { makeBusiest, makeDays, makeHours, roundUp } from '../make-series.ts';

const local = (day: number, hour: number) => new Date(2026, 10, day, hour).toISOString();
const nothing = { messages: 0, people: 0, callMinutes: 0 };

function make(given: Partial<Analytics>): Analytics {
  return {
    from: local(10, 15),
    to: local(13, 9),
    totals: nothing,
    hours: [],
    days: [],
    busiestHours: Array.from({ length: 24 }, () => 0),
    ...given,
  };
}

it('R16: every day has a point, those without anything too', () => {
  const days = makeDays(make({ days: [{ day: '2026-11-12', ...nothing, messages: 7 }] }), 'messages', 'en');
  expect(days).toEqual([
    { label: 'Nov 10', value: 0 },
    { label: 'Nov 11', value: 0 },
    { label: 'Nov 12', value: 7 },
    { label: 'Nov 13', value: 0 },
  ]);
});

it('R16: every hour has a point', () => {
  const start = new Date(2026, 10, 10, 17).toISOString();
  const hours = makeHours(
    make({ to: local(10, 18), hours: [{ start, ...nothing, people: 3 }] }),
    'people',
    'en',
  );
  expect(hours.map(({ value }) => value)).toEqual([0, 0, 3, 0]);
});

it('R16: the hours of a day have names', () => {
  const busiest = makeBusiest(make({ busiestHours: Array.from({ length: 24 }, (_, hour) => hour) }), 'en');
  expect(busiest).toHaveLength(24);
  expect(busiest[13]?.value).toBe(13);
  expect(busiest[13]?.label).toMatch(/1/);
});

it.each([
  [0, 4],
  [4, 4],
  [5, 6],
  [6, 6],
  [7, 8],
  [11, 20],
  [21, 40],
  [41, 60],
  [99, 100],
  [1_001, 2_000],
])('the scale for %d ends at %d', (value, top) => {
  expect(roundUp(value)).toBe(top);
  expect(Number.isInteger(roundUp(value) / 2)).toBe(true);
});
