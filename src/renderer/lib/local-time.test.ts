import { expect, it } from 'vitest';
import { fromLocalInput, toLocalInput } from './local-time.ts';

it('a moment survives the way through the field, to the minute', () => {
  expect(fromLocalInput(toLocalInput('2026-11-20T10:30:00.000Z'))).toBe('2026-11-20T10:30:00.000Z');
});

it.each(['', 'tomorrow', '2026-13-40T99:99'])('%j is no moment', (typed) => {
  expect(fromLocalInput(typed)).toBeNull();
});

it('nothing is shown for nothing', () => {
  expect([toLocalInput(null), toLocalInput(undefined)]).toEqual(['', '']);
});
