import { Plus, X } from 'lucide-react';
import { type SubmitEvent, useId, useState } from 'react';
import { SIZES } from '#shared/contract/limits.ts';
import { PollDraftSchema } from '#shared/model/poll.ts';
import { errorSentence } from '../../../lib/error-sentence.ts';
import { laterText } from '../../../lib/later-text.ts';
import { text } from '../../../lib/text.ts';
import type { RoomRef } from '../../../session/replica.ts';
import { useSessionActions } from '../../../session/use-session.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Switch } from '../../../ui/Switch.tsx';
import { TextField } from '../../../ui/TextField.tsx';

interface PollDialogProps {
  roomRef: RoomRef;
  question: string;
  /** It is the newest message now. */
  onStarted: () => void;
  onClose: () => void;
}

export function PollDialog({ roomRef, question: asked, onStarted, onClose }: PollDialogProps) {
  const session = useSessionActions();
  const [question, setQuestion] = useState(asked);
  const [options, setOptions] = useState(['', '']);
  const [isMultiple, setMultiple] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const form = useId();
  const t = laterText().compose;

  const handleSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    const given = options.map((option) => option.trim()).filter(Boolean);
    const draft = PollDraftSchema.safeParse({ question, options: given, isMultiple });
    if (!draft.success) return setError(t.pollNeeds);
    setBusy(true);
    const result = await session.createPoll(roomRef, draft.data);
    setBusy(false);
    if (!result.ok) return setError(errorSentence(result.error));
    onStarted();
    onClose();
  };

  return (
    <Dialog
      title={t.pollTitle}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{text().common.cancel}</Button>
          <Button look="primary" type="submit" form={form} isBusy={isBusy}>
            {t.pollStart}
          </Button>
        </>
      }
    >
      <form
        id={form}
        noValidate
        onSubmit={(event) => void handleSubmit(event)}
        className="flex flex-col gap-4"
      >
        <TextField
          label={t.pollQuestion}
          data-autofocus
          maxLength={SIZES.pollQuestion}
          value={question}
          onChange={(event) => setQuestion(event.target.value)}
        />
        {options.map((option, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an option is its place
          <div key={index} className="flex items-end gap-1">
            <div className="flex-1">
              <TextField
                label={t.pollOption(index + 1)}
                maxLength={SIZES.pollOption}
                value={option}
                onChange={(event) => setOptions(options.with(index, event.target.value))}
              />
            </div>
            {options.length > 2 && (
              <IconButton
                label={t.pollRemoveOption(index + 1)}
                icon={<X size={16} aria-hidden />}
                onClick={() => setOptions(options.toSpliced(index, 1))}
              />
            )}
          </div>
        ))}
        {options.length < SIZES.pollOptions && (
          <Button
            look="quiet"
            icon={<Plus size={16} aria-hidden />}
            onClick={() => setOptions([...options, ''])}
          >
            {t.pollAddOption}
          </Button>
        )}
        <Switch label={t.pollMultiple} isOn={isMultiple} onChange={setMultiple} />
        {error !== null && <Notice tone="bad">{error}</Notice>}
      </form>
    </Dialog>
  );
}
