import { UsersRound } from 'lucide-react';
import { useState } from 'react';
import type { Result } from '#shared/contract/result.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { text } from '../../lib/text.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { showToast } from '../../ui/toast-store.ts';

interface TeamRoomsProps {
  isDisabled: boolean;
  /** Answers how many rooms were made. */
  onMake: () => Promise<Result<number>>;
}

/** R14: what a team begins with, in one go. */
export function TeamRooms({ isDisabled, onMake }: TeamRoomsProps) {
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const words = text().rooms;
  const handleConfirm = async () => {
    setBusy(true);
    const result = await onMake();
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
