import { MessagesSquare } from 'lucide-react';
import { laterText } from '../../lib/later-text.ts';
import { readPlainWords } from '../../lib/plain-words.ts';
import type { ThreadRow } from './build-rows.ts';
import { useChat } from './chat-context.ts';

/** Answers in a thread, told in one line of the conversation; pressing it opens the thread. */
export function ThreadLine({ row }: { row: ThreadRow }) {
  const chat = useChat();
  const { messages, rootId } = row;
  const last = messages.at(-1);
  const names = [...new Set(messages.map((answer) => chat.showName(answer.userId, answer.displayName)))];
  return (
    <div className="pt-2 pb-1 ps-10">
      <button
        type="button"
        data-thread-id={rootId}
        onClick={() => chat.openPanel({ kind: 'thread', rootId })}
        className="inline-flex min-h-8 max-w-full items-center gap-2 rounded-full border border-line px-3 text-text-2 text-xs hover:bg-hover max-md:min-h-11"
      >
        <MessagesSquare size={14} aria-hidden className="shrink-0" />
        <span className="shrink-0">{laterText().actions.threadLine(names, messages.length)}</span>
        <bdi className="truncate text-text-3">{last && readPlainWords(last).slice(0, 120)}</bdi>
      </button>
    </div>
  );
}
