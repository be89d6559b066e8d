import { useCallback, useDeferredValue, useState } from 'react';
import type { Result } from '#shared/contract/result.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { showToast } from '../../ui/toast-store.ts';

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

export interface PageRequest {
  readonly q?: string;
  readonly cursor?: string;
}

/** A list that is searched and comes page by page. `askPage` must be stable. */
export function usePages<Item>(askPage: (request: PageRequest) => Promise<Result<Page<Item>>>) {
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query.trim());
  const ask = useCallback(() => askPage(wanted === '' ? {} : { q: wanted }), [askPage, wanted]);
  const { answer, reload, change } = useAnswer(ask);
  return {
    query,
    setQuery,
    answer,
    reload,
    async showMore(cursor: string): Promise<void> {
      const page = await askPage({ cursor, ...(wanted === '' ? {} : { q: wanted }) });
      if (!page.ok) return showToast(errorSentence(page.error), { tone: 'bad' });
      change((known) => ({ ...page.data, items: [...known.items, ...page.data.items] }));
    },
    remove(isGone: (item: Item) => boolean): void {
      change((known) => ({ ...known, items: known.items.filter((item) => !isGone(item)) }));
    },
  };
}
