import { useCallback } from 'react';
import type { AuditEntry } from '#shared/model/moderation.ts';
import { AnswerFrame } from '../../ui/AnswerFrame.tsx';
import { AuditList } from '../../ui/AuditList.tsx';
import { useCallAdmin } from './admin-context.ts';
import { type PageRequest, usePages } from './use-pages.ts';

export function AuditTab() {
  const callAdmin = useCallAdmin();
  const askPage = useCallback(
    async (query: PageRequest) => {
      const result = await callAdmin({ name: 'adminAudit', query: { limit: 50, ...query } });
      if (!result.ok) return result;
      return { ok: true, data: { items: result.data.entries, nextCursor: result.data.nextCursor } } as const;
    },
    [callAdmin],
  );
  const { answer, reload, showMore } = usePages<AuditEntry>(askPage);
  return (
    <AnswerFrame answer={answer} onRetry={reload}>
      {({ items, nextCursor }) => (
        <AuditList
          entries={items}
          areRoomsShown
          onMore={nextCursor === null ? null : () => void showMore(nextCursor)}
        />
      )}
    </AnswerFrame>
  );
}
