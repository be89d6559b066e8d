import { JoinGate } from '../features/lobby/JoinGate.tsx';
import { useApp, useNavigation } from './app-context.ts';
import { useNetworkOverlays } from './use-network-overlays.ts';
import { useSeatActions } from './use-seat-actions.ts';

export function GateScreen() {
  const navigation = useNavigation();
  const view = useApp((state) => state.view);
  const displayName = useApp((state) => state.settings?.displayName ?? null);
  const { rememberName, enterRoom } = useSeatActions();
  const { openDoctor, warnOfHost } = useNetworkOverlays();
  if (view.name !== 'gate') return null;
  return (
    <div className="h-full overflow-y-auto">
      <JoinGate
        key={view.code}
        code={view.code}
        found={view.found}
        invite={view.invite}
        address={view.address}
        displayName={displayName}
        onNamed={rememberName}
        onSeated={enterRoom}
        onInviteGone={navigation.forgetInvite}
        onBack={navigation.showLobby}
        onExamine={openDoctor}
        onChangedHost={warnOfHost}
      />
    </div>
  );
}
