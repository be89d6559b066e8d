import { useEffect } from 'react';
import type { RoomRef } from '../../../session/replica.ts';
import { useHost, useRoom, useSessionActions } from '../../../session/use-session.ts';

/** While I speak the room is told so; also again when the host forgot it with a broken line. */
export function useSpeakingSignal({ hostKey, roomId }: RoomRef, isSpeaking: boolean): void {
  const session = useSessionActions();
  const selfId = useHost(hostKey, (host) => host?.self?.id);
  const isTold = useRoom({ hostKey, roomId }, (room) =>
    selfId === undefined ? true : (room?.speaking.includes(selfId) ?? true),
  );
  useEffect(() => {
    if (isSpeaking && !isTold) void session.setSpeaking({ hostKey, roomId }, true);
  }, [session, hostKey, roomId, isSpeaking, isTold]);
  useEffect(() => {
    if (!isSpeaking) return;
    return () => void session.setSpeaking({ hostKey, roomId }, false);
  }, [session, hostKey, roomId, isSpeaking]);
}
