import { Pin } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, memo } from 'react';
import { joinClasses } from '../../lib/class-names.ts';
import { getPersonTextColor } from '../../lib/hue.ts';
import { laterText } from '../../lib/later-text.ts';
import { text } from '../../lib/text.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Bubble } from './Bubble.tsx';
import type { MessageRow } from './build-rows.ts';
import { anchorBelow, useChat } from './chat-context.ts';
import type { ChatItem } from './chat-item.ts';
import { formatTime } from './format-time.ts';
import { Delivery } from './messages/Delivery.tsx';
import { MessageToolbar } from './messages/MessageToolbar.tsx';
import { Reactions } from './messages/Reactions.tsx';
import { ThreadChip } from './messages/ThreadChip.tsx';

function isSameView(before: { row: MessageRow }, after: { row: MessageRow }): boolean {
  const { row: a } = before;
  const { row: b } = after;
  if (a.startsGroup !== b.startsGroup || a.endsGroup !== b.endsGroup) return false;
  return (Object.keys(b.item) as (keyof ChatItem)[]).every((name) => a.item[name] === b.item[name]);
}

function Author({ item }: { item: ChatItem }) {
  const chat = useChat();
  const kind = text().participants.kinds[item.message?.kind ?? 'person'];
  const name = chat.showName(item.userId, item.displayName);
  return (
    <div className="flex max-w-full items-center pb-0.5">
      <button
        type="button"
        tabIndex={-1}
        onClick={({ currentTarget }) =>
          chat.openPerson(item.userId, name, anchorBelow(currentTarget), currentTarget)
        }
        style={{ color: getPersonTextColor(item.userId) }}
        className="min-w-0 truncate rounded-[4px] px-3.5 font-medium text-xs hover:underline"
      >
        <bdi>{name}</bdi>
      </button>
      {kind !== '' && <Badge>{kind}</Badge>}
    </div>
  );
}

function Face({ item }: { item: ChatItem }) {
  const chat = useChat();
  const name = chat.showName(item.userId, item.displayName);
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={laterText().actions.aboutPerson(name)}
      onClick={({ currentTarget }) =>
        chat.openPerson(item.userId, name, anchorBelow(currentTarget), currentTarget)
      }
      className="rounded-full"
    >
      <Avatar userId={item.userId} name={item.displayName} />
    </button>
  );
}

export const MessageView = memo(function MessageView({ row }: { row: MessageRow }) {
  const chat = useChat();
  const { item, startsGroup, endsGroup } = row;
  const { isOwn, message } = item;
  const name = isOwn ? text().chat.you : chat.showName(item.userId, item.displayName);
  const live = message === null || item.isDeleted ? null : message;

  const handleContextMenu = (event: MouseEvent<HTMLElement>) => {
    // Links and selected words keep the menu of the system.
    const isWanted = event.target instanceof Element && event.target.closest('a') === null;
    if (live === null || !isWanted || String(document.getSelection()) !== '') return;
    event.preventDefault();
    chat.openMenu(live, { x: event.clientX, y: event.clientY }, event.currentTarget);
  };
  const handleKey = (event: KeyboardEvent<HTMLElement>) => {
    const asksForMenu =
      event.key === 'Enter' || event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10');
    if (live === null || !asksForMenu || event.target !== event.currentTarget) return;
    event.preventDefault();
    const bubble = event.currentTarget.querySelector<HTMLElement>('[data-bubble]') ?? event.currentTarget;
    chat.openMenu(live, anchorBelow(bubble), event.currentTarget);
  };

  return (
    <article
      tabIndex={-1}
      aria-label={text().chat.messageOf(name, formatTime(item.createdAt))}
      data-message-id={item.messageId ?? undefined}
      data-delivery={item.delivery}
      onContextMenu={handleContextMenu}
      onKeyDown={handleKey}
      className={joinClasses(
        // The arrow keys bring the focus here, so it has to be seen, unlike elsewhere without a tab stop.
        'group flex gap-2 rounded-control focus-visible:outline-2 focus-visible:outline-ring focus-visible:outline-offset-[-2px]',
        startsGroup ? 'pt-3' : 'pt-0.5',
        isOwn && 'justify-end',
      )}
    >
      {!isOwn && <span className="w-8 shrink-0 pt-5">{startsGroup && <Face item={item} />}</span>}
      <div
        className={joinClasses(
          'relative flex min-w-0 max-w-[min(760px,86%)] flex-col max-md:max-w-[92%]',
          isOwn ? 'items-end' : 'items-start',
        )}
      >
        {!isOwn && startsGroup && <Author item={item} />}
        <div
          className={joinClasses(
            'flex max-w-full items-end gap-2 max-md:flex-col max-md:gap-0.5',
            isOwn ? 'max-md:items-end md:flex-row-reverse' : 'max-md:items-start',
          )}
        >
          <Bubble item={item} startsGroup={startsGroup} endsGroup={endsGroup} />
          <span
            className={joinClasses(
              'flex min-w-14 shrink-0 select-none items-center gap-1 text-text-3 text-xs tabular-nums max-md:px-2 md:pb-1',
              // The pin stays next to the bubble; the time beside it comes and goes.
              isOwn && 'flex-row-reverse',
              !endsGroup && item.delivery === 'stored' && 'max-md:hidden',
            )}
          >
            {live?.pinned && <Pin size={12} role="img" aria-label={laterText().actions.isPinned} />}
            <Delivery item={item} isShown={endsGroup} />
          </span>
        </div>
        {live && <Reactions message={live} isOwn={isOwn} />}
        {live && <ThreadChip message={live} />}
        {live && <MessageToolbar message={live} isOwn={isOwn} />}
      </div>
    </article>
  );
}, isSameView);
