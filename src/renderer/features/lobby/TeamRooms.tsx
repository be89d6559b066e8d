import { UsersRound } from 'lucide-react';
import { useState } from 'react';
import type { Result } from '#shared/contract/result.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { text } from '../../lib/text.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { checkName, NameField } from './NameField.tsx';

interface TeamRoomsProps {
  displayName: string | null;
  isDisabled: boolean;
  /** Answers how many rooms were made. */
  onMake: (displayName: string) => Promise<Result<number>>;
}

/** R14: what a team begins with, in one go. */
export function TeamRooms({ displayName, isDisabled, onMake }: TeamRoomsProps) {
  const [person, setPerson] = useState({ name: '', error: null as string | null });
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const words = text().rooms;
  const handleConfirm = async () => {
    const nameError = displayName === null ? checkName(person.name) : null;
    if (nameError !== null) return setPerson({ ...person, error: nameError });
    setBusy(true);
    const result = await onMake(displayName ?? person.name);
    setBusy(false);
    if (!result.ok) return setProblem(errorSentence(result.error));
    setAsking(false);
    showToast(words.teamMade(result.data));
  };
  return (
    <>
      <Button
        look="quiet"
        size="small"
        className="self-center"
        icon={<UsersRound size={16} aria-hidden />}
        disabled={isDisabled}
        onClick={() => {
          setProblem(null);
          setAsking(true);
        }}
      >
        {words.team}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={words.teamTitle}
          confirmLabel={words.teamConfirm}
          isBusy={isBusy}
          onConfirm={() => void handleConfirm()}
          onClose={() => setAsking(false)}
        >
          <p className="mb-2">{words.teamWhy}</p>
          <ul className="flex list-disc flex-col gap-1 ps-5">
            {words.teamRooms.map(({ name, body }) => (
              <li key={name}>
                <span className="font-medium text-text">{name}</span>, {body}
              </li>
            ))}
          </ul>
          {displayName === null && (
            <div className="mt-4">
              <NameField
                value={person.name}
                error={person.error}
                onChange={(name) => setPerson({ name, error: null })}
              />
            </div>
          )}
          {problem !== null && (
            <div className="mt-4">
              <Notice tone="bad">{problem}</Notice>
            </div>
          )}
        </ConfirmDialog>
      )}
    </>
  );
}
