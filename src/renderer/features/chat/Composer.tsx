import { ArrowUp } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react';
import { SIZES } from '#shared/contract/limits.ts';
import { utf8Length } from '#shared/model/text.ts';
import { joinClasses } from '../../lib/class-names.ts';
import { text } from '../../lib/text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useSessionActions } from '../../session/use-session.ts';
import { TypingLine } from './TypingLine.tsx';
import { UnsentNotice } from './UnsentNotice.tsx';
import { useAutoHeight } from './use-auto-height.ts';
import { useTypingSignal } from './use-typing-signal.ts';

const COUNT_FROM = SIZES.messageBytes * 0.9;

interface ComposerProps {
  roomRef: RoomRef;
  roomName: string;
  isMuted: boolean;
  inputRef: RefObject<HTMLTextAreaElement | null>;
  onSent: () => void;
  /** One page up (-1) or down (1) in the history, while the focus stays here. */
  onPage: (direction: -1 | 1) => void;
}

/** Blank lines around a message are slips; spaces at the start of its first line may be meant. */
function trimMessage(typed: string): string {
  return typed.replace(/^(?:[^\S\n]*\n)+|\s+$/g, '');
}

function Counter({ bytes }: { bytes: number }) {
  if (bytes < COUNT_FROM) return null;
  const left = SIZES.messageBytes - bytes;
  return (
    <span
      role="status"
      className={joinClasses('shrink-0 text-xs tabular-nums', left < 0 ? 'text-bad-text' : 'text-text-3')}
    >
      {left < 0 ? text().chat.bytesOver(-left) : text().chat.bytesLeft(left)}
    </span>
  );
}

export function Composer({ roomRef, roomName, isMuted, inputRef, onSent, onPage }: ComposerProps) {
  const { readDraft, writeDraft, sendMessage, setTyping } = useSessionActions();
  const [typed, setTyped] = useState(() => readDraft(roomRef));
  const signalTyping = useTypingSignal((isTyping) => void setTyping(roomRef, isTyping));
  const message = trimMessage(typed);
  // Most texts are far from the limit: only long ones are measured exactly.
  const bytes = message.length * 3 < COUNT_FROM ? 0 : utf8Length(message);
  const canSend = message !== '' && bytes <= SIZES.messageBytes && !isMuted;

  useAutoHeight(inputRef, typed);

  useEffect(() => {
    // On a touch screen the focus would bring the keyboard up and hide the conversation.
    if (!window.matchMedia('(pointer: coarse)').matches) inputRef.current?.focus({ preventScroll: true });
  }, [inputRef]);

  const change = (next: string) => {
    setTyped(next);
    writeDraft(roomRef, next);
    signalTyping(next);
  };

  const send = () => {
    inputRef.current?.focus();
    if (!canSend) return;
    sendMessage(roomRef, { messageType: 'user_text', content: message, contentType: 'text/plain' });
    change('');
    onSent();
  };

  const handleKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While a word is being composed, Enter belongs to the input method.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      send();
    } else if (event.key === 'PageUp' || event.key === 'PageDown') {
      event.preventDefault();
      onPage(event.key === 'PageUp' ? -1 : 1);
    }
  };

  const takeBack = (texts: readonly string[]) => {
    change([...texts, typed].filter((part) => part !== '').join('\n'));
    inputRef.current?.focus();
  };

  const { composerLabel, placeholder, mutedHint, send: sendLabel } = text().chat;
  return (
    <div className="mx-auto w-full max-w-240 px-4 pb-3">
      <UnsentNotice roomRef={roomRef} onTakeBack={takeBack} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
        className="flex items-end gap-2 rounded-[22px] border border-outline/50 bg-surface py-0.5 pr-1 pl-4 focus-within:border-ring focus-within:ring-1 focus-within:ring-ring"
      >
        <textarea
          ref={inputRef}
          rows={1}
          dir="auto"
          value={typed}
          disabled={isMuted}
          aria-label={composerLabel(roomName)}
          placeholder={isMuted ? mutedHint : placeholder(roomName)}
          onChange={(event) => change(event.target.value)}
          onKeyDown={handleKey}
          className="max-h-45 min-h-10 flex-1 resize-none bg-transparent py-2.5 leading-5 outline-none placeholder:truncate max-md:min-h-11 max-md:py-3"
        />
        <button
          type="submit"
          disabled={!canSend}
          aria-label={sendLabel}
          className="mb-0.5 inline-flex size-9 shrink-0 items-center justify-center rounded-full bg-accent text-on-accent transition-opacity hover:bg-accent-hover disabled:opacity-35 max-md:size-11"
        >
          <ArrowUp size={20} aria-hidden />
        </button>
      </form>
      <div className="flex items-center justify-between gap-3 px-3 pt-1">
        <TypingLine roomRef={roomRef} />
        <Counter bytes={bytes} />
      </div>
    </div>
  );
}
