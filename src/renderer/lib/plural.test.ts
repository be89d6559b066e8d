import { expect, it } from 'vitest';
import { createPlural } from './plural.ts';

it('chooses the form of the language and writes its numbers', () => {
  const english = createPlural('en');
  expect(english(0, { one: '# person', other: '# people' })).toBe('0 people');
  expect(english(1, { one: '# person', other: '# people' })).toBe('1 person');
  expect(english(1_200, { one: '# person', other: '# people' })).toBe('1,200 people');
  const polish = createPlural('pl');
  const forms = { one: '# osoba', few: '# osoby', many: '# osób', other: '# osoby' };
  expect([1, 2, 5, 22].map((count) => polish(count, forms))).toEqual([
    '1 osoba',
    '2 osoby',
    '5 osób',
    '22 osoby',
  ]);
});
