import { MessagesSquare } from 'lucide-react';
import type { Message } from '#shared/model/message.ts';

import { laterText } from '../../../lib/later-text.ts';

import { useChat } from '../chat-context.ts';

/** Under the first message of a thread: how much was answered, and the way in. */
export function ThreadChip({ message }: { message: Message }) {
  const chat = useChat();
  const { thread } = message;
  if (thread === undefined || thread.replyCount === 0 || chat.threadId !== null) return null;
  return (
    <button
      type="button"
      onClick={() => chat.openPanel({ kind: 'thread', rootId: message.id })}
      className="mt-1 inline-flex h-7 items-center gap-2 rounded-full border border-line bg-surface px-2.5 text-accent-text text-xs hover:bg-hover max-md:h-11"
    >
      <MessagesSquare size={14} aria-hidden />
      <span className="font-medium">{laterText().actions.replies(thread.replyCount)}</span>
    </button>
  );
}
