import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useBridge } from '../../../bridge/use-bridge.ts';
import { laterText } from '../../../lib/later-text.ts';
import { text } from '../../../lib/text.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import type { CodeSpan } from './highlighter.ts';

const COPIED_MS = 2_000;

/** Colours that keep their contrast on the block's own surface in both themes. */
const COLORS: Readonly<Record<string, string>> = {
  keyword: 'text-accent-text',
  built_in: 'text-[var(--color-person-7-text)]',
  type: 'text-[var(--color-person-7-text)]',
  literal: 'text-[var(--color-person-1-text)]',
  number: 'text-[var(--color-person-1-text)]',
  string: 'text-good-text',
  regexp: 'text-good-text',
  addition: 'bg-good-soft text-good-text',
  deletion: 'bg-bad-soft text-bad-text',
  comment: 'text-text-3 italic',
  quote: 'text-text-3 italic',
  title: 'text-[var(--color-person-8-text)]',
  name: 'text-[var(--color-person-8-text)]',
  section: 'text-[var(--color-person-8-text)]',
  attr: 'text-[var(--color-person-10-text)]',
  attribute: 'text-[var(--color-person-10-text)]',
  variable: 'text-[var(--color-person-11-text)]',
  symbol: 'text-[var(--color-person-11-text)]',
  meta: 'text-text-2',
};

/** The colours come when their part of the program has been loaded; the text is there at once. */
function useSpans(code: string, language: string): readonly CodeSpan[] | null {
  const [spans, setSpans] = useState<readonly CodeSpan[] | null>(null);
  useEffect(() => {
    let isWanted = language !== '';
    if (isWanted) {
      import('./highlighter.ts').then(
        ({ highlightCode }) => {
          if (isWanted) setSpans(highlightCode(code, language));
        },
        () => undefined,
      );
    }
    return () => {
      isWanted = false;
    };
  }, [code, language]);
  return spans;
}

export function CopyButton({ value, label }: { value: string; label: string }) {
  const bridge = useBridge();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    const result = await bridge.copyText(value);
    if (result.ok) setCopied(true);
    else showToast(text().common.copyFailed, { tone: 'bad' });
  };
  return (
    <IconButton
      label={isCopied ? text().common.copied : label}
      tooltip={false}
      icon={isCopied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
      onClick={() => void copy()}
      className="size-7! max-md:size-11!"
    />
  );
}

export function CodeBlock({ code, language }: { code: string; language: string }) {
  const spans = useSpans(code, language);
  const t = laterText().content;
  return (
    <figure
      dir="ltr"
      className="my-1 min-w-0 max-w-full overflow-hidden rounded-control border border-line bg-surface text-text"
    >
      <figcaption className="flex items-center justify-between gap-2 border-line border-b bg-canvas ps-3 pe-1 text-text-3 text-xs">
        <span className="truncate">{language === '' ? t.code : language}</span>
        <CopyButton value={code} label={t.copyCode} />
      </figcaption>
      <section
        aria-label={t.codeIn(language)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region has to be reachable by keyboard
        tabIndex={0}
        className="max-h-100 overflow-auto p-3 focus-visible:outline-offset-[-2px]"
      >
        <pre className="font-mono text-sm">
          <code>
            {spans === null
              ? code
              : spans.map(({ text: part, scope }, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other identity
                  <span key={index} className={scope === null ? undefined : COLORS[scope]}>
                    {part}
                  </span>
                ))}
          </code>
        </pre>
      </section>
    </figure>
  );
}
