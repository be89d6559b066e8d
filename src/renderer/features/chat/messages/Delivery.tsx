import { CircleAlert, Clock } from 'lucide-react';
import { joinClasses } from '../../../lib/class-names.ts';
import { text } from '../../../lib/text.ts';
import type { ChatItem } from '../chat-item.ts';
import { formatDateTime, formatTime } from '../format-time.ts';

/** Beside the bubble: the time at a break, or on hover; before that, what became of the message. */
export function Delivery({ item, isShown }: { item: ChatItem; isShown: boolean }) {
  const { sending, failed } = text().chat;
  if (item.delivery === 'stored') {
    return (
      <time
        dateTime={item.createdAt}
        title={formatDateTime(item.createdAt)}
        className={joinClasses(
          'transition-opacity',
          !isShown && 'opacity-0 group-focus-within:opacity-100 group-hover:opacity-100',
        )}
      >
        {formatTime(item.createdAt)}
      </time>
    );
  }
  const hasFailed = item.delivery === 'failed';
  const Icon = hasFailed ? CircleAlert : Clock;
  return (
    // The clock waits a moment: on a quick network it would only flicker.
    <span
      role="img"
      aria-label={hasFailed ? failed : sending}
      title={hasFailed ? failed : sending}
      className={joinClasses(
        'flex pb-0.5',
        !hasFailed && 'animate-fade-in [animation-delay:400ms] [animation-fill-mode:backwards]',
      )}
    >
      <Icon size={14} aria-hidden className={hasFailed ? 'text-bad-text' : 'text-text-3'} />
    </span>
  );
}
