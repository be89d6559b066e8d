import { FileDown } from 'lucide-react';
import { useCallback, useState } from 'react';
import { errorSentence } from '../../lib/error-sentence.ts';
import { laterText } from '../../lib/later-text.ts';
import { saveFile, toFileName } from '../../lib/save-file.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useRoom, useSessionActions } from '../../session/use-session.ts';
import { AnswerFrame } from '../../ui/AnswerFrame.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { FiguresView } from './FiguresView.tsx';
import { type Days, RangeChoice } from './RangeChoice.tsx';

/** Minutes this clock is ahead of UTC, so that days are the person's own. */
const readOffset = () => -new Date().getTimezoneOffset();

/** What happened in a room, for its owner. */
export function AnalyticsDialog({ roomRef, onClose }: { roomRef: RoomRef; onClose: () => void }) {
  const { hostKey, roomId } = roomRef;
  const { callHost } = useSessionActions();
  const name = useRoom(roomRef, (known) => known?.room.name);
  const [days, setDays] = useState<Days>(7);
  const words = laterText().analytics;
  const ask = useCallback(
    () =>
      callHost(hostKey, {
        name: 'getAnalytics',
        params: { roomId },
        query: { days, offset: readOffset() },
      }),
    [callHost, hostKey, roomId, days],
  );
  const { answer, reload } = useAnswer(ask);
  if (name === undefined) return null;
  const save = async () => {
    const result = await callHost(hostKey, {
      name: 'getAnalyticsFile',
      params: { roomId },
      query: { days, offset: readOffset() },
    });
    if (!result.ok) return showToast(errorSentence(result.error), { tone: 'bad' });
    saveFile({ fileName: toFileName(name, 'csv'), content: result.data.content, type: 'text/csv' });
  };
  return (
    <Dialog title={words.title(name)} size="large" onClose={onClose}>
      <div className="flex min-h-100 flex-col gap-4">
        <div className="flex flex-wrap items-end justify-between gap-3">
          <RangeChoice days={days} onChange={setDays} />
          <Button icon={<FileDown size={16} aria-hidden />} onClick={() => void save()}>
            {words.csv}
          </Button>
        </div>
        <AnswerFrame answer={answer} onRetry={reload}>
          {({ analytics }) => <FiguresView analytics={analytics} days={days} />}
        </AnswerFrame>
      </div>
    </Dialog>
  );
}
