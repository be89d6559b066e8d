import { expect, it } from 'vitest';
import { measureBars } from './measure-bars.ts';

const week = (...hours: number[]) => Array.from({ length: 168 }, (_, hour) => (hours.includes(hour) ? 3 : 0));

it('few bars stay bars', () => {
  expect(measureBars([1, 2], 400)).toEqual([
    { x: 84, width: 32 },
    { x: 284, width: 32 },
  ]);
});

it('one hour of a week is wide enough to be seen, also at the end', () => {
  const bars = measureBars(week(80, 167), 270);
  expect(bars[80]?.width).toBe(8);
  expect(bars[167]).toEqual({ x: 262, width: 8 });
  expect(bars.filter((bar) => bar !== null)).toHaveLength(2);
});

it('hours that follow each other keep to their places', () => {
  const bars = measureBars(week(80, 81, 82), 270);
  const [first, second] = [bars[80], bars[81]];
  expect((first?.x ?? 0) + (first?.width ?? 0)).toBeLessThanOrEqual(second?.x ?? 0);
  expect(second?.width).toBeGreaterThanOrEqual(1);
});
