import { Ellipsis, Reply, SmilePlus } from 'lucide-react';
import type { Message } from '#shared/model/message.ts';
import { joinClasses } from '../../../lib/class-names.ts';
import { laterText } from '../../../lib/later-text.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { anchorBelow, useChat } from '../chat-context.ts';

const BUTTON = 'size-8! max-md:size-11!';

/** Shows when the message is pointed at or has the focus; the keyboard reaches it from the message. */
export function MessageToolbar({ message, isOwn }: { message: Message; isOwn: boolean }) {
  const chat = useChat();
  const t = laterText().actions;
  const articleOf = (element: HTMLElement) => element.closest<HTMLElement>('article');
  return (
    <div
      role="toolbar"
      aria-label={t.toolbar}
      className={joinClasses(
        'pointer-events-none absolute top-0 z-10 flex rounded-control border border-line bg-raised opacity-0 shadow-popover group-focus-within:pointer-events-auto group-focus-within:opacity-100 group-hover:pointer-events-auto group-hover:opacity-100 max-md:-top-9',
        // Over the column of the time, so that no words are covered.
        isOwn ? 'md:-ms-8 max-md:end-0 md:start-0' : 'md:-me-8 max-md:start-0 md:end-0',
      )}
    >
      <IconButton
        tabIndex={-1}
        tooltip={false}
        label={t.react}
        title={t.react}
        icon={<SmilePlus size={16} aria-hidden />}
        className={BUTTON}
        onClick={({ currentTarget }) =>
          chat.openPicker(message, anchorBelow(currentTarget), articleOf(currentTarget))
        }
      />
      <IconButton
        tabIndex={-1}
        tooltip={false}
        label={t.reply}
        title={t.reply}
        icon={<Reply size={16} aria-hidden />}
        className={BUTTON}
        onClick={() => chat.reply(message)}
      />
      <IconButton
        tabIndex={-1}
        tooltip={false}
        label={t.more}
        title={t.more}
        icon={<Ellipsis size={16} aria-hidden />}
        className={BUTTON}
        onClick={({ currentTarget }) =>
          chat.openMenu(message, anchorBelow(currentTarget), articleOf(currentTarget))
        }
      />
    </div>
  );
}
