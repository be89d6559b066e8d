import { useCallback } from 'react';
import { useAnswer } from '../../lib/use-answer.ts';
import { AnswerFrame } from '../../ui/AnswerFrame.tsx';
import { useCallAdmin } from './admin-context.ts';
import { SettingsForm } from './SettingsForm.tsx';

/** What the one who runs the host changes while it runs. */
export function SettingsTab() {
  const callAdmin = useCallAdmin();
  const ask = useCallback(() => callAdmin({ name: 'adminSettings' }), [callAdmin]);
  const { answer, reload, change } = useAnswer(ask);
  return (
    <AnswerFrame answer={answer} onRetry={reload}>
      {({ settings }) => (
        <SettingsForm settings={settings} onSaved={(saved) => change(() => ({ settings: saved }))} />
      )}
    </AnswerFrame>
  );
}
