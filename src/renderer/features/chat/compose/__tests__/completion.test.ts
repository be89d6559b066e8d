import { describe, expect, test } from 'vitest';
import { findClosedShortcode, findCompletion, rankNames, replaceRange } from '../completion.ts';

const at = (text: string) => findCompletion(text, text.length);

describe('what asks to be completed', () => {
  test('a shortcode from its second letter on', () => {
    expect(at('well :ta')).toEqual({ kind: 'emoji', query: 'ta', start: 5, end: 8 });
    expect(at(':t')).toBeNull();
    expect(at('10:30')).toBeNull();
    expect(at('http://x')).toBeNull();
  });

  test('a name, with spaces in it', () => {
    expect(at('hi @')).toEqual({ kind: 'mention', query: '', start: 3, end: 4 });
    expect(at('@Ann Le')).toMatchObject({ kind: 'mention', query: 'Ann Le' });
    expect(at('ann@example')).toBeNull();
    expect(at('@ ')).toBeNull();
    expect(at(`@${'x'.repeat(60)}`)).toBeNull();
  });

  test('a command, only at the very beginning', () => {
    expect(at('/')).toMatchObject({ kind: 'command', query: '' });
    expect(at('/po')).toMatchObject({ kind: 'command', query: 'po' });
    expect(at('a /po')).toBeNull();
    expect(at('/usr/bin')).toBeNull();
  });

  test('nothing inside of a code block', () => {
    expect(at('```\n@Ann')).toBeNull();
    expect(at('```\nx\n```\n@Ann')).not.toBeNull();
  });

  test('what stands before the caret, not behind it', () => {
    expect(findCompletion('@An and more', 3)).toMatchObject({ query: 'An', end: 3 });
  });
});

test('a closed shortcode is found and replaced', () => {
  expect(findClosedShortcode('so :tada:', 9)).toEqual({ code: 'tada', start: 3 });
  expect(findClosedShortcode('10:30:', 6)).toBeNull();
  expect(replaceRange('so :tada:!', 3, 9, '🎉')).toEqual({ text: 'so 🎉!', caret: 5 });
});

test('names are found by any of their words, without accents and case', () => {
  const people = ['Zoë Adams', 'Adam', 'Bea'].map((displayName) => ({ displayName }));
  expect(rankNames(people, 'ada', 5).map(({ displayName }) => displayName)).toEqual(['Adam', 'Zoë Adams']);
  expect(rankNames(people, 'zoe', 5)).toHaveLength(1);
  expect(rankNames(people, '', 2)).toHaveLength(2);
});
