import { expect, it } from 'vitest';
import { readPlainWords, stripMarks } from './plain-words.ts';

it.each([
  ['**b** _e_ `c`\n\n- one\n- two\n\n```\ncode\n```', 'b e c\none\ntwo\ncode'],
  ['[label](https://a.example) snake_case', 'label snake_case'],
  ['# Title\ntext', 'Title\ntext'],
  ['> said\n> before\n\nanswer', 'said\nbefore\nanswer'],
  ['***both*** and ~~gone~~ and __strong__', 'both and gone and strong'],
  ['- [x] done\n- [ ] open', 'done\nopen'],
  ['| a | b |\n| --- | --- |\n| 1 | 2 |', 'a b\n1 2'],
  ['above\n\n---\n\nbelow', 'above\nbelow'],
  ['![a cat](cat.png) <https://a.example/x>', 'a cat https://a.example/x'],
  ['```js\nconst a = "**b**"\n```', 'const a = "**b**"'],
  ['`**not bold**` and \\*stars\\*', '**not bold** and *stars*'],
  ['**bold with `code` inside**', 'bold with code inside'],
])('%j reads %j', (source, words) => {
  expect(stripMarks(source)).toBe(words);
});

it.each([
  '2 * 3 * 4 = 24',
  'snake_case_name and __init__.py?x=a_b_c',
  'a > b - c',
  'https://a.example/_x_/y',
  '5 # 6',
])('leaves %j alone', (plain) => {
  expect(stripMarks(plain)).toBe(plain.replace('__init__', 'init'));
});

it('text that was cut in the middle keeps what has no other end', () => {
  expect(stripMarks('**cut in the mid')).toBe('**cut in the mid');
  expect(stripMarks('see\n```js\nconst a')).toBe('see\nconst a');
});

it('only marked text has marks: what was written plainly, or as data, is shown as it is', () => {
  expect(readPlainWords({ content: '**x**', contentType: 'text/plain' })).toBe('**x**');
  expect(readPlainWords({ content: '{"a":"**x**"}', contentType: 'application/json' })).toBe('{"a":"**x**"}');
  expect(readPlainWords({ content: '**x**', contentType: 'text/markdown' })).toBe('x');
});

it('takes no more than a moment for text that is nothing but marks', () => {
  for (const sign of ['*', '_', '`', '[', '> ', '**a', '|', '~~', '- ']) {
    expect(stripMarks(sign.repeat(4_000)).length).toBeLessThan(16_001);
  }
});
