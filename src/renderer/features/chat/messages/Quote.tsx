import type { Quote as QuoteModel } from '#shared/model/message.ts';
import { joinClasses } from '../../../lib/class-names.ts';
import { laterText } from '../../../lib/later-text.ts';
import { stripMarks } from '../../../lib/plain-words.ts';
import { text } from '../../../lib/text.ts';
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx';
import { useChat } from '../chat-context.ts';

/** What a message answers; pressing it leads there. */
export function Quote({ quote, isOwn }: { quote: QuoteModel; isOwn: boolean }) {
  const chat = useChat();
  const t = laterText().actions;
  return (
    <button
      type="button"
      title={t.goToQuoted}
      onClick={() => chat.showMessage(quote.id)}
      className={joinClasses(
        'mb-1 block w-full min-w-0 rounded-[6px] border-s-3 py-0.5 ps-2 pe-2 text-start text-sm',
        isOwn
          ? 'border-on-accent/70 bg-black/15 hover:bg-black/25'
          : 'border-accent bg-surface hover:bg-pressed',
      )}
    >
      <span className="block truncate font-medium text-xs">
        <VisuallyHidden>{t.answers} </VisuallyHidden>
        <bdi>{chat.showName(quote.userId, quote.displayName)}</bdi>
      </span>
      <span dir="auto" className="line-clamp-2 whitespace-pre-line">
        {quote.isDeleted ? <em>{text().chat.deleted}</em> : stripMarks(quote.content) || t.attachmentOnly}
      </span>
    </button>
  );
}
