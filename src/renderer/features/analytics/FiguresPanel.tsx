import { FileDown } from 'lucide-react';
import { useCallback, useState } from 'react';
import { errorSentence } from '../../lib/error-sentence.ts';
import type { FiguresSource } from '../../lib/figures-source.ts';
import { laterText } from '../../lib/later-text.ts';
import { saveFile } from '../../lib/save-file.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { AnswerFrame } from '../../ui/AnswerFrame.tsx';
import { Button } from '../../ui/Button.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { FiguresView } from './FiguresView.tsx';
import { type Days, RangeChoice } from './RangeChoice.tsx';

const makeQuery = (days: Days) => ({ days, offset: -new Date().getTimezoneOffset() });

/** Figures of some days, with the way to take them along. */
export function FiguresPanel({ askFigures, askFile, fileName }: FiguresSource) {
  const [days, setDays] = useState<Days>(7);
  const words = laterText().analytics;
  const ask = useCallback(() => askFigures(makeQuery(days)), [askFigures, days]);
  const { answer, reload } = useAnswer(ask);
  const save = async () => {
    const result = await askFile(makeQuery(days));
    if (!result.ok) return showToast(errorSentence(result.error), { tone: 'bad' });
    saveFile({ fileName, content: result.data.content, type: 'text/csv' });
  };
  return (
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
  );
}
