import { Bell } from 'lucide-react';
import { useState } from 'react';
import { text } from '../../lib/text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useSession } from '../../session/use-session.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { lazyPart } from '../../ui/lazy-part.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { countUnreadNotifications } from './list-notifications.ts';

const NotificationsPanel = lazyPart(
  async () => (await import('./NotificationsPanel.tsx')).NotificationsPanel,
  <div className="h-40 w-90 max-w-full" />,
);

interface NotificationsButtonProps {
  onOpen: (ref: RoomRef) => void;
  onAccept: (hostKey: string, token: string) => Promise<void>;
}

export function NotificationsButton({ onOpen, onAccept }: NotificationsButtonProps) {
  const unread = useSession((state) => countUnreadNotifications(state.hosts));
  const [isOpen, setOpen] = useState(false);
  const words = text().notifications;
  return (
    <Popover
      label={words.title}
      align="end"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <IconButton
          label={words.bell(unread)}
          tooltip={false}
          icon={
            <span className="relative">
              <Bell size={20} aria-hidden />
              {unread > 0 && (
                <span
                  aria-hidden="true"
                  className="-end-2 -top-2 absolute inline-flex h-4 min-w-4 items-center justify-center rounded-full bg-accent px-1 font-semibold text-[10px] text-on-accent leading-none"
                >
                  {unread > 9 ? '9+' : unread}
                </span>
              )}
            </span>
          }
        />
      }
    >
      <NotificationsPanel onOpen={onOpen} onAccept={onAccept} onClose={() => setOpen(false)} />
    </Popover>
  );
}
