import { expect, it } from 'vitest';
import { parseSearch } from '../search-query.ts';
import { findMark, hasTerm, matchTerm, readSearchedText } from '../search-tokens.ts';

const wordsOf = (text: string) => {
  const parsed = parseSearch(text);
  return parsed.ok ? parsed.query.words : [];
};
const openOf = (text: string) =>
  wordsOf(text)
    .filter(({ isOpen }) => isOpen)
    .map((word) => word.text);

it('C14 leaves only the last word open, and none behind quotes, a minus or an operator', () => {
  for (const [typed, open] of [
    ['qui', ['qui']],
    ['back fr ', ['fr']],
    ['in:tea back fr', ['fr']],
    ['fr from:me', []],
    ['back "fr"', []],
    ['back "fr', []],
    ['back -fr', []],
  ] as const) {
    expect([typed, openOf(typed)]).toEqual([typed, open]);
  }
});

it('C14 looks for the beginnings of open words in the index and in the text alike', () => {
  const matches = (text: string, common: string[] = []) =>
    wordsOf(text).map((word) => matchTerm(word, new Set(common)));
  expect(matches('ba fr')).toEqual(['"ba"', '"fr"*']);
  expect(matches('fr', ['fr'])).toEqual(['"fr"']);
  expect(matches('f')).toEqual(['"f"']);
  expect(matches('天')).toEqual(['"天"*']);
  expect(matches('天气')).toEqual(['"天气"']);
  const text = readSearchedText('Back from Africa');
  const has = (typed: string) => wordsOf(typed).every((word) => hasTerm(text, word));
  expect(['back fr', 'fr', 'fr back', 'fri', 'f'].map(has)).toEqual([true, true, false, false, false]);
});

it('C14 marks words where words begin, else inside from three letters on', () => {
  const word = (text: string) => ({ text, isWord: true });
  expect(findMark('africa from friday', word('fr'))).toEqual([7, 12]);
  expect(findMark('africa', word('fr'))).toEqual([]);
  expect(findMark('raumserverneustart', word('server'))).toEqual([4]);
  expect(findMark('今天from', word('fr'))).toEqual([2]);
  expect(findMark('今天天气', { text: '天气', isWord: false })).toEqual([2]);
});
