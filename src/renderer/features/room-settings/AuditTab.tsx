import { useCallback } from 'react';
import { errorSentence } from '../../lib/error-sentence.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useSessionActions } from '../../session/use-session.ts';
import { AnswerFrame } from '../../ui/AnswerFrame.tsx';
import { AuditList } from '../../ui/AuditList.tsx';
import { showToast } from '../../ui/toast-store.ts';

const PAGE = 50;

export function AuditTab({ roomRef: { hostKey, roomId } }: { roomRef: RoomRef }) {
  const { callHost } = useSessionActions();
  const askPage = useCallback(
    (cursor?: string) =>
      callHost(hostKey, { name: 'listAudit', params: { roomId }, query: { limit: PAGE, cursor } }),
    [callHost, hostKey, roomId],
  );
  const ask = useCallback(() => askPage(), [askPage]);
  const { answer, reload, change } = useAnswer(ask);
  const showMore = async (cursor: string) => {
    const page = await askPage(cursor);
    if (!page.ok) return showToast(errorSentence(page.error), { tone: 'bad' });
    change(({ entries }) => ({ ...page.data, entries: [...entries, ...page.data.entries] }));
  };
  return (
    <AnswerFrame answer={answer} onRetry={reload}>
      {({ entries, nextCursor }) => (
        <AuditList entries={entries} onMore={nextCursor === null ? null : () => void showMore(nextCursor)} />
      )}
    </AnswerFrame>
  );
}
