import type { HostAddress } from '#shared/contract/ipc.ts';
import type { Bridge } from '../bridge/bridge.ts';
import type { AppStore } from './app-store.ts';

const KNOWN_HOSTS_MAX = 50;

/** Where one has been is asked first the next time a code is typed. A page knows only its own host. */
export function rememberHost(
  { app, bridge }: { app: AppStore; bridge: Bridge },
  { hostId, name, isOwn }: HostAddress,
): void {
  if (isOwn || bridge.platform !== 'desktop') return;
  const known = app.getState().settings?.knownHosts ?? [];
  const others = known.filter((host) => host.hostId !== hostId);
  const knownHosts = [{ hostId, name }, ...others].slice(0, KNOWN_HOSTS_MAX);
  void bridge.changeSettings({ knownHosts });
}
