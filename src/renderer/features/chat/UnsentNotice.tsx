import { errorSentence } from '../../lib/error-sentence.ts';
import { text } from '../../lib/text.ts';
import type { PendingMessage, RoomRef } from '../../session/replica.ts';
import { useRoom, useSessionActions } from '../../session/use-session.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

interface UnsentNoticeProps {
  roomRef: RoomRef;
  threadId: string | null;
  onTakeBack: (text: string) => void;
}

const NONE: readonly PendingMessage[] = [];

/** One card for all that did not go out: what waits behind a failed message goes when that one was taken back. */
export function UnsentNotice({ roomRef, threadId, onTakeBack }: UnsentNoticeProps) {
  const { retryAll, takeBackRefused } = useSessionActions();
  const pending = useRoom(roomRef, (room) => room?.pending ?? NONE);
  const failure = pending.find((item) => item.state === 'failed')?.error;
  if (!failure) return null;
  const { unsent, retryAll: retryLabel, takeBack } = text().chat;
  return (
    <div className="pb-2">
      <Notice
        tone="bad"
        action={
          <span className="flex gap-2">
            <Button
              size="small"
              look="quiet"
              onClick={() => onTakeBack(takeBackRefused(roomRef, threadId) ?? '')}
            >
              {takeBack}
            </Button>
            <Button size="small" onClick={() => retryAll(roomRef)}>
              {retryLabel}
            </Button>
          </span>
        }
      >
        {unsent(pending.length)} {errorSentence(failure)}
      </Notice>
    </div>
  );
}
