import { SmilePlus } from 'lucide-react';
import type { Message } from '#shared/model/message.ts';
import { joinClasses } from '../../../lib/class-names.ts';
import { laterText } from '../../../lib/later-text.ts';
import { text } from '../../../lib/text.ts';
import { Tooltip } from '../../../ui/Tooltip.tsx';
import { anchorBelow, useChat } from '../chat-context.ts';

const PILL =
  'inline-flex h-6 items-center gap-1 rounded-full border px-2 text-xs tabular-nums transition-colors max-md:h-9 max-md:px-3';

/** Under the bubble: each emoji with its count; pressing adds or takes back one's own. */
export function Reactions({ message, isOwn }: { message: Message; isOwn: boolean }) {
  const chat = useChat();
  const t = laterText().actions;
  if (message.reactions.length === 0) return null;
  return (
    <ul aria-label={t.reactions} className={joinClasses('flex flex-wrap gap-1 pt-1', isOwn && 'justify-end')}>
      {message.reactions.map(({ emoji, count, userIds }) => {
        const isMine = chat.selfId !== undefined && userIds.includes(chat.selfId);
        const names = userIds.map((id) => (id === chat.selfId ? text().chat.you : chat.nameOf(id)));
        return (
          <li key={emoji}>
            <Tooltip label={t.reactedWith(names, count, emoji)}>
              <button
                type="button"
                aria-pressed={isMine}
                // The number is what stands there, so the name has to begin with it.
                aria-label={`${count}: ${t.reactedWith(names, count, emoji)}`}
                onClick={() => chat.react(message, emoji)}
                onContextMenu={(event) => {
                  event.preventDefault();
                  event.stopPropagation();
                  chat.openDialog(message, 'reactions');
                }}
                className={joinClasses(
                  PILL,
                  isMine
                    ? 'border-accent bg-accent-soft font-medium text-accent-text'
                    : 'border-line bg-surface text-text-2 hover:bg-hover',
                )}
              >
                <span aria-hidden="true" className="text-base leading-none">
                  {emoji}
                </span>
                {count}
              </button>
            </Tooltip>
          </li>
        );
      })}
      <li>
        <button
          type="button"
          aria-label={t.react}
          title={t.react}
          onClick={({ currentTarget }) => chat.openPicker(message, anchorBelow(currentTarget), currentTarget)}
          className={joinClasses(
            PILL,
            'border-line bg-surface text-text-3 opacity-0 hover:bg-hover focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100 max-md:opacity-100',
          )}
        >
          <SmilePlus size={14} aria-hidden />
        </button>
      </li>
    </ul>
  );
}
