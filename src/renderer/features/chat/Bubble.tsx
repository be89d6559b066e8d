import { joinClasses } from '../../lib/class-names.ts';
import { text } from '../../lib/text.ts';
import { useChat } from './chat-context.ts';
import type { ChatItem } from './chat-item.ts';
import { MessageBody } from './messages/MessageBody.tsx';
import { PollView } from './messages/PollView.tsx';
import { Quote } from './messages/Quote.tsx';

interface BubbleProps {
  item: ChatItem;
  startsGroup: boolean;
  endsGroup: boolean;
}

function namesMe(item: ChatItem, selfId: string | undefined): boolean {
  const mentions = item.message?.mentions;
  if (mentions === undefined || item.isOwn) return false;
  return mentions.all || mentions.here || (selfId !== undefined && mentions.userIds.includes(selfId));
}

function Inside({ item }: { item: ChatItem }) {
  const chat = useChat();
  const { message } = item;
  if (item.isDeleted) return <em className="opacity-80">{text().chat.deleted}</em>;
  const quoted = message === null ? chat.findQuote(item.draft?.replyToId ?? null) : message.quote;
  return (
    <>
      {quoted && <Quote quote={quoted} isOwn={item.isOwn} />}
      {message?.poll && <PollView message={message} poll={message.poll} />}
      {item.content !== '' && !message?.poll && (
        <MessageBody
          item={item}
          onShowHistory={message === null ? null : () => chat.openDialog(message, 'versions')}
        />
      )}
    </>
  );
}

/** Whatever a message contains stays inside: its direction is its own, it breaks anywhere, it paints no further. */
export function Bubble({ item, startsGroup, endsGroup }: BubbleProps) {
  const { selfId } = useChat();
  const { isOwn, delivery } = item;
  return (
    <div
      data-bubble
      className={joinClasses(
        'wrap-anywhere min-w-0 max-w-full rounded-bubble px-3.5 py-2 contain-content',
        isOwn
          ? 'bg-accent text-on-accent'
          : namesMe(item, selfId)
            ? 'bg-warn-soft text-text'
            : 'bg-hover text-text',
        delivery === 'failed' && 'opacity-70',
        isOwn && !startsGroup && 'rounded-tr-[6px]',
        isOwn && !endsGroup && 'rounded-br-[6px]',
        !isOwn && !startsGroup && 'rounded-tl-[6px]',
        !isOwn && !endsGroup && 'rounded-bl-[6px]',
      )}
    >
      <Inside item={item} />
    </div>
  );
}
