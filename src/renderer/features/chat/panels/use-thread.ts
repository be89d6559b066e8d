import { useEffect, useState } from 'react';
import type { RoomRef } from '../../../session/replica.ts';
import { useHost, useSessionActions } from '../../../session/use-session.ts';
import { followThread, type ThreadState } from './follow-thread.ts';

/** A thread with its answers, followed while it is open and asked for anew after a break. */
export function useThread({ hostKey, roomId }: RoomRef, rootId: string): ThreadState {
  const session = useSessionActions();
  const isOnline = useHost(hostKey, (host) => host?.connection.phase === 'online');
  const [thread, change] = useState<ThreadState>(null);
  useEffect(
    () => followThread({ session, ref: { hostKey, roomId }, rootId, isOnline, change }),
    [session, hostKey, roomId, rootId, isOnline],
  );
  return thread;
}
