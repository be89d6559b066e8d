import { expect, it } from 'vitest';
import { getInitials } from './initials.ts';

it.each([
  ['Ada Lovelace', 'AL'],
  ['ada', 'A'],
  ['Grace Brewster Murray Hopper', 'GH'],
  ['jean-luc', 'JL'],
  ['  ', '?'],
  ['🙂', '🙂'],
  ['李小龍', '李'],
  ['Ann (2)', 'A'],
  ['Ada Lovelace (3)', 'AL'],
])('stands for %j with %j', (name, initials) => {
  expect(getInitials(name)).toBe(initials);
});
