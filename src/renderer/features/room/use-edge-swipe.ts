import { type TouchEvent, useRef } from 'react';

const EDGE_PX = 24;
const DISTANCE_PX = 48;

/** A finger that comes in from the left edge opens the drawer. */
export function useEdgeSwipe(onSwipe: (() => void) | null) {
  const start = useRef<{ x: number; y: number } | null>(null);
  if (onSwipe === null) return {};
  return {
    onTouchStart(event: TouchEvent) {
      const touch = event.touches[0];
      start.current = touch && touch.clientX < EDGE_PX ? { x: touch.clientX, y: touch.clientY } : null;
    },
    onTouchMove(event: TouchEvent) {
      const touch = event.touches[0];
      if (start.current === null || !touch) return;
      const across = touch.clientX - start.current.x;
      const down = Math.abs(touch.clientY - start.current.y);
      if (across < DISTANCE_PX || down > across) return;
      start.current = null;
      onSwipe();
    },
  };
}
