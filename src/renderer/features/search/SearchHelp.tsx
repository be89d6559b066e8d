import type { SEARCH_OPERATORS } from '#shared/model/search-query.ts';
import { laterText } from '../../lib/later-text.ts';

const EXAMPLES: Readonly<Record<keyof typeof SEARCH_OPERATORS, string>> = {
  from: 'from:me',
  in: 'in:',
  has: 'has:file',
  before: 'before:today',
  after: 'after:yesterday',
  on: 'on:today',
  is: 'is:unread',
};

/** What can be typed besides words; pressing one begins a search with it. */
export function SearchHelp({ onInsert }: { onInsert: (operator: string) => void }) {
  const t = laterText().search;
  return (
    <section aria-label={t.help} className="flex flex-col gap-1">
      <h3 className="px-2 pb-1 font-medium text-sm">{t.help}</h3>
      {Object.entries(EXAMPLES).map(([operator, example]) => (
        <button
          key={operator}
          type="button"
          onClick={() => onInsert(example)}
          className="flex min-h-9 items-baseline gap-3 rounded-control px-2 py-1.5 text-start text-sm hover:bg-hover max-md:min-h-11"
        >
          <code className="w-32 shrink-0 font-mono text-accent-text">{example}</code>
          <span className="text-text-3">{t.operators[operator as keyof typeof EXAMPLES]}</span>
        </button>
      ))}
      <p className="px-2 pt-2 text-text-3 text-xs">{t.helpMore}</p>
    </section>
  );
}
