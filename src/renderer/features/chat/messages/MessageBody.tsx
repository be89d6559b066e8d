import { memo, useState } from 'react';
import { joinClasses } from '../../../lib/class-names.ts';
import { laterText } from '../../../lib/later-text.ts';
import { text } from '../../../lib/text.ts';
import { useChat } from '../chat-context.ts';
import type { ChatItem } from '../chat-item.ts';
import { LinkedText } from '../LinkedText.tsx';
import { JsonBlock } from '../markdown/JsonBlock.tsx';
import { Markdown } from '../markdown/Markdown.tsx';

const LONG_CHARACTERS = 2_000;
const LONG_LINES = 24;
const BIG_EMOJI = /^(?:\p{RGI_Emoji}\s?){1,3}$/v;

/** A very long text starts folded, so that one message does not fill the whole conversation. */
function foldText(content: string): string {
  const byLines = content.split('\n', LONG_LINES).join('\n');
  // Characters, not code units: half an emoji would show as a box.
  return byLines.length > LONG_CHARACTERS ? [...byLines].slice(0, LONG_CHARACTERS).join('') : byLines;
}

function isJson(contentType: string): boolean {
  return /^application\/(?:[\w.+-]+\+)?json\b/i.test(contentType);
}

interface ContentProps {
  content: string;
  contentType: string;
  /** Whose doing it is, when the words say what somebody does. */
  actor: string | null;
}

const Content = memo(function Content({ content, contentType, actor }: ContentProps) {
  if (actor !== null) {
    return (
      <em className="whitespace-pre-wrap">
        <bdi className="font-medium">{actor}</bdi> <LinkedText>{content}</LinkedText>
      </em>
    );
  }
  if (contentType === 'text/markdown') return <Markdown>{content}</Markdown>;
  if (isJson(contentType)) return <JsonBlock content={content} />;
  const isBig = content.length <= 40 && BIG_EMOJI.test(content);
  return (
    <div
      className={joinClasses(
        'whitespace-pre-wrap',
        contentType !== 'text/plain' && 'font-mono text-sm',
        isBig && 'text-xl',
      )}
    >
      <LinkedText>{content}</LinkedText>
    </div>
  );
});

/** The words of a message in the form they were sent in. */
export function MessageBody({ item, onShowHistory }: { item: ChatItem; onShowHistory: (() => void) | null }) {
  const chat = useChat();
  const [isUnfolded, setUnfolded] = useState(false);
  const { content, contentType, isEdited } = item;
  const shown = isUnfolded || isJson(contentType) ? content : foldText(content);
  const isAction = item.message?.metadata.isAction === true || item.draft?.metadata?.isAction === true;
  return (
    <div dir="auto" className="min-w-0">
      <Content
        content={shown}
        contentType={contentType}
        actor={isAction ? chat.showName(item.userId, item.displayName) : null}
      />
      {isEdited && onShowHistory !== null && (
        <button
          type="button"
          onClick={onShowHistory}
          title={laterText().actions.history}
          className={joinClasses('rounded-[4px] text-xs hover:underline', !item.isOwn && 'text-text-2')}
        >
          ({text().chat.edited})
        </button>
      )}
      {shown !== content && (
        <button
          type="button"
          onClick={() => setUnfolded(true)}
          className="mt-1 block rounded-[4px] py-1 font-medium underline underline-offset-2"
        >
          {text().chat.showAll}
        </button>
      )}
    </div>
  );
}
