import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import type { Message } from '#shared/model/message.ts';
import { text } from '../../lib/text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { findRoom } from '../../session/session-store.ts';
import { isAtNewest } from '../../session/timeline.ts';
import { useHost, useReadSession, useRoom } from '../../session/use-session.ts';
import { AgentsWaitNotice } from './AgentsWaitNotice.tsx';
import { DropZone } from './attachments/DropZone.tsx';
import { ChatSurface } from './ChatSurface.tsx';
import { Composer } from './Composer.tsx';
import { ConversationSkeleton } from './ConversationSkeleton.tsx';
import type { ChatPanel, ComposeMode } from './chat-context.ts';
import { findLastOwn } from './find-last-own.ts';
import { History } from './History.tsx';
import { useNewLine } from './use-new-line.ts';

const PAGE_SHARE = 0.9;

interface ConversationProps {
  roomRef: RoomRef;
  /** What a room shows in which nothing was said yet. */
  welcome: ReactNode;
  onPanel: (panel: ChatPanel) => void;
  onOpenRoom: (ref: RoomRef) => void;
}

/** Mount it with the room's id as key: position, draft and "New" line belong to one visit. */
export function Conversation({ roomRef, welcome, onPanel, onOpenRoom }: ConversationProps) {
  const timeline = useRoom(roomRef, (room) => (room?.isPositioning ? null : (room?.timeline ?? null)));
  const roomName = useRoom(roomRef, (room) => room?.room.name ?? '');
  const isMuted = useIsMuted(roomRef);
  const readSession = useReadSession();
  const newAfterId = useNewLine(roomRef, timeline !== null);
  const [mode, setMode] = useState<ComposeMode>({ kind: 'new' });
  const [seenLine, setSeenLine] = useState<string | null>(null);
  // After a jump to the newest the next stretch is read from its end.
  const startsAtNewest = useRef(false);
  const input = useRef<HTMLTextAreaElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const scrollToEnd = useRef<(() => void) | null>(null);

  const page = (direction: -1 | 1) => {
    const element = scroller.current;
    element?.scrollBy({ top: direction * element.clientHeight * PAGE_SHARE });
  };

  /** Keys in the history: Escape and typing lead back to the composer. */
  const handleHistoryKey = (event: KeyboardEvent<HTMLDivElement>) => {
    const isTyping = event.key.length === 1 && event.key !== ' ';
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === 'Escape' || (isTyping && isPlain)) input.current?.focus({ preventScroll: true });
  };

  const lastOwn = (): Message | null => {
    const state = readSession();
    const timeline = findRoom(state, roomRef)?.timeline;
    // Among older ones the last own message is another.
    if (!timeline || !isAtNewest(timeline)) return null;
    return findLastOwn(timeline.messages, state.hosts[roomRef.hostKey]?.self?.id, null);
  };

  return (
    <ChatSurface
      roomRef={roomRef}
      threadId={null}
      onCompose={setMode}
      onPanel={onPanel}
      onOpenRoom={onOpenRoom}
    >
      <section
        aria-label={text().chat.messages}
        className="flex min-h-0 flex-1 flex-col bg-surface"
        data-testid="conversation"
      >
        <DropZone roomRef={roomRef} threadId={null}>
          {timeline === null ? (
            <ConversationSkeleton />
          ) : (
            <History
              // Another stretch of history finds its position anew.
              key={timeline.stretch}
              roomRef={roomRef}
              roomName={roomName}
              timeline={timeline}
              welcome={welcome}
              newAfterId={newAfterId}
              isLineSeen={newAfterId !== null && seenLine === newAfterId}
              onLineSeen={() => setSeenLine(newAfterId)}
              onLineLeft={() => setSeenLine(null)}
              startsAtNewest={startsAtNewest}
              scrollerRef={scroller}
              scrollToEndRef={scrollToEnd}
              onKeyDown={handleHistoryKey}
            />
          )}
          <AgentsWaitNotice roomRef={roomRef} />
          <Composer
            roomRef={roomRef}
            roomName={roomName}
            threadId={null}
            isMuted={isMuted}
            inputRef={input}
            mode={mode}
            onModeChange={setMode}
            findLastOwn={lastOwn}
            onSearch={(query) => onPanel({ kind: 'search', query })}
            // The message is drawn first, then its end is known.
            onSent={() => requestAnimationFrame(() => scrollToEnd.current?.())}
            onPage={page}
          />
        </DropZone>
      </section>
    </ChatSurface>
  );
}

function useIsMuted(roomRef: RoomRef): boolean {
  const selfId = useHost(roomRef.hostKey, (host) => host?.self?.id);
  return useRoom(
    roomRef,
    (room) => room?.participants.find((person) => person.userId === selfId)?.muted ?? false,
  );
}
