import { useEffect } from 'react';
import { Lobby } from '../features/lobby/Lobby.tsx';
import { useApp, useAppStore, useNavigation } from './app-context.ts';
import { useNetworkOverlays } from './use-network-overlays.ts';
import { useRoomMemory } from './use-room-memory.ts';
import { useSeatActions } from './use-seat-actions.ts';

export function LobbyScreen() {
  const app = useAppStore();
  const navigation = useNavigation();
  const displayName = useApp((state) => state.settings?.displayName ?? null);
  const memory = useRoomMemory();
  const hostStatus = useApp((state) => state.hostStatus);
  const network = useApp((state) => state.network);
  const { openDoctor, warnOfHost } = useNetworkOverlays();
  const focusWish = useApp((state) => state.focusWish);
  const { rememberName, enterRoom } = useSeatActions();

  useEffect(() => {
    if (focusWish === null) return;
    document.querySelector<HTMLElement>(`#${focusWish} input`)?.focus();
    app.setState({ focusWish: null });
  }, [app, focusWish]);

  return (
    <div className="h-full overflow-y-auto">
      <Lobby
        displayName={displayName}
        hostStatus={hostStatus}
        network={network}
        onExamine={openDoctor}
        onChangedHost={warnOfHost}
        onNamed={rememberName}
        onSeated={enterRoom}
        onOpen={navigation.showRoom}
        memory={memory}
        onAskMore={navigation.showGate}
        onInvited={navigation.showInvitation}
      />
    </div>
  );
}
