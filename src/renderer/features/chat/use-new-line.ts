import { useState } from 'react';
import type { RoomRef } from '../../session/replica.ts';
import { useRoom } from '../../session/use-session.ts';

/** Where the "New" line stands: settled when the room comes on screen, and anew when it fills up unwatched. */
export function useNewLine(roomRef: RoomRef, isOpen: boolean): string | null {
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
