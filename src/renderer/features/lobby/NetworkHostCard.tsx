import { CircleSlash, Star } from 'lucide-react';
import { useState } from 'react';
import type { Room } from '#shared/model/room.ts';
import { text } from '../../lib/text.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { RoomTile } from '../../ui/RoomTile.tsx';
import { TrustBadge } from '../../ui/TrustBadge.tsx';
import type { NetworkGroup } from './list-network-groups.ts';
import { RoomFacts } from './RoomFacts.tsx';

interface NetworkHostCardProps {
  group: NetworkGroup;
  onOpen: (room: Room) => void;
  onJoin: (room: Room) => Promise<void>;
  onChangedHost: () => void;
  onFavourite: (isFavourite: boolean) => void;
}

/** One host with its public rooms; greyed, with the reason, when it cannot be joined. */
export function NetworkHostCard({ group, onOpen, onJoin, onChangedHost, onFavourite }: NetworkHostCardProps) {
  const { address, rooms, status, memberOf, isFavourite } = group;
  const words = text().lobby;
  const { hostOlder, hostNewer, hostChanged, whatIsThat, noRooms, favourite } = text().network;
  const reasons = {
    ready: rooms.length === 0 ? noRooms : null,
    'this-app-is-older': hostNewer,
    'this-app-is-newer': hostOlder,
    'certificate-changed': hostChanged,
  };
  const reason = reasons[status];
  const isReady = status === 'ready';
  return (
    <div
      className={`overflow-hidden rounded-card border border-line ${isReady ? 'bg-surface' : 'border-dashed'}`}
    >
      <div className="flex items-center gap-2 bg-canvas pr-2">
        <h3 className="flex min-h-11 min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 font-medium text-sm text-text-2">
          {!isReady && <CircleSlash size={16} aria-hidden className="shrink-0 text-text-3" />}
          <span className={isReady ? 'min-w-0 truncate' : 'min-w-0 truncate text-text-3'}>
            {address.isOwn ? words.thisComputer : address.name}
          </span>
          {!address.isOwn && isReady && <TrustBadge trust={address.trust} />}
        </h3>
        {isReady && address.trust && (
          <IconButton
            label={favourite(address.name)}
            icon={<Star size={16} aria-hidden className={isFavourite ? 'fill-current' : ''} />}
            isPressed={isFavourite}
            onClick={() => onFavourite(!isFavourite)}
          />
        )}
      </div>
      {reason !== null && (
        <p
          className={`flex flex-wrap items-center gap-2 border-line border-t px-4 py-3 text-sm ${status === 'certificate-changed' ? 'text-bad-text' : 'text-text-3'}`}
        >
          {reason}
          {status === 'certificate-changed' && (
            <Button size="small" look="quiet" onClick={onChangedHost}>
              {whatIsThat}
            </Button>
          )}
        </p>
      )}
      {rooms.length > 0 && (
        <ul aria-label={words.networkHost(address.name)} className="border-line border-t">
          {rooms.map((room) => (
            <PublicRoom
              key={room.id}
              room={room}
              isMember={memberOf.has(room.id)}
              onOpen={() => onOpen(room)}
              onJoin={() => onJoin(room)}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

interface PublicRoomProps {
  room: Room;
  isMember: boolean;
  onOpen: () => void;
  onJoin: () => Promise<void>;
}

function PublicRoom({ room, isMember, onOpen, onJoin }: PublicRoomProps) {
  const [isBusy, setIsBusy] = useState(false);
  const words = text().lobby;
  const handleJoin = async () => {
    setIsBusy(true);
    await onJoin();
    setIsBusy(false);
  };
  return (
    <li className="flex items-center gap-3 border-line px-4 py-3 not-last:border-b">
      <RoomTile roomId={room.id} name={room.name} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{room.name}</p>
        {room.description !== '' && <p className="truncate text-sm text-text-2">{room.description}</p>}
        <RoomFacts room={room} />
      </div>
      {isMember ? (
        <Button size="small" aria-label={words.openRoom(room.name, 0)} onClick={onOpen}>
          {words.open}
        </Button>
      ) : (
        <Button
          size="small"
          aria-label={words.joinRoom(room.name)}
          isBusy={isBusy}
          onClick={() => void handleJoin()}
        >
          {words.join}
        </Button>
      )}
    </li>
  );
}
