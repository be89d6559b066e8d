import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useMemo,
  useRef,
  useState,
} from 'react';
import { text } from '../../lib/text.ts';
import type { PendingMessage, RoomRef, Timeline } from '../../session/replica.ts';
import { isAtNewest } from '../../session/timeline.ts';
import { useHost, useRoom, useSessionActions } from '../../session/use-session.ts';
import { Announcer } from './Announcer.tsx';
import { buildRows } from './build-rows.ts';
import { Composer } from './Composer.tsx';
import { ConversationSkeleton } from './ConversationSkeleton.tsx';
import { MessageList } from './MessageList.tsx';

const NO_PENDING: readonly PendingMessage[] = [];
const PAGE_SHARE = 0.9;

interface ConversationProps {
  roomRef: RoomRef;
  /** What a room shows in which nothing was said yet. */
  welcome: ReactNode;
}

/** Mount it with the room's id as key: position, draft and "New" line belong to one visit. */
export function Conversation({ roomRef, welcome }: ConversationProps) {
  const timeline = useRoom(roomRef, (room) => (room?.isPositioning ? null : (room?.timeline ?? null)));
  const roomName = useRoom(roomRef, (room) => room?.room.name ?? '');
  const isMuted = useIsMuted(roomRef);
  const newAfterId = useNewLine(roomRef, timeline !== null);
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

  return (
    <section
      aria-label={text().chat.messages}
      className="flex min-h-0 flex-1 flex-col bg-surface"
      data-testid="conversation"
    >
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
          startsAtNewest={startsAtNewest}
          scrollerRef={scroller}
          scrollToEndRef={scrollToEnd}
          onKeyDown={handleHistoryKey}
        />
      )}
      <Composer
        roomRef={roomRef}
        roomName={roomName}
        isMuted={isMuted}
        inputRef={input}
        // The message is drawn first, then its end is known.
        onSent={() => requestAnimationFrame(() => scrollToEnd.current?.())}
        onPage={page}
      />
    </section>
  );
}

function useIsMuted(roomRef: RoomRef): boolean {
  const selfId = useHost(roomRef.hostUrl, (host) => host?.self?.id);
  return useRoom(
    roomRef,
    (room) => room?.participants.find((person) => person.userId === selfId)?.muted ?? false,
  );
}

/** Where the "New" line stands: settled when the room comes on screen, and anew when it fills up unwatched. */
function useNewLine(roomRef: RoomRef, isOpen: boolean): string | null {
  const unreadCount = useRoom(roomRef, (room) => room?.room.unreadCount ?? 0);
  const lastReadId = useRoom(roomRef, (room) => room?.room.lastReadMessageId ?? null);
  const [seen, setSeen] = useState<{ newAfterId: string | null; unreadCount: number } | null>(null);
  if (isOpen && seen === null) {
    setSeen({ newAfterId: unreadCount > 0 ? lastReadId : null, unreadCount });
  } else if (seen !== null && seen.unreadCount !== unreadCount) {
    const startsUnwatched = seen.unreadCount === 0 && !document.hasFocus();
    setSeen({ newAfterId: startsUnwatched ? lastReadId : seen.newAfterId, unreadCount });
  }
  return seen?.newAfterId ?? null;
}

interface HistoryProps {
  roomRef: RoomRef;
  roomName: string;
  timeline: Timeline;
  welcome: ReactNode;
  newAfterId: string | null;
  startsAtNewest: RefObject<boolean>;
  scrollerRef: RefObject<HTMLDivElement | null>;
  scrollToEndRef: RefObject<(() => void) | null>;
  onKeyDown: (event: KeyboardEvent<HTMLDivElement>) => void;
}

function History(props: HistoryProps) {
  const { roomRef, roomName, timeline, welcome, newAfterId, startsAtNewest, ...rest } = props;
  const { loadOlder, loadNewer, jumpToNewest, markRead } = useSessionActions();
  const self = useHost(roomRef.hostUrl, (host) => host?.self ?? null);
  const pending = useRoom(roomRef, (room) => room?.pending ?? NO_PENDING);
  const unreadCount = useRoom(roomRef, (room) => room?.room.unreadCount ?? 0);
  const hasMoreAfter = !isAtNewest(timeline);

  const rows = useMemo(() => {
    const { messages, ahead } = timeline;
    const shown = hasMoreAfter || ahead.length === 0 ? messages : [...messages, ...ahead];
    return buildRows({ messages: shown, pending: hasMoreAfter ? NO_PENDING : pending, self, newAfterId });
  }, [timeline, pending, self, newAfterId, hasMoreAfter]);
  const isSilent = !timeline.hasMoreBefore && rows.every((row) => row.kind === 'system');
  const [startIndex] = useState(() => {
    const index = startsAtNewest.current ? -1 : rows.findIndex((row) => row.isFirstUnread);
    return index === -1 ? null : index;
  });

  return (
    <>
      <MessageList
        {...rest}
        roomName={roomName}
        rows={rows}
        startIndex={startIndex}
        hasMoreBefore={timeline.hasMoreBefore}
        hasMoreAfter={hasMoreAfter}
        unreadCount={unreadCount}
        welcome={isSilent ? welcome : null}
        onLoadOlder={useCallback(() => loadOlder(roomRef), [loadOlder, roomRef])}
        onLoadNewer={useCallback(() => loadNewer(roomRef), [loadNewer, roomRef])}
        onJumpToNewest={() => {
          startsAtNewest.current = true;
          void jumpToNewest(roomRef);
        }}
        onSeen={(messageId) => void markRead(roomRef, messageId)}
      />
      <Announcer messages={timeline.messages} selfId={self?.id} />
    </>
  );
}
