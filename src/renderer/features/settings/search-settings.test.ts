import { expect, it } from 'vitest';
import { findSections } from './search-settings.ts';

it.each([
  ['', ['profile', 'appearance', 'notifications', 'host', 'network', 'about']],
  ['THEME', ['appearance']],
  ['  dark ', ['appearance']],
  ['your name', ['profile']],
  ['knocks', ['notifications']],
  ['address', ['host']],
  ['versïon', ['about']],
  ['nothing like this', []],
])('finds for %j %j', (query, sections) => {
  expect(findSections(query)).toEqual(sections);
});
