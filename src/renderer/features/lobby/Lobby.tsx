import type { FoundRoom, HostAddress, HostStatus, NetworkView } from '#shared/contract/ipc.ts';
import type { JoinLink } from '#shared/model/invite-link.ts';
import type { Room } from '#shared/model/room.ts';
import { useBridge } from '../../bridge/use-bridge.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { text } from '../../lib/text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useReadSession, useSession, useSessionActions } from '../../session/use-session.ts';
import { showToast } from '../../ui/toast-store.ts';
import { CreateRoomCard } from './CreateRoomCard.tsx';
import { DoorLines } from './DoorLines.tsx';
import { HowRoomsWork } from './HowRoomsWork.tsx';
import { JoinRoomCard } from './JoinRoomCard.tsx';
import type { JoinRequest } from './join-form-actions.ts';
import { createOnHost, joinByRequest, makeTeamRooms, NO_HOST } from './lobby-actions.ts';
import { RoomLists, type RoomMemory } from './RoomLists.tsx';
import { TeamRooms } from './TeamRooms.tsx';

interface LobbyProps {
  displayName: string | null;
  hostStatus: HostStatus | null;
  network: NetworkView;
  onExamine: (address?: string) => void;
  onChangedHost: (hostId: string, name: string) => void;
  /** The name was needed and given: to be remembered. */
  onNamed: (displayName: string) => void;
  onSeated: (ref: RoomRef, host: HostAddress) => void;
  onOpen: (ref: RoomRef) => void;
  memory: RoomMemory;
  onAskMore: (found: FoundRoom) => void;
  /** A link with an invitation was pasted. */
  onInvited: (link: JoinLink) => void;
}

function explainObstacle(status: HostStatus | null): string | null {
  if (status === null || status.state === 'starting') return text().lobby.hostNotReady;
  return status.state === 'failed' ? text().lobby.hostFailed : null;
}

export function Lobby(props: LobbyProps) {
  const { displayName, hostStatus, network, onNamed, onSeated, onOpen, onAskMore, onInvited } = props;
  const { memory, onExamine, onChangedHost } = props;
  const bridge = useBridge();
  const actions = useSessionActions();
  const readSession = useReadSession();
  const host = hostStatus?.state === 'running' ? hostStatus.address : null;
  const ownRooms = useSession((state) => state.hosts[host?.hostKey ?? '']?.rooms);
  const ownedRoomNames = Object.values(ownRooms ?? {})
    .filter(({ room }) => room.role === 'owner')
    .map(({ room }) => room.name);

  const joinRoom = async (request: JoinRequest) => {
    onNamed(request.displayName);
    const result = await joinByRequest({ actions, bridge }, request);
    if (result.ok) onSeated(result.data, request.found.host);
    return result;
  };
  const joinPublicRoom = async (address: HostAddress, room: Room) => {
    const found = { host: address, room };
    const isClosed = room.locked || room.memberCount >= room.maxParticipants;
    if (displayName === null || room.hasPassword || isClosed) return onAskMore(found);
    const result = await joinRoom({ found, displayName });
    if (!result.ok) showToast(errorSentence(result.error), { tone: 'bad' });
  };

  return (
    <div className="mx-auto flex w-full max-w-260 flex-col gap-8 px-6 py-8 max-md:gap-6 max-md:px-4 max-md:py-4">
      <h1 className="sr-only">{text().lobby.title}</h1>
      <div className="grid items-stretch gap-6 has-[details[open]]:items-start max-md:gap-4 md:grid-cols-2">
        <JoinRoomCard
          displayName={displayName}
          isMemberOf={(hostKey, roomId) => readSession().hosts[hostKey]?.rooms[roomId] !== undefined}
          onNamed={onNamed}
          onInvited={onInvited}
          onJoin={joinRoom}
          onExamine={onExamine}
          onChangedHost={onChangedHost}
        />
        <CreateRoomCard
          displayName={displayName}
          obstacle={explainObstacle(hostStatus)}
          ownedRoomNames={ownedRoomNames}
          onCreate={async (room, name) => {
            if (host === null) return NO_HOST;
            onNamed(name);
            const result = await createOnHost(actions, { host, room, displayName: name });
            if (result.ok) onSeated(result.data, host);
            return result;
          }}
        >
          <TeamRooms
            displayName={displayName}
            isDisabled={host === null}
            onMake={(name) => {
              onNamed(name);
              return makeTeamRooms(actions, { host, displayName: name });
            }}
          />
        </CreateRoomCard>
      </div>
      <DoorLines onShow={onAskMore} />
      <RoomLists
        network={network}
        memory={memory}
        onOpen={onOpen}
        onJoin={joinPublicRoom}
        onChangedHost={onChangedHost}
      />
      <HowRoomsWork />
    </div>
  );
}
