import { Archive, ArchiveRestore } from 'lucide-react';
import { describeLastMessage } from '../../lib/room-line.ts';
import { formatShortTime } from '../../lib/short-time.ts';
import { text } from '../../lib/text.ts';
import { useIsAway } from '../../session/use-is-away.ts';
import { UnreadBadge } from '../../ui/Badge.tsx';
import { MenuItem } from '../../ui/Menu.tsx';
import { PeerAvatar, PeerPresence } from '../../ui/PeerAvatar.tsx';
import { CardDoor } from './CardDoor.tsx';
import type { MyRoom } from './my-rooms.ts';

interface DirectCardProps {
  myRoom: MyRoom;
  isArchived: boolean;
  onOpen: () => void;
  onArchive: (isArchived: boolean) => void;
}

/** One conversation of two. The whole tile opens it; the menu lies above. */
export function DirectCard({ myRoom, isArchived, onOpen, onArchive }: DirectCardProps) {
  const { host, replica } = myRoom;
  const { room } = replica;
  const { lobby: words, rooms } = text();
  const isHostAway = useIsAway(host);
  return (
    <li className="relative flex min-w-0 items-center gap-3 rounded-card border border-line bg-surface p-3 pe-12 transition-colors has-[>button:hover]:border-outline/60 has-[>button:active]:bg-hover">
      <PeerAvatar room={room} isHostAway={isHostAway} size={36} />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-2">
          <h3 className="min-w-0 flex-1 truncate font-semibold">
            <bdi>{room.name}</bdi>
            <PeerPresence room={room} isHostAway={isHostAway} />
          </h3>
          {room.lastMessage !== null && (
            <time dateTime={room.lastMessage.createdAt} className="shrink-0 text-text-3 text-xs">
              {formatShortTime(room.lastMessage.createdAt, Date.now())}
            </time>
          )}
        </div>
        <div className="flex items-center gap-2">
          <bdi
            className={`block min-w-0 flex-1 truncate text-sm ${room.unreadCount > 0 ? 'text-text' : 'text-text-3'}`}
          >
            {describeLastMessage(room, host.self?.id) ?? words.nothingSaid}
          </bdi>
          <UnreadBadge count={room.unreadCount} />
        </div>
      </div>
      <CardDoor room={room} onOpen={onOpen} menuPlace="-translate-y-1/2 end-2 top-1/2">
        <MenuItem
          icon={isArchived ? <ArchiveRestore size={16} aria-hidden /> : <Archive size={16} aria-hidden />}
          onSelect={() => onArchive(!isArchived)}
        >
          {isArchived ? rooms.restore : rooms.directArchive}
        </MenuItem>
      </CardDoor>
    </li>
  );
}
