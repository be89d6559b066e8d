import { joinClasses } from '../../lib/class-names.ts';
import { laterText } from '../../lib/later-text.ts';
import { text } from '../../lib/text.ts';
import { Attachments } from './attachments/Attachments.tsx';
import { useChat } from './chat-context.ts';
import type { ChatItem } from './chat-item.ts';
import { MessageBody } from './messages/MessageBody.tsx';
import { PollView } from './messages/PollView.tsx';
import { Quote } from './messages/Quote.tsx';
import { VoicePlayer } from './voice/VoicePlayer.tsx';

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
  const { message, isOwn } = item;
  if (item.isDeleted) return <em className={isOwn ? undefined : 'text-text-2'}>{text().chat.deleted}</em>;
  const quoted = message === null ? chat.findQuote(item.draft?.replyToId ?? null) : message.quote;
  const isVoice = message?.messageType === 'user_voice';
  const isWaiting = (item.draft?.fileIds?.length ?? 0) > 0 && item.content === '';
  return (
    <>
      {quoted && <Quote quote={quoted} isOwn={isOwn} />}
      {isVoice && <VoicePlayer message={message} isOwn={isOwn} />}
      {isWaiting && <em>{laterText().actions.attachmentOnly}</em>}
      {message && !isVoice && message.attachments.length > 0 && (
        <div className={joinClasses(item.content !== '' && 'pb-1.5')}>
          <Attachments files={message.attachments} isOwn={isOwn} />
        </div>
      )}
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

/** Files alone need no bubble around them. */
function isBare({ isDeleted, content, message }: ChatItem): boolean {
  return !isDeleted && content === '' && message?.messageType === 'file' && message.quote === undefined;
}

function getSurface(item: ChatItem, selfId: string | undefined): string {
  if (isBare(item)) return 'rounded-card text-text';
  const space = 'rounded-bubble px-3.5 py-2';
  if (item.isOwn) return `${space} bg-accent text-on-accent`;
  return namesMe(item, selfId) ? `${space} bg-warn-soft text-text` : `${space} bg-hover text-text`;
}

/** Whatever a message contains stays inside: its direction is its own, it breaks anywhere, it paints no further. */
export function Bubble({ item, startsGroup, endsGroup }: BubbleProps) {
  const { selfId } = useChat();
  const { isOwn, delivery } = item;
  return (
    <div
      data-bubble
      className={joinClasses(
        'wrap-anywhere min-w-0 max-w-full contain-content',
        getSurface(item, selfId),
        delivery === 'failed' && 'outline-2 outline-bad-text outline-dashed',
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
