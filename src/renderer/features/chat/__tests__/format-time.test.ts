import { expect, it } from 'vitest';
import { formatDay } from '../format-time.ts';

const NOW = new Date(2026, 10, 20, 0, 30);

it.each([
  [new Date(2026, 10, 20, 0, 1), 'Today'],
  [new Date(2026, 10, 19, 23, 59), 'Yesterday'],
  [new Date(2026, 10, 14, 12), 'Saturday'],
  [new Date(2026, 10, 13, 12), 'Friday, November 13'],
  [new Date(2025, 10, 20, 12), 'Thursday, November 20, 2025'],
])('tells the day of %s', (at, words) => {
  expect(formatDay(at.toISOString(), NOW)).toBe(words);
});
