import { Radio, RefreshCw } from 'lucide-react';
import type { HostAddress, NetworkView } from '#shared/contract/ipc.ts';
import type { Room } from '#shared/model/room.ts';
import { useBridge } from '../../bridge/use-bridge.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { useHeldOrder, useHold } from '../../lib/held-order.ts';
import { text } from '../../lib/text.ts';
import type { HostReplica, RoomRef } from '../../session/replica.ts';
import { useSession } from '../../session/use-session.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { listNetworkGroups, type NetworkGroup } from './list-network-groups.ts';
import { NetworkHostCard } from './NetworkHostCard.tsx';

interface PublicRoomsProps {
  network: NetworkView;
  isShown: (room: Room) => boolean;
  /** Hosts without a room to show are left out. */
  isFiltered: boolean;
  onOpen: (ref: RoomRef) => void;
  onJoin: (host: HostAddress, room: Room) => Promise<void>;
  onChangedHost: (hostId: string, name: string) => void;
}

/** Rooms that are open to everyone, by host, and the hosts that have none. */
export function PublicRooms(props: PublicRoomsProps) {
  const { network, isShown, isFiltered, onOpen, onJoin, onChangedHost } = props;
  const bridge = useBridge();
  const hosts = useSession((state) => state.hosts);
  const words = text().lobby;
  const all = Object.values(hosts);
  const { isHeld, holding } = useHold();
  const groups = useHeldOrder(listNetworkGroups(hosts, network), getGroupKey, isHeld)
    .map((group) => ({ ...group, rooms: group.rooms.filter(isShown) }))
    .filter(({ rooms }) => !isFiltered || rooms.length > 0);
  const hasRooms = groups.some(({ rooms }) => rooms.length > 0);
  const isLoading = all.some(
    ({ publicRooms, connection }) => publicRooms === null && connection.phase !== 'refused',
  );
  const unreachable = all.filter((host) => host.publicRooms === null && isUnreachable(host));
  const favour = async (hostId: string, isFavourite: boolean) => {
    const result = await bridge.setFavourite(hostId, isFavourite);
    if (!result.ok) showToast(errorSentence(result.error), { tone: 'bad' });
  };
  if (isFiltered && groups.length === 0) return null;
  return (
    <section aria-labelledby="network-rooms" className="flex flex-col gap-3">
      <div className="flex items-center gap-2">
        <h2 id="network-rooms" className="font-semibold text-lg">
          {words.network}
        </h2>
        {bridge.platform === 'desktop' && (
          <IconButton
            label={text().network.lookAgain}
            icon={<RefreshCw size={16} aria-hidden />}
            onClick={() => void bridge.refreshNetwork()}
          />
        )}
      </div>
      {groups.length > 0 && (
        <div className="flex flex-col gap-3" {...holding}>
          {groups.map((group) => (
            <NetworkHostCard
              key={getGroupKey(group)}
              group={group}
              onOpen={({ id }) => onOpen({ hostKey: group.address.hostKey, roomId: id })}
              onJoin={(room) => onJoin(group.address, room)}
              onChangedHost={() => onChangedHost(group.address.hostId, group.address.name)}
              onFavourite={(isFavourite) => void favour(group.address.hostId, isFavourite)}
            />
          ))}
        </div>
      )}
      {!hasRooms && unreachable.length > 0 && (
        <Notice tone="warn">{words.hostUnreachable(unreachable[0]?.address.name ?? '')}</Notice>
      )}
      {!hasRooms && unreachable.length === 0 && isLoading && (
        <div role="status" aria-label={words.hostLoading} className="flex flex-col gap-2">
          <Skeleton className="h-18 rounded-card" />
          <Skeleton className="h-18 rounded-card" />
        </div>
      )}
      {groups.length === 0 && !isLoading && (
        <div className="rounded-card border border-line border-dashed">
          <EmptyState icon={<Radio size={20} />} title={words.networkEmpty}>
            {words.networkEmptyWhy}
          </EmptyState>
        </div>
      )}
    </section>
  );
}

function getGroupKey({ address, status }: NetworkGroup): string {
  return `${address.hostKey} ${status}`;
}

function isUnreachable({ connection }: HostReplica): boolean {
  return (
    connection.phase === 'refused' || (connection.phase === 'connecting' && connection.nextTryAt !== null)
  );
}
