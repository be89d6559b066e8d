import { useState } from 'react';
import type { HostAddress, NetworkView, Settings } from '#shared/contract/ipc.ts';
import type { Room } from '#shared/model/room.ts';
import { text } from '../../lib/text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useSession } from '../../session/use-session.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ComingUp } from './ComingUp.tsx';
import { DirectMessages } from './DirectMessages.tsx';
import { LobbyFilter } from './LobbyFilter.tsx';
import { listNetworkGroups } from './list-network-groups.ts';
import { PublicRooms } from './PublicRooms.tsx';
import { RecentRooms } from './RecentRooms.tsx';
import { matchesRoom, NO_FILTER, type RoomFilter } from './room-filter.ts';
import { YourRooms } from './YourRooms.tsx';

/** What this device remembers about rooms, beside what hosts know. */
export interface RoomMemory {
  readonly recentRooms: Settings['recentRooms'];
  readonly archivedRooms: Settings['archivedRooms'];
  onRejoin(code: string): void;
  onForget(roomId: string): void;
  onArchive(roomId: string, isArchived: boolean): void;
}

interface RoomListsProps {
  network: NetworkView;
  memory: RoomMemory;
  onOpen: (ref: RoomRef) => void;
  onJoin: (host: HostAddress, room: Room) => Promise<void>;
  onChangedHost: (hostId: string, name: string) => void;
}

/** With fewer rooms than that, everything is in sight anyway. */
const FILTERED_FROM = 3;

/** Every list of rooms in the lobby, narrowed by one search. */
export function RoomLists({ network, memory, onOpen, onJoin, onChangedHost }: RoomListsProps) {
  const hosts = useSession((state) => state.hosts);
  const [filter, setFilter] = useState<RoomFilter>(NO_FILTER);
  const rooms = new Map<string, Room>();
  for (const group of listNetworkGroups(hosts, network)) {
    for (const room of group.rooms) rooms.set(room.id, room);
  }
  for (const host of Object.values(hosts)) {
    for (const { room } of Object.values(host.rooms)) rooms.set(room.id, room);
  }
  const canFilter = rooms.size >= FILTERED_FROM;
  const isFiltered = canFilter && (filter.query.trim() !== '' || filter.kind !== 'all');
  const isShown = (room: Room) => !isFiltered || matchesRoom(room, filter);
  const hasMatch = [...rooms.values()].some(isShown);
  return (
    <>
      {canFilter && <LobbyFilter filter={filter} onChange={setFilter} />}
      {isFiltered && !hasMatch && (
        <Notice
          action={
            <Button size="small" onClick={() => setFilter(NO_FILTER)}>
              {text().rooms.clear}
            </Button>
          }
        >
          {text().rooms.nothingFound(filter.query.trim())}
        </Notice>
      )}
      <ComingUp network={network} isShown={isShown} onOpen={onOpen} onJoin={onJoin} />
      <YourRooms
        isShown={isShown}
        archivedIds={memory.archivedRooms}
        onArchive={memory.onArchive}
        onOpen={onOpen}
      />
      <DirectMessages isShown={isShown} onOpen={onOpen} />
      {!isFiltered && (
        <RecentRooms rooms={memory.recentRooms} onRejoin={memory.onRejoin} onForget={memory.onForget} />
      )}
      <PublicRooms
        network={network}
        isShown={isShown}
        isFiltered={isFiltered}
        onOpen={onOpen}
        onJoin={onJoin}
        onChangedHost={onChangedHost}
      />
    </>
  );
}
