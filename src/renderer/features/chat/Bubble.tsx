import { useState } from 'react';
import { joinClasses } from '../../lib/class-names.ts';
import { text } from '../../lib/text.ts';
import type { ChatItem } from './chat-item.ts';
import { LinkedText } from './LinkedText.tsx';

const LONG_CHARACTERS = 2_000;
const LONG_LINES = 24;

/** A very long text starts folded, so that one message does not fill the whole conversation. */
function foldText(content: string): string {
  const byLines = content.split('\n', LONG_LINES).join('\n');
  // Characters, not code units: half an emoji would show as a box.
  return byLines.length > LONG_CHARACTERS ? [...byLines].slice(0, LONG_CHARACTERS).join('') : byLines;
}

interface BubbleProps {
  item: ChatItem;
  startsGroup: boolean;
  endsGroup: boolean;
}

/** Whatever the text contains stays inside: its direction is its own, it breaks anywhere, it paints no further. */
export function Bubble({ item, startsGroup, endsGroup }: BubbleProps) {
  const [isUnfolded, setUnfolded] = useState(false);
  const { isOwn, content, contentType, isDeleted, isEdited, delivery } = item;
  const shown = isUnfolded ? content : foldText(content);
  const isCode = contentType !== 'text/plain' && contentType !== 'text/markdown';
  return (
    <div
      className={joinClasses(
        'wrap-anywhere min-w-0 max-w-full rounded-bubble px-3.5 py-2 contain-content',
        isOwn ? 'bg-accent text-on-accent' : 'bg-hover text-text',
        delivery === 'failed' && 'opacity-70',
        isOwn && !startsGroup && 'rounded-tr-[6px]',
        isOwn && !endsGroup && 'rounded-br-[6px]',
        !isOwn && !startsGroup && 'rounded-tl-[6px]',
        !isOwn && !endsGroup && 'rounded-bl-[6px]',
      )}
    >
      {isDeleted ? (
        <em className="opacity-80">{text().chat.deleted}</em>
      ) : (
        <div dir="auto" className={joinClasses('whitespace-pre-wrap', isCode && 'font-mono text-sm')}>
          <LinkedText>{shown}</LinkedText>
          {isEdited && <span className="ml-1.5 text-xs opacity-80">({text().chat.edited})</span>}
        </div>
      )}
      {shown !== content && !isDeleted && (
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
