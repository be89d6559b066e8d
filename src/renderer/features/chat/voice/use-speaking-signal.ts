import { useEffect } from 'react';
import type { RoomRef } from '../../../session/replica.ts';
import { useHost, useRoom, useSessionActions } from '../../../session/use-session.ts';

/** While this is on screen the room is told that I speak; also again when the host forgot it with a broken line. */
export function useSpeakingSignal({ hostKey, roomId }: RoomRef): void {
  const session = useSessionActions();
  const selfId = useHost(hostKey, (host) => host?.self?.id);
  const isTold = useRoom({ hostKey, roomId }, (room) =>
    selfId === undefined ? true : (room?.speaking.includes(selfId) ?? true),
  );
  useEffect(() => {
    if (!isTold) void session.setSpeaking({ hostKey, roomId }, true);
  }, [session, hostKey, roomId, isTold]);
  useEffect(() => () => void session.setSpeaking({ hostKey, roomId }, false), [session, hostKey, roomId]);
}
