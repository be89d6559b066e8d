import type { HostAddress } from '#shared/contract/ipc.ts';
import { DisplayNameSchema } from '#shared/model/user.ts';
import { useBridge } from '../bridge/use-bridge.ts';
import type { RoomRef } from '../session/replica.ts';
import { useAppStore, useNavigation } from './app-context.ts';
import { rememberHost } from './remember-host.ts';

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
      rememberHost({ app, bridge }, host);
      navigation.showRoom(ref);
    },
  };
}
