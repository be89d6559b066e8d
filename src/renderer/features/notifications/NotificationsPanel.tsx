import { AtSign, Bell, CalendarClock, Hourglass, MailOpen } from 'lucide-react';
import { useState } from 'react';
import type { NotificationKind } from '#shared/model/notification.ts';
import { joinClasses } from '../../lib/class-names.ts';
import { formatShortTime } from '../../lib/short-time.ts';
import { text } from '../../lib/text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useSession, useSessionActions } from '../../session/use-session.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { describeNotification, readInviteToken, readRoomName } from './describe-notification.ts';
import { type HostNotification, listNotifications } from './list-notifications.ts';

const ICONS: Readonly<Record<NotificationKind, typeof Bell>> = {
  invitation: MailOpen,
  mention: AtSign,
  ending: Hourglass,
  reminder: CalendarClock,
};

interface NotificationsPanelProps {
  onOpen: (ref: RoomRef) => void;
  onAccept: (hostKey: string, token: string) => Promise<void>;
  onClose: () => void;
}

/** What waits for me, on all hosts, the newest first. */
export function NotificationsPanel({ onOpen, onAccept, onClose }: NotificationsPanelProps) {
  const hosts = useSession((state) => state.hosts);
  const actions = useSessionActions();
  const words = text().notifications;
  const items = listNotifications(hosts);
  const hasUnread = items.some(({ notification }) => notification.readAt === null);
  const markAll = () => {
    for (const hostKey of new Set(items.map((item) => item.hostKey))) {
      void actions.markNotificationsRead(hostKey);
    }
  };
  return (
    <div className="flex w-90 max-w-full flex-col gap-2">
      <div className="flex min-h-8 items-center justify-between gap-2">
        <h2 className="font-semibold">{words.title}</h2>
        {hasUnread && (
          <Button size="small" look="quiet" onClick={markAll}>
            {words.markAll}
          </Button>
        )}
      </div>
      {items.length === 0 ? (
        <EmptyState icon={<Bell size={20} />} title={words.empty}>
          {words.emptyWhy}
        </EmptyState>
      ) : (
        <ul className="-mx-2 flex max-h-[min(420px,60dvh)] flex-col gap-0.5 overflow-y-auto">
          {items.map((item) => (
            <NotificationRow
              key={item.notification.id}
              item={item}
              isMember={hosts[item.hostKey]?.rooms[item.notification.roomId ?? ''] !== undefined}
              onRead={() => void actions.markNotificationsRead(item.hostKey, [item.notification.id])}
              onOpen={(ref) => {
                onOpen(ref);
                onClose();
              }}
              onAccept={async (token) => {
                await onAccept(item.hostKey, token);
                onClose();
              }}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

interface NotificationRowProps {
  item: HostNotification;
  isMember: boolean;
  onRead: () => void;
  onOpen: (ref: RoomRef) => void;
  onAccept: (token: string) => Promise<void>;
}

function NotificationRow({ item, isMember, onRead, onOpen, onAccept }: NotificationRowProps) {
  const [isBusy, setBusy] = useState(false);
  const { hostKey, notification } = item;
  const words = text().notifications;
  const Icon = ICONS[notification.kind] ?? Bell;
  const token = isMember ? null : readInviteToken(notification, Date.now());
  const roomName = readRoomName(notification);
  const { roomId } = notification;
  const accept = async (given: string) => {
    setBusy(true);
    onRead();
    await onAccept(given);
    setBusy(false);
  };
  return (
    <li
      className={joinClasses(
        'flex items-start gap-3 rounded-control px-2 py-2.5',
        notification.readAt === null && 'bg-accent-soft',
      )}
    >
      <Icon size={16} aria-hidden className="mt-0.5 shrink-0 text-text-3" />
      <div className="min-w-0 flex-1">
        <p className="break-words text-sm">{describeNotification(notification)}</p>
        <p className="flex items-center gap-2 text-text-3 text-xs">
          <time dateTime={notification.createdAt}>{formatShortTime(notification.createdAt, Date.now())}</time>
          {notification.readAt === null && (
            <span className="font-medium text-accent-text">{words.unread}</span>
          )}
        </p>
      </div>
      {token !== null ? (
        <Button
          size="small"
          look="primary"
          aria-label={words.acceptRoom(roomName)}
          isBusy={isBusy}
          onClick={() => void accept(token)}
        >
          {words.accept}
        </Button>
      ) : (
        isMember &&
        roomId !== null && (
          <Button
            size="small"
            aria-label={words.openRoom(roomName)}
            onClick={() => {
              onRead();
              onOpen({ hostKey, roomId });
            }}
          >
            {words.open}
          </Button>
        )
      )}
    </li>
  );
}
