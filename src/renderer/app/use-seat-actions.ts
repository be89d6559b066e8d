import type { HostAddress, Settings } from '#shared/contract/ipc.ts';
import { DisplayNameSchema } from '#shared/model/user.ts';
import { useBridge } from '../bridge/use-bridge.ts';
import type { RoomRef } from '../session/replica.ts';
import { useAppStore, useNavigation } from './app-context.ts';

const KNOWN_HOSTS_MAX = 50;

function addHost(known: Settings['knownHosts'], { baseUrl, hostId, name }: HostAddress) {
  const others = known.filter((host) => host.hostId !== hostId);
  return [{ baseUrl, hostId, name }, ...others].slice(0, KNOWN_HOSTS_MAX);
}

/** What lobby and gate do once somebody has a name and a seat. */
export function useSeatActions() {
  const app = useAppStore();
  const bridge = useBridge();
  const navigation = useNavigation();
  return {
    rememberName(displayName: string): void {
      const parsed = DisplayNameSchema.safeParse(displayName);
      if (!parsed.success || app.getState().settings?.displayName === parsed.data) return;
      void bridge.changeSettings({ displayName: parsed.data });
    },
    /** Where one has been is asked first the next time a code is typed. */
    enterRoom(ref: RoomRef, host: HostAddress): void {
      const known = app.getState().settings?.knownHosts ?? [];
      if (!host.isOwn && bridge.platform === 'desktop') {
        void bridge.changeSettings({ knownHosts: addHost(known, host) });
      }
      navigation.showRoom(ref);
    },
  };
}
