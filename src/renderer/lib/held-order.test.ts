import { expect, it } from 'vitest';
import { keepPlaces } from './held-order.ts';

it.each([
  ['stay where they were', ['b', 'a', 'c'], ['a', 'b', 'c'], ['a', 'b', 'c']],
  ['are followed by what is new, in its own order', ['d', 'b', 'e', 'a'], ['a', 'b'], ['a', 'b', 'd', 'e']],
  ['close up where one is gone', ['c', 'a'], ['a', 'b', 'c'], ['a', 'c']],
  ['are as given while none was shown before', ['b', 'a'], [], ['b', 'a']],
])('things held in place %s', (_, items, places, kept) => {
  expect(keepPlaces(items, (item) => item, places)).toEqual(kept);
});
