import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ChatRow } from './build-rows.ts';
import { estimateRow } from './estimate-row.ts';
import { AT_END_PX, useFollowingEnd } from './use-following-end.ts';

const LOAD_WITHIN_ROWS = 20;
export const TOP_SPACE_PX = 96;

interface ChatScrollOptions {
  scroller: RefObject<HTMLDivElement | null>;
  rows: readonly ChatRow[];
  /** Where to begin; null begins at the newest. */
  startIndex: number | null;
  hasMoreAfter: boolean;
}

/** The list keeps its end in sight while it is there, and keeps what is read in place while it is not. */
export function useChatScroll({ scroller, rows, startIndex, hasMoreAfter }: ChatScrollOptions) {
  const hadMoreAfter = useRef(hasMoreAfter);
  // A page of history joined at the lower end is not news: the view stays where it is.
  const isEndLoaded = !hasMoreAfter && !hadMoreAfter.current;
  const [isPlaced, setPlaced] = useState(false);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback((index: number) => estimateRow(rows[index]), [rows]),
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    overscan: 8,
    paddingStart: TOP_SPACE_PX,
    paddingEnd: 12,
    scrollPaddingStart: 56,
    anchorTo: 'end',
    followOnAppend: isEndLoaded,
    scrollEndThreshold: AT_END_PX,
  });

  useEffect(() => {
    hadMoreAfter.current = hasMoreAfter;
  }, [hasMoreAfter]);

  // Placed once, before the first frame; the list is mounted anew for another stretch of history.
  const first = useRef(startIndex);
  useLayoutEffect(() => {
    if (first.current === null) virtualizer.scrollToEnd();
    else virtualizer.scrollToIndex(first.current, { align: 'start' });
    // Rows are measured over two frames; until then nothing is shown rather than something that jumps.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => setPlaced(true));
    });
    return () => cancelAnimationFrame(frame);
  }, [virtualizer]);

  useFollowingEnd({
    scroller,
    rows,
    startsAtEnd: startIndex === null,
    isEndLoaded,
    scrollToEnd: useCallback(() => virtualizer.scrollToEnd(), [virtualizer]),
  });

  const items = virtualizer.getVirtualItems();
  return {
    virtualizer,
    items,
    isPlaced,
    isNearStart: (items[0]?.index ?? 0) < LOAD_WITHIN_ROWS,
    isNearEnd: (items.at(-1)?.index ?? 0) >= rows.length - LOAD_WITHIN_ROWS,
    isAtEnd: virtualizer.isAtEnd(AT_END_PX),
  };
}
