import type { Clock } from '../clock.ts';
import type { Publish } from '../events.ts';

export interface TypingService {
  setTyping(roomId: string, userId: string, isTyping: boolean): void;
  list(roomId: string): string[];
  /** Forgets a person everywhere or a room with everybody in it. */
  forgetRoom(roomId: string): void;
}

/** Who is typing. A mark expires by itself, because the sign that ends it may never come. */
export function createTypingService(options: {
  clock: Clock;
  publish: Publish;
  expiryMs: number;
}): TypingService {
  const rooms = new Map<string, Map<string, () => void>>();

  function tell(roomId: string, exceptUserId: string): void {
    const userIds = [...(rooms.get(roomId)?.keys() ?? [])];
    options.publish({
      name: 'room:typing-updated',
      payload: { roomId, userIds },
      to: { roomId, exceptUserId },
    });
  }

  function stop(roomId: string, userId: string): void {
    const typing = rooms.get(roomId);
    const cancel = typing?.get(userId);
    if (!typing || !cancel) return;
    cancel();
    typing.delete(userId);
    if (typing.size === 0) rooms.delete(roomId);
    tell(roomId, userId);
  }

  return {
    setTyping(roomId, userId, isTyping) {
      if (!isTyping) {
        stop(roomId, userId);
        return;
      }
      const typing = rooms.get(roomId) ?? new Map<string, () => void>();
      rooms.set(roomId, typing);
      typing.get(userId)?.();
      typing.set(
        userId,
        options.clock.after(options.expiryMs, () => stop(roomId, userId)),
      );
      // Told again at each sign: marks on the other side expire by themselves too.
      tell(roomId, userId);
    },
    list: (roomId) => [...(rooms.get(roomId)?.keys() ?? [])],
    forgetRoom(roomId) {
      for (const cancel of rooms.get(roomId)?.values() ?? []) cancel();
      rooms.delete(roomId);
    },
  };
}
