import { BrushCleaning } from 'lucide-react';
import { useCallback, useState } from 'react';
import { errorSentence } from '../../lib/error-sentence.ts';
import { laterText } from '../../lib/later-text.ts';
import { formatMoment } from '../../lib/moment.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { AnswerFrame } from '../../ui/AnswerFrame.tsx';
import { Button } from '../../ui/Button.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { useCallAdmin } from './admin-context.ts';
import { formatBytes } from './format-bytes.ts';

export function OverviewTab() {
  const callAdmin = useCallAdmin();
  const [isBusy, setBusy] = useState(false);
  const words = laterText().administration;
  const ask = useCallback(() => callAdmin({ name: 'adminOverview' }), [callAdmin]);
  const { answer, reload } = useAnswer(ask);
  const cleanUp = async () => {
    setBusy(true);
    const result = await callAdmin({ name: 'adminCleanUp' });
    setBusy(false);
    if (!result.ok) return showToast(errorSentence(result.error), { tone: 'bad' });
    showToast(words.cleaned(result.data.deletedRooms));
    reload();
  };
  const format = (value: number) => value.toLocaleString(document.documentElement.lang);
  return (
    <AnswerFrame answer={answer} onRetry={reload}>
      {({ overview }) => (
        <div className="flex flex-col gap-6">
          <div>
            <p className="font-medium">
              <bdi>{overview.name}</bdi>
            </p>
            <p className="text-sm text-text-3">
              {words.startedAt(formatMoment(overview.startedAt))} · {words.version(overview.version)}
            </p>
          </div>
          <dl className="grid grid-cols-2 gap-3 md:grid-cols-4">
            {[
              [words.rooms, format(overview.rooms)],
              [words.users, format(overview.users)],
              [words.online, format(overview.online)],
              [words.sessions, format(overview.sessions)],
              [words.messages, format(overview.messages)],
              [words.bans, format(overview.bans)],
              [words.storage, formatBytes(overview.databaseBytes)],
              [words.files, formatBytes(overview.fileBytes)],
            ].map(([label, value]) => (
              <div key={label} className="flex flex-col-reverse rounded-card bg-sunken p-3">
                <dt className="text-text-3 text-xs">{label}</dt>
                <dd className="font-semibold text-lg tabular-nums">{value}</dd>
              </div>
            ))}
          </dl>
          <div className="flex flex-wrap items-center justify-between gap-3 rounded-card border border-line p-4">
            <p className="min-w-0 flex-1 basis-60 text-pretty text-sm text-text-2">{words.cleanUpHint}</p>
            <Button
              icon={<BrushCleaning size={16} aria-hidden />}
              isBusy={isBusy}
              onClick={() => void cleanUp()}
            >
              {words.cleanUp}
            </Button>
          </div>
        </div>
      )}
    </AnswerFrame>
  );
}
