import { type Result, succeed } from '#shared/contract/result.ts';
import { findActive, type SessionCore } from './session-core.ts';
import { updateHost } from './session-store.ts';

const PAGE = 50;

/** What waits for me on this host; from then on the host tells what comes. */
export async function fetchNotifications(core: SessionCore, hostKey: string): Promise<void> {
  const active = findActive(core, hostKey);
  if ('ok' in active) return;
  const answer = await active.link.call({ name: 'listNotifications', query: { limit: PAGE } });
  if (!answer.ok) return;
  const { notifications } = answer.data;
  updateHost(core.store, hostKey, (host) => ({ ...host, notifications }));
}

export function createNotificationActions({ core }: { core: SessionCore }) {
  return {
    /** Marks these read, or all of this host; here at once. */
    async markNotificationsRead(hostKey: string, ids?: readonly string[]): Promise<Result<null>> {
      const active = findActive(core, hostKey);
      if ('ok' in active) return active;
      const readAt = new Date().toISOString();
      updateHost(core.store, hostKey, (host) => ({
        ...host,
        notifications: host.notifications.map((known) =>
          known.readAt === null && (ids?.includes(known.id) ?? true) ? { ...known, readAt } : known,
        ),
      }));
      const answer = await active.link.call({
        name: 'markNotificationsRead',
        body: ids === undefined ? {} : { ids: [...ids] },
      });
      return answer.ok ? succeed(null) : answer;
    },
  };
}

export type NotificationActions = ReturnType<typeof createNotificationActions>;
