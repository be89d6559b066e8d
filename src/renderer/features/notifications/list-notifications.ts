import type { Notification } from '#shared/model/notification.ts';
import type { HostReplica } from '../../session/replica.ts';

export interface HostNotification {
  readonly hostKey: string;
  readonly notification: Notification;
}

type Hosts = Readonly<Record<string, HostReplica>>;

/** Those of all hosts, the newest first. */
export function listNotifications(hosts: Hosts): readonly HostNotification[] {
  return Object.entries(hosts)
    .flatMap(([hostKey, host]) => host.notifications.map((notification) => ({ hostKey, notification })))
    .sort((a, b) => b.notification.createdAt.localeCompare(a.notification.createdAt));
}

export function countUnreadNotifications(hosts: Hosts): number {
  let count = 0;
  for (const host of Object.values(hosts)) {
    for (const notification of host.notifications) if (notification.readAt === null) count += 1;
  }
  return count;
}
