import { useEffect, useMemo, useRef, useState } from 'react';
import { errorSentence } from '../../../lib/error-sentence.ts';
import { laterText } from '../../../lib/later-text.ts';
import { text } from '../../../lib/text.ts';
import type { PendingMessage, RoomRef } from '../../../session/replica.ts';
import { useHost, useRoom } from '../../../session/use-session.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { SidePanel } from '../../../ui/SidePanel.tsx';
import { Spinner } from '../../../ui/Spinner.tsx';
import { DropZone } from '../attachments/DropZone.tsx';
import { buildRows } from '../build-rows.ts';
import { ChatSurface } from '../ChatSurface.tsx';
import { Composer } from '../Composer.tsx';
import type { ChatPanel, ComposeMode } from '../chat-context.ts';
import { DayDivider } from '../Dividers.tsx';
import { findLastOwn } from '../find-last-own.ts';
import { MessageView } from '../MessageView.tsx';
import { walkMessages } from '../walk-messages.ts';
import type { Thread } from './follow-thread.ts';
import { useThread } from './use-thread.ts';

interface ThreadPanelProps {
  roomRef: RoomRef;
  rootId: string;
  onPanel: (panel: ChatPanel) => void;
  onOpenRoom: (ref: RoomRef) => void;
  onClose: () => void;
}

const NO_PENDING: readonly PendingMessage[] = [];
const NO_DELETING: readonly string[] = [];

function ThreadMessages({ roomRef, thread }: { roomRef: RoomRef; thread: Thread }) {
  const self = useHost(roomRef.hostKey, (host) => host?.self ?? null);
  const pending = useRoom(roomRef, (room) => room?.pending ?? NO_PENDING);
  const deleting = useRoom(roomRef, (room) => room?.deleting ?? NO_DELETING);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => {
    const waiting = pending.filter(({ draft }) => draft.threadId === thread.root.id);
    const messages = [thread.root, ...thread.replies];
    return buildRows({ messages, pending: waiting, self, newAfterId: null, deleting, isThread: true });
  }, [thread, pending, deleting, self]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the newest answer stays in sight when one is added
  useEffect(() => {
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  }, [rows.length]);

  return (
    <div
      ref={scroller}
      role="log"
      aria-live="polite"
      aria-label={laterText().panels.thread}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region has to be reachable by keyboard
      tabIndex={0}
      onKeyDown={walkMessages}
      className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 pb-3 focus-visible:outline-offset-[-2px]"
    >
      {rows.map((row, index) => (
        <div key={row.key} className={index === 0 ? 'mb-2 border-line border-b pb-3' : undefined}>
          {row.day !== null && index > 0 && <DayDivider day={row.day} />}
          {row.kind === 'message' && <MessageView row={row} />}
        </div>
      ))}
    </div>
  );
}

/** One message and what was answered to it, with a composer of its own. */
export function ThreadPanel({ roomRef, rootId, onPanel, onOpenRoom, onClose }: ThreadPanelProps) {
  const thread = useThread(roomRef, rootId);
  const selfId = useHost(roomRef.hostKey, (host) => host?.self?.id);
  const isMuted = useRoom(
    roomRef,
    (room) => room?.participants.find((person) => person.userId === selfId)?.muted ?? false,
  );
  const [mode, setMode] = useState<ComposeMode>({ kind: 'new' });
  const input = useRef<HTMLTextAreaElement>(null);
  const isLoaded = thread !== null && 'root' in thread;
  return (
    <SidePanel title={laterText().panels.thread} takesFocus={false} onClose={onClose}>
      <ChatSurface
        roomRef={roomRef}
        threadId={rootId}
        onCompose={setMode}
        onPanel={onPanel}
        onOpenRoom={onOpenRoom}
      >
        <DropZone roomRef={roomRef} threadId={rootId}>
          {isLoaded ? (
            <ThreadMessages roomRef={roomRef} thread={thread} />
          ) : (
            <div className="flex flex-1 items-center justify-center p-4">
              {thread === null ? (
                <Spinner label={text().common.loading} />
              ) : (
                <Notice tone="bad">{errorSentence(thread)}</Notice>
              )}
            </div>
          )}
          <Composer
            roomRef={roomRef}
            roomName={laterText().panels.thisThread}
            threadId={rootId}
            isMuted={isMuted}
            inputRef={input}
            mode={mode}
            onModeChange={setMode}
            findLastOwn={() => (isLoaded ? findLastOwn(thread.replies, selfId, rootId) : null)}
            onSearch={(query) => onPanel({ kind: 'search', query })}
            onSent={() => undefined}
            onPage={() => undefined}
          />
        </DropZone>
      </ChatSurface>
    </SidePanel>
  );
}
