import { expect, test } from 'vitest';
import { splitSnippet } from '../split-snippet.ts';

test('cuts a snippet at its matches and loses nothing of it', () => {
  expect(
    splitSnippet({
      text: 'to be or not',
      ranges: [
        [6, 8],
        [0, 2],
      ],
    }),
  ).toEqual([
    { text: 'to', isMatch: true },
    { text: ' be ', isMatch: false },
    { text: 'or', isMatch: true },
    { text: ' not', isMatch: false },
  ]);
});

test('leaves ranges out that make no sense', () => {
  const parts = splitSnippet({
    text: 'abc',
    ranges: [
      [2, 1],
      [0, 2],
      [1, 3],
      [1, 9],
    ],
  });
  expect(parts.map(({ text }) => text).join('')).toBe('abc');
  expect(parts.filter(({ isMatch }) => isMatch)).toEqual([{ text: 'ab', isMatch: true }]);
});
