import { expect, it } from 'vitest';
import { findDoubles, nameApart, showName } from '../names-apart.ts';

const seat = (userId: string, displayName: string, minute: number) => ({
  userId,
  displayName,
  joinedAt: `2026-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`,
});
const namesOf = (...people: ReturnType<typeof seat>[]) =>
  nameApart(people).map(({ displayName }) => displayName);

it('leaves different names, and the list itself, as they are', () => {
  const people = [seat('a', 'Ann', 0), seat('b', 'Bob', 1)];
  expect(nameApart(people)).toBe(people);
});

it('numbers those who came later, whatever the order of the list', () => {
  expect(namesOf(seat('c', 'Ann', 2), seat('a', 'Ann', 0), seat('b', 'Ann', 1))).toEqual([
    'Ann (3)',
    'Ann',
    'Ann (2)',
  ]);
});

it('decides by the id when two came in the same moment', () => {
  expect(namesOf(seat('b', 'Ann', 0), seat('a', 'Ann', 0))).toEqual(['Ann (2)', 'Ann']);
});

it.each(['ann', 'ANN', 'Ａｎｎ', ' Ann ', 'A\u200bnn'])('takes %j for Ann', (other) => {
  expect(namesOf(seat('a', 'Ann', 0), seat('b', other, 1))).toEqual(['Ann', `${other} (2)`]);
});

it.each([
  ['Straße', 'STRASSE'],
  ['Jose\u0301', 'José'],
  ['Ann  Lee', 'ann lee'],
])('takes %j and %j for one name', (one, other) => {
  expect(findDoubles([seat('a', one, 0), seat('b', other, 1)]).size).toBe(1);
});

it('gives nobody a number that somebody chose as a name', () => {
  expect(namesOf(seat('a', 'Ann', 0), seat('b', 'Ann (2)', 1), seat('c', 'Ann', 2))).toEqual([
    'Ann',
    'Ann (2)',
    'Ann (3)',
  ]);
});

it('numbers a name beside a message only while it is the doubled one', () => {
  const doubles = findDoubles([seat('a', 'Ann', 0), seat('b', 'Ann', 1)]);
  expect(showName(doubles, 'b', 'Ann')).toBe('Ann (2)');
  expect(showName(doubles, 'a', 'Ann')).toBe('Ann');
  expect(showName(doubles, 'b', 'Bea')).toBe('Bea');
  expect(showName(doubles, null, 'Ann')).toBe('Ann');
});
