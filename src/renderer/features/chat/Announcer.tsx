import { useState } from 'react';
import type { Message } from '#shared/model/message.ts';
import { text } from '../../lib/text.ts';

const KEPT = 3;
const LONGEST = 300;

interface AnnouncerProps {
  messages: readonly Message[];
  selfId: string | undefined;
}

/** Reads what others write to screen readers, as it arrives and once. */
export function Announcer({ messages, selfId }: AnnouncerProps) {
  const [openedAt] = useState(() => messages.at(-1)?.id ?? '');
  const recent = messages.slice(-KEPT).filter((message) => message.id > openedAt);
  return (
    <div aria-live="polite" aria-relevant="additions" className="sr-only">
      {recent
        .filter((message) => message.userId !== selfId && message.messageType !== 'system')
        .map((message) => (
          <p key={message.id}>{text().chat.said(message.displayName, message.content.slice(0, LONGEST))}</p>
        ))}
    </div>
  );
}
