import { ArrowUp, Check } from 'lucide-react';
import { type RefObject, useEffect, useId, useState } from 'react';
import { SIZES } from '#shared/contract/limits.ts';
import type { Message } from '#shared/model/message.ts';
import type { Participant } from '#shared/model/room.ts';
import { joinClasses } from '../../lib/class-names.ts';
import { laterText } from '../../lib/later-text.ts';
import { text } from '../../lib/text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useRoom } from '../../session/use-session.ts';
import { lazyPart } from '../../ui/lazy-part.tsx';
import { QueuedMessages } from './attachments/QueuedMessages.tsx';
import { UploadChips } from './attachments/UploadChips.tsx';
import type { ComposeMode } from './chat-context.ts';
import { ByteCounter, countBytes } from './compose/ByteCounter.tsx';
import { ComposerDialogs } from './compose/ComposerDialogs.tsx';
import { ComposerTools } from './compose/ComposerTools.tsx';
import { createKeyHandler } from './compose/create-key-handler.ts';
import { MentionNotice } from './compose/MentionNotice.tsx';
import { ModeBar } from './compose/ModeBar.tsx';
import { SuggestionList } from './compose/SuggestionList.tsx';
import { useAttachments } from './compose/use-attachments.ts';
import type { ComposerDialog } from './compose/use-command-host.ts';
import { useCompletion } from './compose/use-completion.ts';
import { trimMessage, useComposer } from './compose/use-composer.ts';
import { useVoiceMessage } from './compose/use-voice-message.ts';
import { TypingLine } from './TypingLine.tsx';
import { UnsentNotice } from './UnsentNotice.tsx';
import { useAutoHeight } from './use-auto-height.ts';

const VoiceRecorder = lazyPart(async () => (await import('./voice/VoiceRecorder.tsx')).VoiceRecorder);

const NOBODY: readonly Participant[] = [];

interface ComposerProps {
  roomRef: RoomRef;
  roomName: string;
  threadId: string | null;
  isMuted: boolean;
  inputRef: RefObject<HTMLTextAreaElement | null>;
  mode: ComposeMode;
  onModeChange: (mode: ComposeMode) => void;
  /** What ↑ in an empty field edits. */
  findLastOwn: () => Message | null;
  onSearch: (query: string) => void;
  onSent: () => void;
  /** One page up (-1) or down (1) in the history, while the focus stays here. */
  onPage: (direction: -1 | 1) => void;
}

export function Composer(props: ComposerProps) {
  const { roomRef, roomName, isMuted, inputRef, mode, onModeChange, findLastOwn, onPage } = props;
  const [dialog, setDialog] = useState<ComposerDialog | null>(null);
  const composer = useComposer({ ...props, onDialog: setDialog });
  const { typed, caret, setCaret, change, replace, isEditing } = composer;
  const attachments = useAttachments({ ...props, typed });
  const voice = useVoiceMessage(props);
  const completion = useCompletion({ roomRef, inputRef, typed, caret, onReplace: replace });
  const participants = useRoom(roomRef, (room) => room?.participants ?? NOBODY);
  const listId = useId();
  const message = trimMessage(typed);
  const bytes = countBytes(message);
  const hasFiles = attachments.beside.length > 0 && !isEditing;
  const canSend = (message !== '' || hasFiles) && bytes <= SIZES.messageBytes && !isMuted;
  const send = () => {
    if (canSend) composer.send(hasFiles ? { messageType: 'file' } : {});
  };
  const isListOpen = completion.suggestions.length > 0;

  useAutoHeight(inputRef, typed);

  useEffect(() => {
    // On a touch screen the focus would bring the keyboard up and hide the conversation.
    if (!window.matchMedia('(pointer: coarse)').matches) inputRef.current?.focus({ preventScroll: true });
  }, [inputRef]);

  const leaveMode = () => {
    onModeChange({ kind: 'new' });
    inputRef.current?.focus();
  };

  const handleKey = createKeyHandler({
    ...{ typed, mode, findLastOwn, onPage },
    completeByKey: completion.handleKey,
    onSend: send,
    onEdit: (last) => onModeChange({ kind: 'edit', message: last }),
    onLeaveMode: leaveMode,
  });

  const { composerLabel, placeholder, mutedHint, send: sendLabel } = text().chat;
  return (
    <div className="mx-auto w-full max-w-240 px-4 pb-3">
      <UnsentNotice roomRef={roomRef} threadId={props.threadId} onTakeBack={composer.takeBack} />
      <MentionNotice typed={typed} participants={participants} />
      <QueuedMessages {...attachments} onTakeBack={composer.takeBack} />
      {!isEditing && <UploadChips uploads={attachments.beside} />}
      {voice.isRecording && <VoiceRecorder roomRef={roomRef} onDone={voice.send} onCancel={voice.cancel} />}
      <div className={joinClasses('relative', voice.isRecording && 'hidden')}>
        {isListOpen && (
          <SuggestionList
            id={listId}
            suggestions={completion.suggestions}
            active={completion.active}
            onHover={completion.setActive}
            onPick={completion.pick}
          />
        )}
        <ModeBar mode={mode} onLeave={leaveMode} />
        <form
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
          className={joinClasses(
            'flex items-end gap-1 border border-outline/50 bg-surface py-0.5 pr-1 pl-1.5 focus-within:border-ring focus-within:ring-1 focus-within:ring-ring',
            mode.kind === 'new' ? 'rounded-[22px]' : 'rounded-b-[22px]',
          )}
        >
          <ComposerTools
            isDisabled={isMuted || isEditing}
            onEmoji={(emoji) => {
              const at = inputRef.current?.selectionStart ?? typed.length;
              replace({ text: typed.slice(0, at) + emoji + typed.slice(at), caret: at + emoji.length });
            }}
            onFiles={attachments.addFiles}
            onVoice={voice.start}
            onPoll={() => setDialog({ kind: 'poll', question: '' })}
            onDone={() => inputRef.current?.focus()}
          />
          <textarea
            ref={inputRef}
            data-composer
            rows={1}
            dir="auto"
            value={typed}
            disabled={isMuted}
            aria-label={composerLabel(roomName)}
            aria-autocomplete="list"
            aria-controls={isListOpen ? listId : undefined}
            aria-activedescendant={isListOpen ? `${listId}-${completion.active}` : undefined}
            placeholder={isMuted ? mutedHint : placeholder(roomName)}
            onChange={(event) => change(event.target.value, event.target.selectionStart)}
            onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
            onKeyDown={handleKey}
            onPaste={attachments.handlePaste}
            className="max-h-45 min-h-10 flex-1 resize-none bg-transparent px-1 py-2.5 leading-5 outline-none placeholder:truncate max-md:min-h-11 max-md:py-3"
          />
          <button
            type="submit"
            disabled={!canSend}
            aria-label={isEditing ? laterText().compose.saveEdit : sendLabel}
            className="mb-0.5 inline-flex size-9 shrink-0 items-center justify-center rounded-full bg-accent text-on-accent transition-opacity hover:bg-accent-hover disabled:opacity-35 max-md:size-11"
          >
            {isEditing ? <Check size={20} aria-hidden /> : <ArrowUp size={20} aria-hidden />}
          </button>
        </form>
      </div>
      <div className="flex items-center justify-between gap-3 px-3 pt-1">
        <TypingLine roomRef={roomRef} />
        <ByteCounter bytes={bytes} />
      </div>
      <ComposerDialogs
        roomRef={roomRef}
        dialog={dialog}
        inputRef={inputRef}
        onStarted={props.onSent}
        onClose={() => setDialog(null)}
      />
    </div>
  );
}
