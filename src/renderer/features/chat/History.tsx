import { type KeyboardEvent, type ReactNode, type RefObject, useCallback, useMemo, useState } from 'react';
import { text } from '../../lib/text.ts';
import type { PendingMessage, RoomRef, Timeline } from '../../session/replica.ts';
import { isSameRoom } from '../../session/session-core.ts';
import { isAtNewest } from '../../session/timeline.ts';
import { useHost, useRoom, useSession, useSessionActions } from '../../session/use-session.ts';
import { Announcer } from './Announcer.tsx';
import { buildRows, type ChatRow, hasMessage } from './build-rows.ts';
import { MessageList } from './MessageList.tsx';
import type { UnreadPlace } from './use-first-unread.ts';

const NO_PENDING: readonly PendingMessage[] = [];
const NO_DELETING: readonly string[] = [];

interface HistoryProps {
  roomRef: RoomRef;
  roomName: string;
  timeline: Timeline;
  welcome: ReactNode;
  newAfterId: string | null;
  isLineSeen: boolean;
  onLineSeen: () => void;
  /** Left behind unread: something leads back to it again. */
  onLineLeft: () => void;
  startsAtNewest: RefObject<boolean>;
  scrollerRef: RefObject<HTMLDivElement | null>;
  scrollToEndRef: RefObject<(() => void) | null>;
  onKeyDown: (event: KeyboardEvent<HTMLDivElement>) => void;
}

function findUnreadPlace(
  { messages, hasMoreBefore, lastSeq }: Timeline,
  newAfterId: string | null,
): UnreadPlace {
  const [first, last] = [messages[0], messages.at(-1)];
  if (newAfterId === null || first === undefined || last === undefined) return 'seen';
  if (hasMoreBefore && first.id > newAfterId) return 'before';
  return last.id <= newAfterId && last.seq < lastSeq ? 'after' : 'here';
}

/** One stretch of a room’s history, from where reading begins. */
export function History(props: HistoryProps) {
  const {
    roomRef,
    roomName,
    timeline,
    welcome,
    newAfterId,
    isLineSeen,
    onLineLeft,
    startsAtNewest,
    ...rest
  } = props;
  const { loadOlder, loadNewer, jumpToNewest, jumpToUnread, trimHistory, markRead, forgetWanted } =
    useSessionActions();
  const self = useHost(roomRef.hostKey, (host) => host?.self ?? null);
  const pending = useRoom(roomRef, (room) => room?.pending ?? NO_PENDING);
  const unreadCount = useRoom(roomRef, (room) => room?.room.unreadCount ?? 0);
  const deleting = useRoom(roomRef, (room) => room?.deleting ?? NO_DELETING);
  const wanted = useSession(({ wanted: wish }) =>
    isSameRoom(wish?.ref ?? null, roomRef) ? (wish?.messageId ?? null) : null,
  );
  const isDirect = useRoom(roomRef, (room) => room?.room.kind === 'direct');
  const { beginning, beginningWith } = text().chat;
  const hasMoreAfter = !isAtNewest(timeline);

  const rows = useMemo(() => {
    const { messages, ahead } = timeline;
    const shown = hasMoreAfter || ahead.length === 0 ? messages : [...messages, ...ahead];
    const waiting = hasMoreAfter ? NO_PENDING : pending.filter(({ draft }) => !draft.threadId);
    const { hasMoreBefore } = timeline;
    return buildRows({ messages: shown, pending: waiting, self, newAfterId, deleting, hasMoreBefore });
  }, [timeline, pending, self, newAfterId, deleting, hasMoreAfter]);
  const isSilent = !timeline.hasMoreBefore && rows.every((row) => row.kind === 'system');
  const [startIndex] = useState(() => {
    const isWanted = (row: ChatRow) => wanted !== null && hasMessage(row, wanted);
    const isStart = wanted === null ? (row: ChatRow) => row.isFirstUnread : isWanted;
    const index = startsAtNewest.current && wanted === null ? -1 : rows.findIndex(isStart);
    return index === -1 ? null : index;
  });

  return (
    <>
      <MessageList
        {...rest}
        beginning={isDirect ? beginningWith(roomName) : beginning(roomName)}
        rows={rows}
        startIndex={startIndex}
        wantedId={wanted}
        onShown={forgetWanted}
        hasMoreBefore={timeline.hasMoreBefore}
        hasMoreAfter={hasMoreAfter}
        unreadCount={unreadCount}
        unreadPlace={isLineSeen ? 'seen' : findUnreadPlace(timeline, newAfterId)}
        welcome={isSilent ? welcome : null}
        onLoadOlder={useCallback(() => loadOlder(roomRef), [loadOlder, roomRef])}
        onLoadNewer={useCallback(() => loadNewer(roomRef), [loadNewer, roomRef])}
        onJumpToNewest={() => {
          startsAtNewest.current = true;
          void jumpToNewest(roomRef).then(() => unreadCount > 0 && onLineLeft());
        }}
        onJumpToUnread={() => {
          startsAtNewest.current = false;
          void jumpToUnread(roomRef, newAfterId ?? '');
        }}
        onTrim={(kept) => trimHistory(roomRef, kept)}
        onSeen={(messageId) => void markRead(roomRef, messageId)}
      />
      <Announcer lastSeq={timeline.lastSeq} messages={timeline.messages} selfId={self?.id} />
    </>
  );
}
