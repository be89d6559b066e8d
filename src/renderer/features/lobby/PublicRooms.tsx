import { Radio } from 'lucide-react';
import { useState } from 'react';
import type { Room } from '#shared/model/room.ts';
import { text } from '../../lib/text.ts';
import type { HostReplica, RoomRef } from '../../session/replica.ts';
import { useSession } from '../../session/use-session.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RoomTile } from '../../ui/RoomTile.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { RoomFacts } from './RoomFacts.tsx';

interface PublicRoomsProps {
  onOpen: (ref: RoomRef) => void;
  onJoin: (host: HostReplica, room: Room) => Promise<void>;
}

/** Rooms that are open to everyone, by host. */
export function PublicRooms({ onOpen, onJoin }: PublicRoomsProps) {
  const hosts = useSession((state) => state.hosts);
  const words = text().lobby;
  const all = Object.values(hosts);
  const withRooms = all.filter((host) => (host.publicRooms?.length ?? 0) > 0);
  const isLoading = all.some((host) => host.publicRooms === null && host.connection.phase !== 'refused');
  const unreachable = all.filter((host) => host.publicRooms === null && isUnreachable(host));
  return (
    <section aria-labelledby="network-rooms" className="flex flex-col gap-3">
      <h2 id="network-rooms" className="font-semibold text-lg">
        {words.network}
      </h2>
      {withRooms.map((host) => (
        <HostRooms key={host.address.baseUrl} host={host} onOpen={onOpen} onJoin={onJoin} />
      ))}
      {withRooms.length === 0 && unreachable.length > 0 && (
        <Notice tone="warn">{words.hostUnreachable(unreachable[0]?.address.name ?? '')}</Notice>
      )}
      {withRooms.length === 0 && unreachable.length === 0 && isLoading && (
        <div role="status" aria-label={words.hostLoading} className="flex flex-col gap-2">
          <Skeleton className="h-18 rounded-card" />
          <Skeleton className="h-18 rounded-card" />
        </div>
      )}
      {withRooms.length === 0 && !isLoading && (
        <div className="rounded-card border border-line border-dashed">
          <EmptyState icon={<Radio size={20} />} title={words.networkEmpty}>
            {words.networkEmptyWhy}
          </EmptyState>
        </div>
      )}
    </section>
  );
}

function isUnreachable({ connection }: HostReplica): boolean {
  return (
    connection.phase === 'refused' || (connection.phase === 'connecting' && connection.nextTryAt !== null)
  );
}

function HostRooms({ host, onOpen, onJoin }: PublicRoomsProps & { host: HostReplica }) {
  const words = text().lobby;
  const hostUrl = host.address.baseUrl;
  return (
    <div className="overflow-hidden rounded-card border border-line bg-surface">
      <h3 className="border-line border-b bg-canvas px-4 py-2 font-medium text-sm text-text-2">
        {host.address.isOwn ? words.thisComputer : host.address.name}
      </h3>
      <ul aria-label={words.networkHost(host.address.name)}>
        {host.publicRooms?.map((room) => (
          <PublicRoom
            key={room.id}
            room={room}
            isMember={host.rooms[room.id] !== undefined}
            onOpen={() => onOpen({ hostUrl, roomId: room.id })}
            onJoin={() => onJoin(host, room)}
          />
        ))}
      </ul>
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
