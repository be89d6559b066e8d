import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect } from 'react';
import type { ChatRow } from './build-rows.ts';

/** Where the first new message lies: among the loaded ones, before or after them, or seen already. */
export type UnreadPlace = 'here' | 'before' | 'after' | 'seen';

interface FirstUnreadOptions {
  rows: readonly ChatRow[];
  virtualizer: Virtualizer<HTMLDivElement, Element>;
  isPlaced: boolean;
  firstShown: number;
  lastShown: number;
  unreadPlace: UnreadPlace;
  /** It lies outside of what is loaded. */
  onJumpToUnread: () => void;
  onLineSeen: () => void;
}

/** On which side of the view the new messages begin, and the way there. Once seen, nothing points at it any more. */
export function useFirstUnread(options: FirstUnreadOptions) {
  const { rows, virtualizer, isPlaced, firstShown, lastShown, unreadPlace, onLineSeen } = options;
  const row = unreadPlace === 'here' && isPlaced ? rows.findIndex((one) => one.isFirstUnread) : -1;
  // Rows are drawn a little beyond the view; the line itself has to be inside.
  const item = virtualizer.getVirtualItems().find(({ index }) => index === row);
  const top = virtualizer.scrollOffset ?? 0;
  const height = virtualizer.scrollRect?.height ?? 0;
  const isInView = item !== undefined && item.start >= top - item.size && item.start < top + height;

  useEffect(() => {
    if (isInView) onLineSeen();
  }, [isInView, onLineSeen]);

  const isAway = row !== -1 && !isInView;
  return {
    isAbove: isPlaced && (unreadPlace === 'before' || (isAway && row <= firstShown)),
    isBelow: isPlaced && (unreadPlace === 'after' || (isAway && row >= lastShown)),
    jump() {
      if (row === -1) options.onJumpToUnread();
      else virtualizer.scrollToIndex(row, { align: 'start' });
    },
  };
}
