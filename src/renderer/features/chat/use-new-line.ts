import { useState } from 'react';
import type { RoomRef } from '../../session/replica.ts';
import { useRoom } from '../../session/use-session.ts';

interface SeenState {
  readonly newAfterId: string | null;
  readonly unreadCount: number;
  readonly isHeld: boolean;
}

/** Where the "New" line stands: settled when the room comes on screen, anew when it fills up unwatched or is marked unread. */
export function useNewLine(roomRef: RoomRef, isOpen: boolean): string | null {
  const unreadCount = useRoom(roomRef, (room) => room?.room.unreadCount ?? 0);
  const lastReadId = useRoom(roomRef, (room) => room?.room.lastReadMessageId ?? null);
  const isHeld = useRoom(roomRef, (room) => room?.isReadHeld ?? false);
  const [seen, setSeen] = useState<SeenState | null>(null);
  if (isOpen && seen === null) {
    setSeen({ newAfterId: unreadCount > 0 ? lastReadId : null, unreadCount, isHeld });
  } else if (seen !== null && (seen.unreadCount !== unreadCount || seen.isHeld !== isHeld)) {
    const startsUnwatched = seen.unreadCount === 0 && !document.hasFocus();
    const isSetAnew = startsUnwatched || isHeld;
    // Everything marked unread: the line goes above the very first message.
    setSeen({ newAfterId: isSetAnew ? (lastReadId ?? '') : seen.newAfterId, unreadCount, isHeld });
  }
  return seen?.newAfterId ?? null;
}
