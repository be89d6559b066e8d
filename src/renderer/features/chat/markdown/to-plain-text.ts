import { parseMarkdown } from './parse-markdown.ts';
import type { Block, Inline } from './tree.ts';

function readInline(node: Inline): string {
  if (node.kind === 'break') return '\n';
  return 'children' in node ? node.children.map(readInline).join('') : node.text;
}

function readBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return block.children.map(readInline).join('');
    case 'code':
      return block.text;
    case 'rule':
      return '';
    case 'quote':
      return block.blocks.map(readBlock).join('\n');
    case 'list':
      return block.items.map((item) => item.blocks.map(readBlock).join(' ')).join('\n');
    case 'table':
      return block.rows.map((row) => row.map((cell) => cell.map(readInline).join('')).join(' ')).join('\n');
  }
}

/** The words of a message without their marks, for places too small to draw it. */
export function toPlainText(source: string): string {
  return parseMarkdown(source).map(readBlock).join('\n').trim();
}
