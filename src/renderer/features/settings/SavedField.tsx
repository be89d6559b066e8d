import { Check } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import { text } from '../../lib/text.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';

interface SavedFieldProps {
  label: string;
  hint: string;
  value: string;
  maxLength: number;
  /** Gives the sentence under the field when it could not be saved. */
  onSave: (value: string) => Promise<string | null>;
}

/** A text that is saved by Enter or the button, which is there only while there is something to save. */
export function SavedField({ label, hint, value, maxLength, onSave }: SavedFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [state, setState] = useState<'idle' | 'saving' | 'saved'>('idle');
  const { settings: words, common } = text();
  const handleSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (typed === null) return;
    setState('saving');
    const problem = await onSave(typed);
    setError(problem);
    setState(problem === null ? 'saved' : 'idle');
    if (problem === null) setTyped(null);
  };
  return (
    <form noValidate onSubmit={(event) => void handleSubmit(event)}>
      <TextField
        label={label}
        hint={hint}
        maxLength={maxLength}
        value={typed ?? value}
        error={error ?? undefined}
        onChange={(event) => {
          setTyped(event.target.value);
          setError(null);
          setState('idle');
        }}
        aside={
          <span role="status" className="flex items-center gap-1 text-good-text text-xs">
            {state === 'saved' && (
              <>
                <Check size={12} aria-hidden />
                {words.saved}
              </>
            )}
          </span>
        }
      />
      {typed !== null && typed !== value && (
        <div className="mt-2 flex justify-end gap-2">
          <Button size="small" look="quiet" onClick={() => setTyped(null)}>
            {common.cancel}
          </Button>
          <Button size="small" look="primary" type="submit" isBusy={state === 'saving'}>
            {common.save}
          </Button>
        </div>
      )}
    </form>
  );
}
