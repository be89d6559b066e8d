import type { Notification, NotificationKind } from '#shared/model/notification.ts';
import type { NotificationRepo } from '../../storage/notification-repo.ts';
import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { Publish } from '../events.ts';

export interface NotificationList {
  readonly notifications: Notification[];
  readonly unreadCount: number;
  readonly nextCursor: string | null;
}

interface Given {
  readonly kind: NotificationKind;
  readonly roomId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface NotificationService {
  /** Keeps it until the person looks, and tells them if they are there. */
  notify(userId: string, given: Given): Promise<void>;
  /** One write for all of them, however many a message names. */
  notifyAll(userIds: readonly string[], given: Given): Promise<void>;
  list(
    actor: Actor,
    query: { limit?: number | undefined; cursor?: string | undefined; isUnreadOnly: boolean },
  ): Promise<NotificationList>;
  /** The person has read the room: mentions in it are no news. */
  markMentionsRead(userId: string, roomId: string): Promise<void>;
  /** These, or all; returns how many are left. */
  markRead(actor: Actor, ids: readonly string[] | null): Promise<number>;
}

interface Options {
  notifications: NotificationRepo;
  publish: Publish;
  newId: () => string;
  clock: Clock;
}

const PAGE = 50;

export function createNotificationService(options: Options): NotificationService {
  const { notifications, publish, newId, clock } = options;

  async function notifyAll(userIds: readonly string[], given: Given): Promise<void> {
    if (userIds.length === 0) return;
    const people = userIds.map((userId) => ({ id: newId(), userId }));
    for (const { userId, notification } of await notifications.addAll(
      { ...given, now: clock.now() },
      people,
    )) {
      publish({ name: 'notification:new', payload: { notification }, to: { userId } });
    }
  }

  return {
    notify: (userId, given) => notifyAll([userId], given),
    notifyAll,
    async list(actor, { limit = PAGE, cursor, isUnreadOnly }) {
      const page = { isUnreadOnly, limit: limit + 1, before: cursor ?? null };
      const found = await notifications.list(actor.userId, page);
      const shown = found.slice(0, limit);
      return {
        notifications: shown,
        unreadCount: await notifications.countUnread(actor.userId),
        nextCursor: found.length > limit ? (shown.at(-1)?.id ?? null) : null,
      };
    },
    async markMentionsRead(userId, roomId) {
      // Reading is frequent and news rare: only then is something written.
      if (await notifications.hasUnreadMentions(userId, roomId))
        await notifications.markMentionsRead(userId, roomId, clock.now());
    },
    async markRead(actor, ids) {
      await notifications.markRead(actor.userId, ids, clock.now());
      return notifications.countUnread(actor.userId);
    },
  };
}
