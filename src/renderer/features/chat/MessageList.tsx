import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import type { Result } from '#shared/contract/result.ts';
import { joinClasses } from '../../lib/class-names.ts';
import { text } from '../../lib/text.ts';
import { type ChatRow, hasMessage } from './build-rows.ts';
import { DayDivider, NewDivider } from './Dividers.tsx';
import type { Kept } from './find-kept.ts';
import { HistoryTop } from './HistoryTop.tsx';
import { JumpPill } from './JumpPill.tsx';
import { MessageView } from './MessageView.tsx';
import { SystemLine } from './SystemLine.tsx';
import { ThreadLine } from './ThreadLine.tsx';
import { UnreadPill } from './UnreadPill.tsx';
import { useChatScroll } from './use-chat-scroll.ts';
import { type UnreadPlace, useFirstUnread } from './use-first-unread.ts';
import { useLoading } from './use-loading.ts';
import { useSeen } from './use-seen.ts';
import { useTrim } from './use-trim.ts';
import { useWantedMessage } from './use-wanted-message.ts';
import { walkMessages } from './walk-messages.ts';

interface MessageListProps {
  beginning: string;
  rows: readonly ChatRow[];
  startIndex: number | null;
  hasMoreBefore: boolean;
  hasMoreAfter: boolean;
  unreadCount: number;
  unreadPlace: UnreadPlace;
  /** A message to bring into view; null for none. */
  wantedId: string | null;
  onShown: () => void;
  /** Shown above the first lines while nothing was said yet. */
  welcome: ReactNode;
  /** Goes to the end when the person asks for it or sends something. */
  scrollToEndRef: RefObject<(() => void) | null>;
  scrollerRef: RefObject<HTMLDivElement | null>;
  onLoadOlder: () => Promise<Result<unknown>>;
  onLoadNewer: () => Promise<Result<unknown>>;
  onJumpToNewest: () => void;
  onJumpToUnread: () => void;
  onLineSeen: () => void;
  onTrim: (kept: Kept) => void;
  onSeen: (messageId: string) => void;
  onKeyDown: (event: KeyboardEvent<HTMLDivElement>) => void;
}

function RowView({ row }: { row: ChatRow }) {
  return (
    <>
      {row.day !== null && <DayDivider day={row.day} />}
      {row.isFirstUnread && <NewDivider />}
      {row.kind === 'message' && <MessageView row={row} />}
      {row.kind === 'system' && <SystemLine messages={row.messages} />}
      {row.kind === 'thread' && <ThreadLine row={row} />}
    </>
  );
}

export function MessageList(props: MessageListProps) {
  const { beginning, rows, startIndex, hasMoreBefore, hasMoreAfter, unreadCount, scrollerRef } = props;
  const { virtualizer, items, isPlaced, isNearStart, isNearEnd, isAtEnd } = useChatScroll({
    scroller: scrollerRef,
    rows,
    startIndex,
    hasMoreAfter,
  });
  const shownId = useWantedMessage({ ...props, virtualizer, isPlaced });
  const older = useLoading(isPlaced && hasMoreBefore && isNearStart, props.onLoadOlder);
  useLoading(isPlaced && hasMoreAfter && isNearEnd, props.onLoadNewer);
  useSeen({ scroller: scrollerRef, virtualizer, rows, isPlaced, onSeen: props.onSeen });

  const jump = () => {
    if (hasMoreAfter) props.onJumpToNewest();
    else virtualizer.scrollToEnd();
  };
  props.scrollToEndRef.current = jump;
  const firstShown = items[0]?.index ?? 0;
  const lastShown = items.at(-1)?.index ?? 0;
  useTrim({ rows, firstShown, lastShown, isPlaced, onTrim: props.onTrim });
  const unread = useFirstUnread({ ...props, ...{ virtualizer, isPlaced, firstShown, lastShown } });

  return (
    <div className="relative min-h-0 flex-1">
      {/* Rows come and go with scrolling, so this log stays silent; what arrives is told by the announcer. */}
      <div
        ref={scrollerRef}
        role="log"
        aria-live="off"
        aria-label={text().chat.messages}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region has to be reachable by keyboard
        tabIndex={0}
        onKeyDown={(event) => {
          if (event.key === 'End' && hasMoreAfter) jump();
          walkMessages(event);
          props.onKeyDown(event);
        }}
        className="h-full overflow-y-auto overflow-x-hidden overscroll-contain [overflow-anchor:none] focus-visible:outline-offset-[-2px]"
      >
        {/* Few messages sit at the lower end, beside the composer. */}
        <div className="flex min-h-full flex-col justify-end">
          {props.welcome}
          <div
            style={{ height: virtualizer.getTotalSize() }}
            className={joinClasses('relative mx-auto w-full max-w-240 shrink-0', !isPlaced && 'invisible')}
          >
            <HistoryTop
              beginning={beginning}
              isQuiet={props.welcome !== null}
              hasMore={hasMoreBefore}
              loading={older.state}
              onRetry={older.retry}
            />
            {items.map((item) => {
              const row = rows[item.index];
              if (row === undefined) return null;
              return (
                <div
                  key={item.key}
                  ref={virtualizer.measureElement}
                  data-index={item.index}
                  style={{ transform: `translateY(${item.start}px)` }}
                  className={joinClasses(
                    'absolute inset-x-0 top-0 px-4',
                    shownId !== null &&
                      hasMessage(row, shownId) &&
                      'animate-flash rounded-card bg-accent-soft',
                  )}
                >
                  <RowView row={row} />
                </div>
              );
            })}
          </div>
        </div>
      </div>
      {unread.isAbove && <UnreadPill onJump={unread.jump} />}
      <div className="pointer-events-none absolute inset-x-0 bottom-3 flex justify-center">
        {isPlaced && (!isAtEnd || hasMoreAfter) && (
          <div className="pointer-events-auto">
            <JumpPill unreadCount={unreadCount} onJump={unread.isBelow ? unread.jump : jump} />
          </div>
        )}
      </div>
    </div>
  );
}
