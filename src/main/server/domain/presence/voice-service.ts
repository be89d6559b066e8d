import { AppError } from '#shared/contract/errors.ts';
import type { DomainEvent, Publish } from '../events.ts';

/** V9: who is speaking with the room right now. It is a sign to the others; the sound goes its own way. */
export interface VoiceService {
  start(roomId: string, userId: string): void;
  stop(roomId: string, userId: string): void;
  list(roomId: string): string[];
  /** Whoever goes speaks no longer. */
  handleEvent(event: DomainEvent): void;
}

export function createVoiceService(options: {
  isPresent: (roomId: string, userId: string) => boolean;
  publish: Publish;
}): VoiceService {
  const rooms = new Map<string, Set<string>>();

  function stop(roomId: string, userId: string): void {
    const speaking = rooms.get(roomId);
    if (!speaking?.delete(userId)) return;
    if (speaking.size === 0) rooms.delete(roomId);
    options.publish({ name: 'room:voice-stopped', payload: { roomId, userId }, to: { roomId } });
  }

  return {
    start(roomId, userId) {
      if (!options.isPresent(roomId, userId)) throw new AppError('NOT_A_MEMBER', 'You are not in this room.');
      const speaking = rooms.get(roomId) ?? new Set();
      rooms.set(roomId, speaking);
      if (speaking.has(userId)) return;
      speaking.add(userId);
      options.publish({ name: 'room:voice-started', payload: { roomId, userId }, to: { roomId } });
    },
    stop,
    list: (roomId) => [...(rooms.get(roomId) ?? [])],
    handleEvent(event) {
      if (event.name === 'room:participant-left') stop(event.payload.roomId, event.payload.userId);
      if (event.name === 'room:deleted') rooms.delete(event.payload.roomId);
    },
  };
}
