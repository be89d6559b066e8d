import { describe, expect, test } from 'vitest';
import { isMarkdown, parseMarkdown } from '../parse-markdown.ts';
import type { Block, Inline } from '../tree.ts';

function inlinesOf(block: Block): readonly Inline[] {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return block.children;
    case 'quote':
      return block.blocks.flatMap(inlinesOf);
    case 'list':
      return block.items.flatMap((item) => item.blocks.flatMap(inlinesOf));
    case 'table':
      return block.rows.flat(2);
    default:
      return [];
  }
}

function withChildren(nodes: readonly Inline[]): readonly Inline[] {
  return nodes.flatMap((node) => [node, ...('children' in node ? withChildren(node.children) : [])]);
}

function allInlines(source: string): readonly Inline[] {
  return withChildren(parseMarkdown(source).flatMap(inlinesOf));
}

function linksOf(source: string): readonly string[] {
  return allInlines(source).flatMap((node) => (node.kind === 'link' ? [node.url] : []));
}

function textOf(source: string): string {
  return allInlines(source)
    .map((node) => (node.kind === 'text' || node.kind === 'code' ? node.text : ''))
    .join('');
}

describe('what people write', () => {
  test('emphasis, code, lists, tasks, quotes, tables and code blocks become their blocks', () => {
    const kinds = parseMarkdown(
      '**b** _e_ ~~d~~ `c`\n\n- [x] done\n- [ ] open\n\n3. three\n\n> q\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n\n```ts\nlet a\n```',
    );
    expect(kinds.map((block) => block.kind)).toEqual(['paragraph', 'list', 'list', 'quote', 'table', 'code']);
    expect(kinds[1]).toMatchObject({ start: null, items: [{ isDone: true }, { isDone: false }] });
    expect(kinds[2]).toMatchObject({ start: 3 });
    expect(kinds[4]).toMatchObject({ alignments: [null, 'center'] });
    expect(kinds[5]).toEqual({ kind: 'code', language: 'ts', text: 'let a' });
  });

  test('lines stay lines, and indented or underlined text is no code and no heading', () => {
    expect(parseMarkdown('one\ntwo')[0]).toMatchObject({
      children: [{ text: 'one' }, { kind: 'break' }, { text: 'two' }],
    });
    expect(parseMarkdown('    four spaces').map(({ kind }) => kind)).toEqual(['paragraph']);
    expect(parseMarkdown('title\n---').map(({ kind }) => kind)).not.toContain('heading');
  });

  test('names with underscores and signs of arithmetic stay as typed', () => {
    for (const typed of ['snake_case_name', '2 * 3 * 4', 'a < b && c > d', '-', '#', '***', '>']) {
      expect(textOf(typed)).toBe(typed);
      expect(isMarkdown(typed)).toBe(false);
    }
  });

  test('addresses become links, mail addresses too', () => {
    expect(linksOf('see https://a.example/x_y_z, or ann@b.example')).toEqual([
      'https://a.example/x_y_z',
      'mailto:ann@b.example',
    ]);
  });
});

describe('what strangers write', () => {
  const HOSTILE = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    '<iframe srcdoc="<script>alert(1)</script>">',
    '<a href="javascript:alert(1)">x</a>',
    '<style>*{display:none}</style>',
    '<details open ontoggle=alert(1)>',
    '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
    '"><script>alert(1)</script>',
    '<!--<img src="--><img src=x onerror=alert(1)//">',
    '<![CDATA[<script>alert(1)</script>]]>',
    '<?php echo 1 ?>',
  ];

  test.each(HOSTILE)('markup is text: %s', (source) => {
    expect(allInlines(source).every(({ kind }) => kind === 'text' || kind === 'break')).toBe(true);
    expect(textOf(source)).toBe(source);
  });

  const BAD_LINKS = [
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java\nscript:alert(1))',
    '[x](&#106;avascript:alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](vbscript:msgbox(1))',
    '[x](file:///etc/passwd)',
    '[x](app://spaces/index.html)',
    '[x](https://bank.example@evil.example/)',
    '[x](//evil.example)',
    '[x](\u0001javascript:alert(1))',
    '<javascript:alert(1)>',
    '![x](javascript:alert(1))',
    '[x]: javascript:alert(1)\n[x]',
  ];

  test.each(BAD_LINKS)('leads nowhere: %s', (source) => {
    expect(linksOf(source)).toEqual([]);
  });

  test('pictures of the web are links, never fetched', () => {
    expect(allInlines('![cat](https://a.example/cat.png)')).toMatchObject([
      { kind: 'link', url: 'https://a.example/cat.png' },
      { kind: 'text', text: 'cat' },
    ]);
  });

  test('a label that names another address gives way to the real one', () => {
    expect(textOf('[https://bank.example](https://evil.example/x)')).toBe('https://evil.example/x');
    expect(textOf('[bank.example](https://evil.example)')).toBe('https://evil.example/');
    expect(textOf('[our bank](https://bank.example)')).toBe('our bank');
  });

  test('texts made to exhaust are shown as they were written', () => {
    for (const source of [
      'a_*'.repeat(5_000),
      '**x* '.repeat(3_000),
      '>'.repeat(16_000),
      '['.repeat(16_000),
      `${'a.'.repeat(7_000)}@`,
      '> - '.repeat(4_000),
      ' '.repeat(16_000),
      `a${'\u0301'.repeat(16_000)}`,
    ]) {
      expect(parseMarkdown(source)).toEqual([
        { kind: 'paragraph', children: [{ kind: 'text', text: source }] },
      ]);
    }
  });

  test('nesting ends before the stack does', () => {
    const deep = Array.from({ length: 50 }, (_, level) => `${'  '.repeat(level)}- x`).join('\n');
    expect(parseMarkdown(deep)).toHaveLength(1);
  });
});
