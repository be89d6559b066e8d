import type { RoomRef } from './replica.ts';
import { findActive, type SessionCore } from './session-core.ts';

/** Signs of the moment: worth nothing later, so that nobody waits for them or tries them again. */
export function createSignalActions({ core }: { core: SessionCore }) {
  return {
    async setTyping({ hostKey, roomId }: RoomRef, isTyping: boolean): Promise<void> {
      const active = findActive(core, hostKey);
      if ('ok' in active) return;
      await active.link.connection.request('room:typing', { roomId, isTyping });
    },

    /** Tells the room that a voice message is being recorded. */
    async setSpeaking({ hostKey, roomId }: RoomRef, isSpeaking: boolean): Promise<void> {
      const active = findActive(core, hostKey);
      if ('ok' in active) return;
      await active.link.connection.request(isSpeaking ? 'room:voice-start' : 'room:voice-stop', { roomId });
    },
  };
}

export type SignalActions = ReturnType<typeof createSignalActions>;
