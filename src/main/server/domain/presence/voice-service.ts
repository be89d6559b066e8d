import { AppError } from '#shared/contract/errors.ts';
import type { DomainEvent, Publish } from '../events.ts';

/** V9: who is speaking with the room right now. It is a sign to the others; the sound goes its own way. */
export interface VoiceService {
  /** `lineId` is the connection it was said on: the sign ends with that, too. */
  start(roomId: string, userId: string, lineId: string): void;
  stop(roomId: string, userId: string): void;
  list(roomId: string): string[];
  endLine(lineId: string): void;
  /** Whoever goes speaks no longer. */
  handleEvent(event: DomainEvent): void;
}

export function createVoiceService(options: {
  isPresent: (roomId: string, userId: string) => boolean;
  publish: Publish;
}): VoiceService {
  /** Rooms, the people who speak there, and on which lines. */
  const rooms = new Map<string, Map<string, Set<string>>>();

  function stop(roomId: string, userId: string): void {
    const speaking = rooms.get(roomId);
    if (!speaking?.delete(userId)) return;
    if (speaking.size === 0) rooms.delete(roomId);
    options.publish({ name: 'room:voice-stopped', payload: { roomId, userId }, to: { roomId } });
  }

  return {
    start(roomId, userId, lineId) {
      if (!options.isPresent(roomId, userId)) throw new AppError('NOT_A_MEMBER', 'You are not in this room.');
      const speaking = rooms.get(roomId) ?? new Map<string, Set<string>>();
      rooms.set(roomId, speaking);
      const lines = speaking.get(userId);
      if (lines) {
        lines.add(lineId);
        return;
      }
      speaking.set(userId, new Set([lineId]));
      options.publish({ name: 'room:voice-started', payload: { roomId, userId }, to: { roomId } });
    },
    stop,
    list: (roomId) => [...(rooms.get(roomId)?.keys() ?? [])],
    endLine(lineId) {
      for (const [roomId, speaking] of [...rooms]) {
        for (const [userId, lines] of [...speaking]) {
          if (lines.delete(lineId) && lines.size === 0) stop(roomId, userId);
        }
      }
    },
    handleEvent(event) {
      if (event.name === 'room:participant-left') stop(event.payload.roomId, event.payload.userId);
      if (event.name === 'room:deleted') rooms.delete(event.payload.roomId);
    },
  };
}
