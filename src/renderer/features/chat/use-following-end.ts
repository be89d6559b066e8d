import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/** Closer to the end than about one message counts as being there. */
export const AT_END_PX = 80;

export interface Position {
  readonly top: number;
  readonly height: number;
  readonly viewHeight: number;
}

/**
 * Whether the end is what somebody wants to see. Being far from it says nothing: many messages at once put it far
 * away before the list has moved. Only going up leaves it, and only arriving there takes it up again.
 */
export function judgeFollowing(isFollowing: boolean, before: Position, now: Position): boolean {
  if (now.height - now.viewHeight - now.top <= AT_END_PX) return true;
  const hasShrunk = now.height < before.height;
  return isFollowing && (now.top >= before.top || hasShrunk);
}

interface FollowingOptions {
  scroller: RefObject<HTMLDivElement | null>;
  rows: readonly unknown[];
  startsAtEnd: boolean;
  /** False while the newest messages are not loaded: then the end of the list is not the end. */
  isEndLoaded: boolean;
  scrollToEnd: () => void;
}

/** Keeps the newest message in sight while messages come in, the composer grows and windows are resized. */
export function useFollowingEnd(options: FollowingOptions): void {
  const { scroller, rows, startsAtEnd, isEndLoaded, scrollToEnd } = options;
  const isFollowing = useRef(startsAtEnd);
  const mayFollow = useRef(isEndLoaded);

  // biome-ignore lint/correctness/useExhaustiveDependencies: new rows are what moves the end
  useLayoutEffect(() => {
    mayFollow.current = isEndLoaded;
    if (!isEndLoaded) isFollowing.current = false;
    if (isFollowing.current) scrollToEnd();
  }, [rows, isEndLoaded, scrollToEnd]);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const read = (): Position => ({
      top: element.scrollTop,
      height: element.scrollHeight,
      viewHeight: element.clientHeight,
    });
    let before = read();
    const judge = () => {
      const now = read();
      isFollowing.current = mayFollow.current && judgeFollowing(isFollowing.current, before, now);
      before = now;
    };
    let frame = 0;
    const observer = new ResizeObserver(() => {
      if (!isFollowing.current) return;
      scrollToEnd();
      // Texts that flow anew get their height a frame later, and then the end lies elsewhere.
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(() => {
          // Somebody may have gone up in between.
          if (isFollowing.current) scrollToEnd();
        });
      });
    });
    observer.observe(element);
    element.addEventListener('scroll', judge, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      element.removeEventListener('scroll', judge);
    };
  }, [scroller, scrollToEnd]);
}
