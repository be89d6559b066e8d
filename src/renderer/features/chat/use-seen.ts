import type { Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useRef } from 'react';
import type { ChatRow } from './build-rows.ts';

const TELL_AFTER_MS = 250;
/** The lower edge of a message may be a little below the fold and it still was seen. */
const TOLERANCE_PX = 24;

interface SeenOptions {
  scroller: RefObject<HTMLDivElement | null>;
  virtualizer: Virtualizer<HTMLDivElement, Element>;
  rows: readonly ChatRow[];
  isPlaced: boolean;
  onSeen: (messageId: string) => void;
}

function isAttending(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

/** Read means seen: the window has the focus and the message is in view. */
export function useSeen({ scroller, virtualizer, rows, isPlaced, onSeen }: SeenOptions): void {
  const latest = useRef({ rows, onSeen });
  useEffect(() => {
    latest.current = { rows, onSeen };
  });

  // rows is named because a new message at the lower end is seen without any scrolling.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    const element = scroller.current;
    if (element === null || !isPlaced) return;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const tellSeen = () => {
      if (!isAttending()) return;
      const top = element.scrollTop;
      const bottom = top + element.clientHeight + TOLERANCE_PX;
      const seen = virtualizer
        .getVirtualItems()
        // A message taller than the window is seen when its lower part is.
        .filter((item) => item.start < bottom && (item.end <= bottom || item.start <= top))
        .map((item) => latest.current.rows[item.index]?.lastMessageId)
        .findLast((id) => id !== null && id !== undefined);
      if (seen) latest.current.onSeen(seen);
    };
    const tellSoon = () => {
      clearTimeout(timer);
      timer = setTimeout(tellSeen, TELL_AFTER_MS);
    };
    tellSoon();
    element.addEventListener('scroll', tellSoon, { passive: true });
    window.addEventListener('focus', tellSoon);
    document.addEventListener('visibilitychange', tellSoon);
    return () => {
      clearTimeout(timer);
      element.removeEventListener('scroll', tellSoon);
      window.removeEventListener('focus', tellSoon);
      document.removeEventListener('visibilitychange', tellSoon);
    };
  }, [scroller, virtualizer, isPlaced, rows]);
}
