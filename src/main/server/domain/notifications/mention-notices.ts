import type { Message } from '#shared/model/message.ts';
import type { DomainEvent } from '../events.ts';
import type { NotificationService } from './notification-service.ts';

interface Options {
  notifications: Pick<NotificationService, 'notify' | 'markMentionsRead'>;
  isPresent: (roomId: string, userId: string) => boolean;
  onError: (error: unknown) => void;
}

const EXCERPT = 140;

/** C11: whoever is named and not there finds it later; once they have read the room, it is no news any more. */
export function createMentionNotices({ notifications, isPresent, onError }: Options): {
  handleEvent(event: DomainEvent): void;
} {
  async function notifyNamed(message: Message, among?: readonly string[]): Promise<void> {
    for (const userId of message.mentions?.userIds ?? []) {
      if (among && !among.includes(userId)) continue;
      if (userId === message.userId || isPresent(message.roomId, userId)) continue;
      const { id: messageId, roomId, displayName } = message;
      const excerpt = [...message.content].slice(0, EXCERPT).join('');
      await notifications.notify(userId, {
        kind: 'mention',
        roomId,
        data: { messageId, displayName, excerpt },
      });
    }
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
