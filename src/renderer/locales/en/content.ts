import { plural } from './plural.ts';

/** Inside a bubble: code, JSON, lists, quotes of other messages. */
export const content = {
  code: 'Code',
  codeIn: (language: string) => (language === '' ? 'Code' : `Code, ${language}`),
  copyCode: 'Copy code',
  table: 'Table',
  task: (isDone: boolean) => (isDone ? 'Done' : 'To do'),
  jsonItems: (count: number) => plural(count, { one: '[ # item ]', other: '[ # items ]' }),
  jsonFields: (count: number) => plural(count, { one: '{ # field }', other: '{ # fields }' }),
  jsonMore: (count: number) => `${count} more`,
};
