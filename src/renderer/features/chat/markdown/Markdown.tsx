import { Fragment, type ReactNode, useMemo } from 'react';
import { joinClasses } from '../../../lib/class-names.ts';
import { laterText } from '../../../lib/later-text.ts';
import { CodeBlock } from './CodeBlock.tsx';
import { SafeLink, TextWithMentions } from './MessageText.tsx';
import { parseMarkdown } from './parse-markdown.ts';
import type { Block, Inline } from './tree.ts';

function readText(children: readonly Inline[]): string {
  return children
    .map((child) => ('children' in child ? readText(child.children) : 'text' in child ? child.text : ' '))
    .join('');
}

function InlineView({ node }: { node: Inline }): ReactNode {
  switch (node.kind) {
    case 'text':
      return <TextWithMentions>{node.text}</TextWithMentions>;
    case 'code':
      return (
        <code className="rounded-[4px] border border-current/20 bg-current/8 px-1 font-mono text-[0.93em]">
          {node.text}
        </code>
      );
    case 'break':
      return <br />;
    case 'strong':
      return <strong className="font-semibold">{drawInlines(node.children)}</strong>;
    case 'emphasis':
      return <em>{drawInlines(node.children)}</em>;
    case 'deleted':
      return <del>{drawInlines(node.children)}</del>;
    case 'link':
      return (
        <SafeLink url={node.url} label={readText(node.children)}>
          {drawInlines(node.children)}
        </SafeLink>
      );
  }
}

function drawInlines(children: readonly Inline[]): ReactNode {
  return children.map((child, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other identity
    <InlineView key={index} node={child} />
  ));
}

function TableView({ node }: { node: Extract<Block, { kind: 'table' }> }) {
  const [head = [], ...body] = node.rows;
  const align = (column: number) => node.alignments[column] ?? undefined;
  return (
    <section
      aria-label={laterText().content.table}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region has to be reachable by keyboard
      tabIndex={0}
      className="my-1 max-w-full overflow-x-auto rounded-control border border-current/20"
    >
      <table className="border-collapse text-sm">
        <thead>
          <tr>
            {head.map((cell, column) => (
              <th
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
                key={column}
                style={{ textAlign: align(column) }}
                className="border-current/20 border-b px-2 py-1 text-start font-semibold"
              >
                {drawInlines(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
            <tr key={row}>
              {cells.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
                <td key={column} style={{ textAlign: align(column) }} className="px-2 py-1">
                  {drawInlines(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ListView({ node }: { node: Extract<Block, { kind: 'list' }> }) {
  const items = node.items.map(({ isDone, blocks }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place
    <li key={index} className={joinClasses(isDone !== null && '-ms-5 flex list-none gap-2')}>
      {isDone !== null && (
        <input
          type="checkbox"
          checked={isDone}
          disabled
          aria-label={laterText().content.task(isDone)}
          className="mt-1"
        />
      )}
      <div className="min-w-0">
        <Blocks blocks={blocks} />
      </div>
    </li>
  ));
  if (node.start === null) return <ul className="list-disc ps-5">{items}</ul>;
  return (
    <ol start={node.start} className="list-decimal ps-6">
      {items}
    </ol>
  );
}

function BlockView({ node }: { node: Block }): ReactNode {
  switch (node.kind) {
    case 'paragraph':
      return <p className="whitespace-pre-wrap">{drawInlines(node.children)}</p>;
    case 'heading':
      // The page has its own outline: a heading inside a message is only heavier text.
      return (
        <p
          className={joinClasses(
            'font-semibold',
            node.level === 1 && 'text-md',
            node.level === 2 && 'text-[15px]',
          )}
        >
          {drawInlines(node.children)}
        </p>
      );
    case 'code':
      return <CodeBlock code={node.text} language={node.language} />;
    case 'quote':
      return (
        <blockquote className="my-0.5 border-current/40 border-s-3 ps-2.5">
          <Blocks blocks={node.blocks} />
        </blockquote>
      );
    case 'rule':
      return <hr className="my-2 border-current/30" />;
    case 'list':
      return <ListView node={node} />;
    case 'table':
      return <TableView node={node} />;
  }
}

function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a block is its place
        <Fragment key={index}>
          <BlockView node={block} />
        </Fragment>
      ))}
    </div>
  );
}

/** A message written in markdown: tokens become elements, so no markup of others ever reaches the page. */
export function Markdown({ children }: { children: string }) {
  const blocks = useMemo(() => parseMarkdown(children), [children]);
  return <Blocks blocks={blocks} />;
}
