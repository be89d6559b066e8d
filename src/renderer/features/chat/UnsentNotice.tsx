import { errorSentence } from '../../lib/error-sentence.ts';
import { text } from '../../lib/text.ts';
import type { PendingMessage, RoomRef } from '../../session/replica.ts';
import { useRoom, useSessionActions } from '../../session/use-session.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

interface UnsentNoticeProps {
  roomRef: RoomRef;
  onTakeBack: (texts: readonly string[]) => void;
}

const NONE: readonly PendingMessage[] = [];

/** One card for all that did not go out: what waits behind a failed message is not sent either. */
export function UnsentNotice({ roomRef, onTakeBack }: UnsentNoticeProps) {
  const { retryAll, discardUnsent } = useSessionActions();
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
            <Button size="small" look="quiet" onClick={() => onTakeBack(discardUnsent(roomRef))}>
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
