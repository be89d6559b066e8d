import {
  Archive,
  ArchiveRestore,
  CalendarClock,
  Copy,
  LogOut,
  Phone,
  Trash2,
  UsersRound,
} from 'lucide-react';
import { nameApart } from '#shared/model/names-apart.ts';
import { formatMoment } from '../../lib/moment.ts';
import { describeLastMessage } from '../../lib/room-line.ts';
import { formatShortTime } from '../../lib/short-time.ts';
import { text } from '../../lib/text.ts';
import { useIsAway } from '../../session/use-is-away.ts';
import { useNameIn } from '../../session/use-names.ts';
import { AvatarStack } from '../../ui/AvatarStack.tsx';
import { Badge, UnreadBadge } from '../../ui/Badge.tsx';
import { MenuItem, MenuSeparator } from '../../ui/Menu.tsx';
import { RoomTile } from '../../ui/RoomTile.tsx';
import { CardDoor } from './CardDoor.tsx';
import type { MyRoom } from './my-rooms.ts';

interface RoomCardProps {
  myRoom: MyRoom;
  /** Said only where rooms of several hosts stand together. */
  isHostShown: boolean;
  isArchived: boolean;
  onOpen: () => void;
  onCopyCode: () => void;
  onArchive: () => void;
  onLeave: () => void;
  onDelete: () => void;
}

/** One of my rooms. The whole tile opens it; the menu lies above. */
export function RoomCard(props: RoomCardProps) {
  const { myRoom, isHostShown, isArchived, onOpen, onCopyCode, onArchive, onLeave, onDelete } = props;
  const { ref, host, replica } = myRoom;
  const { room } = replica;
  const words = text().lobby;
  const isOffline = useIsAway(host);
  const line = describeLastMessage(room, host.self?.id, useNameIn(ref));
  return (
    <li className="relative flex min-w-0 flex-col gap-3 rounded-card border border-line bg-surface p-4 transition-colors has-[>button:hover]:border-outline/60 has-[>button:active]:bg-hover">
      <div className="flex min-w-0 items-start gap-3">
        <RoomTile roomId={room.id} name={room.name} />
        <div className="min-w-0 flex-1">
          <div className="flex items-baseline gap-2 pe-8">
            <h3 className="truncate font-semibold">{room.name}</h3>
            {room.lastMessage !== null && (
              <time dateTime={room.lastMessage.createdAt} className="shrink-0 text-text-3 text-xs">
                {formatShortTime(room.lastMessage.createdAt, Date.now())}
              </time>
            )}
          </div>
          <p className={`truncate text-sm ${room.unreadCount > 0 ? 'text-text' : 'text-text-3'}`}>
            {line ?? words.nothingSaid}
          </p>
        </div>
      </div>
      <div className="flex h-6 items-center gap-2">
        {!isOffline && <WhoIsThere myRoom={myRoom} />}
        {room.state === 'IN_CALL' && (
          <Badge tone="good" icon={<Phone size={12} aria-hidden />}>
            {words.stateInCall}
          </Badge>
        )}
        {isAhead(room.startsAt) && (
          <Badge tone="accent" icon={<CalendarClock size={12} aria-hidden />}>
            {formatMoment(room.startsAt ?? '')}
          </Badge>
        )}
        {isOffline && <Badge tone="warn">{words.hostOffline}</Badge>}
        <span className="ms-auto flex items-center gap-2">
          {isHostShown && !host.address.isOwn && (
            <span className="max-w-32 truncate text-text-3 text-xs">{host.address.name}</span>
          )}
          <UnreadBadge count={room.unreadCount} />
        </span>
      </div>
      <CardDoor room={room} onOpen={onOpen} menuPlace="top-2.5 end-2.5 max-md:top-1 max-md:end-1">
        <MenuItem icon={<Copy size={16} aria-hidden />} onSelect={onCopyCode}>
          {words.copyCode}
        </MenuItem>
        <MenuItem
          icon={isArchived ? <ArchiveRestore size={16} aria-hidden /> : <Archive size={16} aria-hidden />}
          onSelect={onArchive}
        >
          {isArchived ? text().rooms.restore : text().rooms.archive}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<LogOut size={16} aria-hidden />} onSelect={onLeave}>
          {words.leave}
        </MenuItem>
        {room.role === 'owner' && (
          <MenuItem icon={<Trash2 size={16} aria-hidden />} isDestructive onSelect={onDelete}>
            {words.delete}
          </MenuItem>
        )}
      </CardDoor>
    </li>
  );
}

function isAhead(startsAt: string | null | undefined): boolean {
  return startsAt != null && Date.parse(startsAt) > Date.now();
}

function WhoIsThere({ myRoom: { replica } }: { myRoom: MyRoom }) {
  const { hereNow, stateEmpty, facesLabel } = text().lobby;
  const online = nameApart(replica.participants).filter((person) => person.isOnline);
  const count = replica.isEntered ? online.length : replica.room.participantCount;
  if (count === 0) return <span className="text-text-3 text-xs">{stateEmpty}</span>;
  return (
    <span className="flex items-center gap-2 text-text-2 text-xs">
      {online.length > 0 ? (
        <AvatarStack people={online} label={facesLabel(online.map((person) => person.displayName))} />
      ) : (
        <UsersRound size={16} aria-hidden className="text-good-text" />
      )}
      {hereNow(count)}
    </span>
  );
}
