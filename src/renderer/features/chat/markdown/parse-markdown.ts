import { Marked, type Token, type Tokens } from 'marked';
import { isHonestLabel, parseLinkUrl } from './safe-url.ts';
import type { Alignment, Block, Inline } from './tree.ts';

/** Deeper nesting says nothing to a reader and could exhaust the stack. */
const DEEPEST = 8;

/** Chat is not a document: indented lines stay text, a line of dashes below a sentence makes no heading, HTML is text. */
const reader = new Marked({
  gfm: true,
  breaks: true,
  tokenizer: {
    code: () => undefined,
    lheading: () => undefined,
    html: () => undefined,
    tag: () => undefined,
    def: () => undefined,
  },
});

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** marked escapes for HTML in a few places; React escapes by itself. */
function unescapeHtml(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

function flatten(children: readonly Inline[]): string {
  return children
    .map((child) => ('children' in child ? flatten(child.children) : 'text' in child ? child.text : ' '))
    .join('');
}

function readLink(href: string, children: readonly Inline[], raw: string): Inline {
  const url = parseLinkUrl(href);
  if (url === null) return { kind: 'text', text: raw };
  const label = flatten(children);
  const isShown = label.trim() !== '' && isHonestLabel(label, url);
  return { kind: 'link', url, children: isShown ? children : [{ kind: 'text', text: url }] };
}

function withoutLinks(children: readonly Inline[]): readonly Inline[] {
  return children.flatMap((child) =>
    child.kind === 'link'
      ? withoutLinks(child.children)
      : 'children' in child
        ? [{ ...child, children: withoutLinks(child.children) }]
        : [child],
  );
}

function readInline(token: Token, depth: number): readonly Inline[] {
  const nested = ('tokens' in token && token.tokens) || [];
  const readChildren = () => readInlines(nested, depth + 1);
  switch (token.type) {
    case 'text':
      if (nested.length > 0) return readChildren();
      return [{ kind: 'text', text: (token as Tokens.Text).escaped ? unescapeHtml(token.text) : token.text }];
    case 'escape':
      return [{ kind: 'text', text: unescapeHtml((token as Tokens.Escape).text) }];
    case 'strong':
      return [{ kind: 'strong', children: readChildren() }];
    case 'em':
      return [{ kind: 'emphasis', children: readChildren() }];
    case 'del':
      return [{ kind: 'deleted', children: readChildren() }];
    case 'codespan':
      return [{ kind: 'code', text: (token as Tokens.Codespan).text }];
    case 'br':
      return [{ kind: 'break' }];
    case 'link':
      return [readLink((token as Tokens.Link).href, withoutLinks(readChildren()), token.raw)];
    case 'image': {
      // Nothing is fetched from elsewhere: a picture of the web is a link to it.
      const { href, text } = token as Tokens.Image;
      return [readLink(href, [{ kind: 'text', text }], token.raw)];
    }
    default:
      return [{ kind: 'text', text: token.raw }];
  }
}

function readInlines(tokens: readonly Token[], depth: number): readonly Inline[] {
  if (depth > DEEPEST) return [{ kind: 'text', text: tokens.map((token) => token.raw).join('') }];
  return tokens.flatMap((token) => readInline(token, depth));
}

function readTable(token: Tokens.Table, depth: number): Block {
  const rows = [token.header, ...token.rows];
  return {
    kind: 'table',
    alignments: token.align as readonly Alignment[],
    rows: rows.map((cells) => cells.map((cell) => readInlines(cell.tokens, depth + 1))),
  };
}

function readList(token: Tokens.List, depth: number): Block {
  return {
    kind: 'list',
    start: token.ordered ? Number(token.start) || 0 : null,
    items: token.items.map((item) => ({
      isDone: item.task ? item.checked === true : null,
      blocks: readBlocks(
        item.tokens.filter(({ type }) => type !== 'checkbox'),
        depth + 1,
      ),
    })),
  };
}

function readBlock(token: Token, depth: number): readonly Block[] {
  switch (token.type) {
    case 'space':
    case 'checkbox':
      return [];
    case 'heading':
      return [
        {
          kind: 'heading',
          level: (token as Tokens.Heading).depth,
          children: readInlines(token.tokens ?? [], depth),
        },
      ];
    case 'code': {
      const { lang, text } = token as Tokens.Code;
      return [{ kind: 'code', language: (lang ?? '').split(/\s/, 1)[0]?.toLowerCase() ?? '', text }];
    }
    case 'blockquote':
      return [{ kind: 'quote', blocks: readBlocks(token.tokens ?? [], depth + 1) }];
    case 'hr':
      return [{ kind: 'rule' }];
    case 'list':
      return [readList(token as Tokens.List, depth)];
    case 'table':
      return [readTable(token as Tokens.Table, depth)];
    case 'paragraph':
      return [{ kind: 'paragraph', children: readInlines(token.tokens ?? [], depth) }];
    default:
      return [{ kind: 'paragraph', children: readInline(token, depth) }];
  }
}

function readBlocks(tokens: readonly Token[], depth: number): readonly Block[] {
  if (depth > DEEPEST) {
    return [{ kind: 'paragraph', children: [{ kind: 'text', text: tokens.map(({ raw }) => raw).join('') }] }];
  }
  return tokens.flatMap((token) => readBlock(token, depth));
}

// Emphasis and addresses cost more than their length; texts beyond these bounds are made to hurt, not to be read.
const LONG_NESTING = /(?:[>*_[\]~`|!-][^\S\n]*){300}|(?:^|\n)(?:[^\S\n]*[>+*-]){60}/;
const LONG_RUN = /\S{1500}|[^\S\n]{500}/;
const MARKS = /[*_~]/g;
const MOST_MARKS = 400;

function isHostile(source: string): boolean {
  if (LONG_NESTING.test(source) || LONG_RUN.test(source)) return true;
  return source.split(/\n\s*\n/).some((part) => (part.match(MARKS)?.length ?? 0) > MOST_MARKS);
}

function saysSomething(block: Block): boolean {
  switch (block.kind) {
    case 'rule':
      return false;
    case 'quote':
      return block.blocks.some(saysSomething);
    case 'list':
      return block.items.some((item) => item.blocks.some(saysSomething));
    case 'code':
    case 'table':
      return true;
    default:
      return flatten(block.children).trim() !== '';
  }
}

/** Reads a message as blocks. What cannot be read, or would leave nothing to see, is shown as it was written. */
export function parseMarkdown(source: string): readonly Block[] {
  const asWritten: readonly Block[] = [{ kind: 'paragraph', children: [{ kind: 'text', text: source }] }];
  if (isHostile(source)) return asWritten;
  try {
    const blocks = readBlocks(reader.lexer(source), 0);
    return blocks.some(saysSomething) ? blocks : asWritten;
  } catch {
    return asWritten;
  }
}

/** True when markdown would show the text differently from how it was typed. */
export function isMarkdown(source: string): boolean {
  return (
    parseMarkdown(source).some(
      (block) =>
        block.kind !== 'paragraph' ||
        block.children.some(
          (child) =>
            !['text', 'break', 'link'].includes(child.kind) ||
            (child.kind === 'link' && !source.includes(flatten(child.children))),
        ),
    ) || /\[[^\]]+\]\([^)]+\)/.test(source)
  );
}
