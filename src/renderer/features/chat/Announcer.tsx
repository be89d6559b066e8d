import { useState } from 'react';
import type { Message } from '#shared/model/message.ts';
import { readPlainWords } from '../../lib/plain-words.ts';
import { text } from '../../lib/text.ts';
import { useChat } from './chat-context.ts';

const KEPT = 3;
const LONGEST = 300;

interface AnnouncerProps {
  /** The newest number known: older ones that are loaded are no news. */
  lastSeq: number;
  messages: readonly Message[];
  selfId: string | undefined;
}

/** Reads what others write to screen readers, as it arrives and once. */
export function Announcer({ lastSeq, messages, selfId }: AnnouncerProps) {
  const chat = useChat();
  const [openedAt] = useState(lastSeq);
  const recent = messages.slice(-KEPT).filter((message) => message.seq > openedAt);
  return (
    <div aria-live="polite" aria-relevant="additions" className="sr-only">
      {recent
        .filter((message) => message.userId !== selfId && message.messageType !== 'system')
        .map((message) => (
          <p key={message.id}>
            {text().chat.said(
              chat.showName(message.userId, message.displayName),
              readPlainWords(message).slice(0, LONGEST),
            )}
          </p>
        ))}
    </div>
  );
}
