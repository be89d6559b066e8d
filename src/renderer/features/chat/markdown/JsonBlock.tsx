import { ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { joinClasses } from '../../../lib/class-names.ts';
import { laterText } from '../../../lib/later-text.ts';
import { CodeBlock, CopyButton } from './CodeBlock.tsx';

const OPEN_DEPTH = 1;
const SHOWN = 50;

function isBranch(value: unknown): value is Record<string, unknown> | unknown[] {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function Leaf({ value }: { value: unknown }) {
  const look =
    typeof value === 'string'
      ? 'text-good-text'
      : typeof value === 'number'
        ? 'text-[var(--color-person-1-text)]'
        : 'text-accent-text';
  return <span className={joinClasses('wrap-anywhere', look)}>{JSON.stringify(value)}</span>;
}

/** Only what is open is drawn, so depth and length cost nothing until somebody looks. */
function Branch({ name, value, depth }: { name: string | null; value: object; depth: number }) {
  const [isOpen, setOpen] = useState(depth < OPEN_DEPTH);
  const [shown, setShown] = useState(SHOWN);
  const isList = Array.isArray(value);
  const entries = Object.entries(value);
  const t = laterText().content;
  return (
    <li>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="flex items-center gap-1 rounded-[4px] text-start hover:bg-hover max-md:min-h-11"
      >
        <ChevronRight size={14} aria-hidden className={joinClasses('shrink-0', isOpen && 'rotate-90')} />
        {name !== null && <span className="wrap-anywhere text-[var(--color-person-10-text)]">{name}:</span>}
        <span className="text-text-3">
          {isList ? t.jsonItems(entries.length) : t.jsonFields(entries.length)}
        </span>
      </button>
      {isOpen && (
        <ul className="ms-1.5 border-line border-s ps-3">
          {entries.slice(0, shown).map(([key, child]) => (
            <Node key={key} name={isList ? null : key} value={child} depth={depth + 1} />
          ))}
          {entries.length > shown && (
            <li>
              <button
                type="button"
                className="rounded-[4px] underline underline-offset-2 max-md:min-h-11"
                onClick={() => setShown(shown + SHOWN * 4)}
              >
                {t.jsonMore(entries.length - shown)}
              </button>
            </li>
          )}
        </ul>
      )}
    </li>
  );
}

function Node({ name, value, depth }: { name: string | null; value: unknown; depth: number }) {
  if (isBranch(value)) return <Branch name={name} value={value} depth={depth} />;
  return (
    <li className="ps-4.5">
      {name !== null && <span className="text-[var(--color-person-10-text)]">{name}: </span>}
      <Leaf value={value} />
    </li>
  );
}

function parseJson(content: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(content) };
  } catch {
    return null;
  }
}

/** What a program sent as JSON, folded to its first level. */
export function JsonBlock({ content }: { content: string }) {
  const parsed = useMemo(() => parseJson(content), [content]);
  if (parsed === null) return <CodeBlock code={content} language="json" />;
  return (
    <div
      dir="ltr"
      className="my-1 min-w-0 max-w-full overflow-hidden rounded-control border border-line bg-surface text-text"
    >
      <div className="flex items-center justify-between gap-2 border-line border-b bg-canvas ps-3 pe-1 text-text-3 text-xs">
        <span>JSON</span>
        <CopyButton value={content} label={laterText().content.copyCode} />
      </div>
      <ul className="max-h-100 overflow-auto p-2 font-mono text-sm">
        <Node name={null} value={parsed.value} depth={0} />
      </ul>
    </div>
  );
}
