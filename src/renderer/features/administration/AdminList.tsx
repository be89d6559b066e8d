import type { ReactNode } from 'react';
import { laterText } from '../../lib/later-text.ts';
import { AnswerFrame } from '../../ui/AnswerFrame.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { usePages } from './use-pages.ts';

interface AdminListProps<Item> {
  label: string;
  pages: ReturnType<typeof usePages<Item>>;
  children: (item: Item) => ReactNode;
}

/** Search on top, rows below, more on demand. */
export function AdminList<Item>({ label, pages, children }: AdminListProps<Item>) {
  const words = laterText().administration;
  return (
    <div className="flex flex-col gap-3">
      <TextField
        type="search"
        label={words.search}
        isLabelHidden
        placeholder={words.search}
        value={pages.query}
        onChange={(event) => pages.setQuery(event.target.value)}
      />
      <AnswerFrame answer={pages.answer} onRetry={pages.reload}>
        {({ items, nextCursor }) => (
          <>
            {items.length === 0 && <p className="py-8 text-center text-sm text-text-3">{words.none}</p>}
            <ul aria-label={label} className="flex flex-col">
              {items.map(children)}
            </ul>
            {nextCursor !== null && (
              <Button
                look="quiet"
                size="small"
                className="self-center"
                onClick={() => void pages.showMore(nextCursor)}
              >
                {words.more}
              </Button>
            )}
          </>
        )}
      </AnswerFrame>
    </div>
  );
}

interface AdminRowProps {
  face: ReactNode;
  title: ReactNode;
  line: string;
  aside: ReactNode;
  action: ReactNode;
}

export function AdminRow({ face, title, line, aside, action }: AdminRowProps) {
  return (
    <li className="flex min-h-14 flex-wrap items-center gap-3 border-line py-2 not-last:border-b">
      {face}
      <div className="min-w-0 flex-1 basis-32">
        <p className="flex min-w-0 items-center gap-2 font-medium">{title}</p>
        <p className="truncate text-text-3 text-xs">{line}</p>
        <p className="text-text-3 text-xs md:hidden">{aside}</p>
      </div>
      <span className="text-text-3 text-xs max-md:hidden">{aside}</span>
      {action}
    </li>
  );
}
