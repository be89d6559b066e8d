import { Mic, Paperclip } from 'lucide-react';
import { useEffect, useState } from 'react';
import { laterText } from '../../../lib/later-text.ts';
import { text } from '../../../lib/text.ts';
import type { QueuedMessage, UploadPicture } from '../../../session/upload-store.ts';
import { useSessionActions } from '../../../session/use-session.ts';
import { Button } from '../../../ui/Button.tsx';
import { UploadChips } from './UploadChips.tsx';

/** A small file is there sooner than anybody could read of it. */
const SHOWN_AFTER_MS = 400;

interface LineProps {
  message: QueuedMessage;
  uploads: UploadPicture['uploads'];
  onTakeBack: (text: string) => void;
}

function QueuedLine({ message, uploads, onTakeBack }: LineProps) {
  const { takeBackQueued } = useSessionActions();
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), SHOWN_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  const { content, messageType } = message.draft;
  const Icon = messageType === 'user_voice' ? Mic : Paperclip;
  if (!isShown && uploads.every(({ state }) => state === 'sending' || state === 'done')) return null;
  return (
    <li className="rounded-card bg-sunken px-3 pt-2">
      <div className="flex min-h-8 items-center gap-2 pb-2">
        <Icon size={16} aria-hidden className="shrink-0 text-text-3" />
        <span className="min-w-0 flex-1">
          {content !== '' && (
            <bdi dir="auto" className="block truncate text-sm">
              {content}
            </bdi>
          )}
          <span className="block truncate text-text-3 text-xs">{laterText().files.sendsWhenReady}</span>
        </span>
        {messageType === 'file' && (
          <Button
            size="small"
            look="quiet"
            onClick={() => onTakeBack(takeBackQueued(message.id)?.draft.content ?? '')}
          >
            {text().chat.takeBack}
          </Button>
        )}
      </div>
      <UploadChips uploads={uploads} />
    </li>
  );
}

interface QueuedMessagesProps extends UploadPicture {
  onTakeBack: (text: string) => void;
}

/** Messages that were sent and wait for their files. */
export function QueuedMessages({ queued, uploads, onTakeBack }: QueuedMessagesProps) {
  if (queued.length === 0) return null;
  return (
    <ul aria-label={laterText().files.waiting} className="flex flex-col gap-2 pb-2">
      {queued.map((message) => (
        <QueuedLine
          key={message.id}
          message={message}
          uploads={uploads.filter(({ queuedId }) => queuedId === message.id)}
          onTakeBack={onTakeBack}
        />
      ))}
    </ul>
  );
}
