import type { Message } from '#shared/model/message.ts';
import type { DomainEvent } from '../events.ts';
import type { NotificationService } from './notification-service.ts';

interface Options {
  notifications: Pick<NotificationService, 'notifyAll' | 'markMentionsRead'>;
  isPresent: (roomId: string, userId: string) => boolean;
  onError: (error: unknown) => void;
}

const EXCERPT = 140;

/** C11: whoever is named and not there finds it later; once they have read the room, it is no news any more. */
export function createMentionNotices({ notifications, isPresent, onError }: Options): {
  handleEvent(event: DomainEvent): void;
} {
  async function notifyNamed(message: Message, among?: readonly string[]): Promise<void> {
    const { id: messageId, roomId, displayName } = message;
    const named = (message.mentions?.userIds ?? []).filter(
      (userId) =>
        userId !== message.userId && (!among || among.includes(userId)) && !isPresent(roomId, userId),
    );
    const excerpt = [...message.content.slice(0, 2 * EXCERPT)].slice(0, EXCERPT).join('');
    await notifications.notifyAll(named, {
      kind: 'mention',
      roomId,
      data: { messageId, displayName, excerpt },
    });
  }

  return {
    handleEvent(event) {
      if (event.name === 'room:message-received' && event.payload.message.mentions) {
        notifyNamed(event.payload.message).catch(onError);
      }
      if (event.name === 'room:message-updated' && event.payload.newlyMentioned) {
        notifyNamed(event.payload.message, event.payload.newlyMentioned).catch(onError);
      }
      if (event.name === 'room:read-updated') {
        const { roomId, userId } = event.payload;
        notifications.markMentionsRead(userId, roomId).catch(onError);
      }
    },
  };
}
