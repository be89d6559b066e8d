import { DoorOpen } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { Conversation } from '../features/chat/Conversation.tsx';
import type { ChatPanel } from '../features/chat/chat-context.ts';
import { isPutAway, useMyRooms } from '../features/lobby/my-rooms.ts';
import { PeoplePanel } from '../features/participants/PeoplePanel.tsx';
import { RoomColumns } from '../features/room/RoomColumns.tsx';
import { RoomsList } from '../features/room/RoomsList.tsx';
import { RoomWelcome } from '../features/room/RoomWelcome.tsx';
import { WaitingList } from '../features/waiting/WaitingList.tsx';
import { errorSentence } from '../lib/error-sentence.ts';
import { text } from '../lib/text.ts';
import type { RoomRef } from '../session/replica.ts';
import { useHost, useRoom, useSessionActions } from '../session/use-session.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Spinner } from '../ui/Spinner.tsx';
import { useApp, useAppStore, useNavigation } from './app-context.ts';
import { Notifications } from './Notifications.tsx';
import { preloadPanels, RoomPanel } from './RoomPanel.tsx';

/** Long enough that nothing a person waits for is slowed down. */
const PRELOAD_AFTER_MS = 4_000;

export function RoomScreen() {
  useEffect(() => {
    const timer = setTimeout(preloadPanels, PRELOAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  const view = useApp((state) => state.view);
  return view.name === 'room' ? <Room roomRef={view.ref} /> : null;
}

function Room({ roomRef }: { roomRef: RoomRef }) {
  const app = useAppStore();
  const navigation = useNavigation();
  const [isHeld, setHeld] = useState(false);
  const [panel, setPanel] = useState<ChatPanel | null>(null);
  const closePanel = useCallback(() => setPanel(null), []);
  // A thread belongs to its room; a search goes on from room to room.
  const [shownId, setShownId] = useState(roomRef.roomId);
  if (shownId !== roomRef.roomId) {
    setShownId(roomRef.roomId);
    if (panel !== null && panel.kind !== 'search' && panel.kind !== 'saved') setPanel(null);
  }
  const archivedIds = useApp((state) => state.settings?.archivedRooms) ?? [];
  const rooms = useMyRooms(isHeld).filter(
    (myRoom) => myRoom.ref.roomId === roomRef.roomId || !isPutAway(myRoom, archivedIds),
  );
  const room = useRoom(roomRef, (known) => known?.room);
  const failure = useRoom(roomRef, (known) => known?.failure ?? null);
  const isLoaded = useHost(roomRef.hostKey, (host) => host?.areRoomsLoaded ?? true);

  if (room === undefined || failure !== null) {
    return <RoomMissing roomRef={roomRef} isLoaded={isLoaded} failure={failure} />;
  }
  return (
    <RoomColumns
      roomRef={roomRef}
      room={room}
      notices={<Notifications />}
      rooms={
        <RoomsList
          rooms={rooms}
          openRoom={roomRef}
          onOpen={navigation.showRoom}
          onShowLobby={navigation.showLobby}
          onHold={setHeld}
        />
      }
      conversation={
        <Conversation
          key={roomRef.roomId}
          roomRef={roomRef}
          welcome={<RoomWelcome room={room} />}
          onPanel={setPanel}
          onOpenRoom={navigation.showRoom}
        />
      }
      people={
        <PeoplePanel
          roomRef={roomRef}
          door={<WaitingList roomRef={roomRef} />}
          onOpenRoom={navigation.showRoom}
          onAsk={(person, act) => app.setState({ overlay: { name: 'person', ref: roomRef, person, act } })}
          onInvite={() => app.setState({ overlay: { name: 'invite', ref: roomRef } })}
        />
      }
      panel={
        panel && (
          <RoomPanel
            roomRef={roomRef}
            panel={panel}
            onPanel={setPanel}
            onOpenRoom={navigation.showRoom}
            onClose={closePanel}
          />
        )
      }
      onPanel={(kind) => setPanel(kind === 'search' ? { kind, query: '' } : { kind })}
      onClosePanel={closePanel}
      onShow={(name) => app.setState({ overlay: { name, ref: roomRef } })}
    />
  );
}

interface RoomMissingProps {
  roomRef: RoomRef;
  isLoaded: boolean;
  failure: Parameters<typeof errorSentence>[0] | null;
}

/** Not known yet, gone, or refused: each says what it is and how to go on. */
function RoomMissing({ roomRef, isLoaded, failure }: RoomMissingProps) {
  const navigation = useNavigation();
  const { openRoom } = useSessionActions();
  const t = text().room;
  if (failure === null && !isLoaded) {
    return (
      <div className="flex h-full items-center justify-center">
        <Spinner label={text().chat.loadingRoom} />
      </div>
    );
  }
  return (
    <div className="flex h-full items-center justify-center">
      <EmptyState
        icon={<DoorOpen size={20} />}
        title={failure === null ? t.roomGone : t.openFailed}
        action={
          <div className="flex gap-2">
            {failure !== null && (
              <Button onClick={() => void openRoom(roomRef)}>{text().common.retry}</Button>
            )}
            <Button look="primary" onClick={navigation.showLobby}>
              {t.toLobby}
            </Button>
          </div>
        }
      >
        {failure === null ? t.roomGoneWhy : errorSentence(failure)}
      </EmptyState>
    </div>
  );
}
