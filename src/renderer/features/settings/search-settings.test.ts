import { expect, it } from 'vitest';
import { findSections } from './search-settings.ts';

it.each([
  ['', ['profile', 'appearance', 'host', 'network', 'about']],
  ['THEME', ['appearance']],
  ['  dark ', ['appearance']],
  ['your name', ['profile']],
  ['address', ['host']],
  ['versïon', ['about']],
  ['nothing like this', []],
])('finds for %j %j', (query, sections) => {
  expect(findSections(query)).toEqual(sections);
});
