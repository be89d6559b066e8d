import { ScrollText } from 'lucide-react';
import type { AuditEntry } from '#shared/model/moderation.ts';
import { laterText } from '../lib/later-text.ts';
import { formatShortTime } from '../lib/short-time.ts';
import { Button } from './Button.tsx';
import { EmptyState } from './EmptyState.tsx';

interface AuditListProps {
  entries: readonly AuditEntry[];
  /** Named only where acts of several rooms stand together. */
  areRoomsShown?: boolean;
  onMore: (() => void) | null;
}

/** Who did what to whom, the newest first. */
export function AuditList({ entries, areRoomsShown = false, onMore }: AuditListProps) {
  const words = laterText().moderation;
  if (entries.length === 0) {
    return (
      <EmptyState icon={<ScrollText size={20} />} title={words.auditEmpty}>
        {words.auditEmptyWhy}
      </EmptyState>
    );
  }
  return (
    <>
      <ol aria-label={words.tabs.audit} className="flex flex-col">
        {entries.map((entry) => (
          <li
            key={entry.id}
            className="flex items-baseline justify-between gap-4 border-line py-2 not-last:border-b"
          >
            <span className="min-w-0 break-words text-sm">
              {words.audit[entry.action](entry.actorName, entry.targetName ?? words.somebody, entry.detail)}
              {areRoomsShown && entry.roomName !== null && (
                <span className="text-text-3"> · {entry.roomName}</span>
              )}
            </span>
            <time dateTime={entry.createdAt} className="shrink-0 text-text-3 text-xs">
              {formatShortTime(entry.createdAt, Date.now())}
            </time>
          </li>
        ))}
      </ol>
      {onMore !== null && (
        <Button look="quiet" size="small" className="mt-3" onClick={onMore}>
          {words.auditMore}
        </Button>
      )}
    </>
  );
}
