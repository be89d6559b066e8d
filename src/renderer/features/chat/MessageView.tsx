import { CircleAlert, Clock } from 'lucide-react';
import { memo } from 'react';
import { joinClasses } from '../../lib/class-names.ts';
import { getPersonTextColor } from '../../lib/hue.ts';
import { text } from '../../lib/text.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Bubble } from './Bubble.tsx';
import type { MessageRow } from './build-rows.ts';
import type { ChatItem } from './chat-item.ts';
import { formatDateTime, formatTime } from './format-time.ts';

/** Beside the bubble: the time at a break, or on hover; before that, what became of the message. */
function Delivery({ item, isShown }: { item: ChatItem; isShown: boolean }) {
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

function isSameView(before: { row: MessageRow }, after: { row: MessageRow }): boolean {
  const { row: a } = before;
  const { row: b } = after;
  if (a.startsGroup !== b.startsGroup || a.endsGroup !== b.endsGroup) return false;
  return (Object.keys(b.item) as (keyof ChatItem)[]).every((name) => a.item[name] === b.item[name]);
}

export const MessageView = memo(function MessageView({ row }: { row: MessageRow }) {
  const { item, startsGroup, endsGroup } = row;
  const { isOwn } = item;
  const name = isOwn ? text().chat.you : item.displayName;
  return (
    <article
      aria-label={text().chat.messageOf(name, formatTime(item.createdAt))}
      data-message-id={item.messageId ?? undefined}
      data-delivery={item.delivery}
      className={joinClasses('group flex gap-2', startsGroup ? 'pt-3' : 'pt-0.5', isOwn && 'justify-end')}
    >
      {!isOwn && (
        <span className="w-8 shrink-0 pt-5">
          {startsGroup && <Avatar userId={item.userId} name={item.displayName} />}
        </span>
      )}
      <div
        className={joinClasses(
          'flex min-w-0 max-w-[min(760px,86%)] flex-col max-md:max-w-[92%]',
          isOwn ? 'items-end' : 'items-start',
        )}
      >
        {!isOwn && startsGroup && (
          <bdi
            style={{ color: getPersonTextColor(item.userId) }}
            className="max-w-full truncate px-3.5 pb-0.5 font-medium text-xs"
          >
            {item.displayName}
          </bdi>
        )}
        <div
          className={joinClasses(
            'flex max-w-full items-end gap-2 max-md:flex-col max-md:gap-0.5',
            isOwn ? 'md:flex-row-reverse' : 'max-md:items-start',
          )}
        >
          <Bubble item={item} startsGroup={startsGroup} endsGroup={endsGroup} />
          <span
            className={joinClasses(
              'flex min-w-14 shrink-0 select-none text-text-3 text-xs tabular-nums max-md:px-2 md:pb-1',
              isOwn && 'justify-end',
              !endsGroup && item.delivery === 'stored' && 'max-md:hidden',
            )}
          >
            <Delivery item={item} isShown={endsGroup} />
          </span>
        </div>
      </div>
    </article>
  );
}, isSameView);
