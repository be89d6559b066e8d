import { expect, test } from 'vitest';
import { highlightCode } from '../highlighter.ts';

test('names what parts of a code are, and loses nothing of it', () => {
  const code = 'const x = "<script>" // hi\n';
  const spans = highlightCode(code, 'ts') ?? [];
  expect(spans.map(({ text }) => text).join('')).toBe(code);
  expect(spans).toContainEqual({ text: 'const', scope: 'keyword' });
  expect(spans).toContainEqual({ text: '"<script>"', scope: 'string' });
});

test('markup with scripts and styles inside keeps its text', () => {
  const code = '<script>let a = 1</script><style>b{c:d}</style><?xml version="1"?>';
  expect((highlightCode(code, 'html') ?? []).map(({ text }) => text).join('')).toBe(code);
});

test('leaves a language it does not know alone', () => {
  expect(highlightCode('x', 'klingon')).toBeNull();
  expect(highlightCode('x', '__proto__')).toBeNull();
});
