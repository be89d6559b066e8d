import { useAppStore } from './app-context.ts';

/** The two dialogs about the network that several screens lead to. */
export function useNetworkOverlays() {
  const app = useAppStore();
  return {
    openDoctor(address?: string): void {
      app.setState({ overlay: address === undefined ? { name: 'doctor' } : { name: 'doctor', address } });
    },
    warnOfHost(hostId: string, hostName: string): void {
      app.setState({ overlay: { name: 'changed-host', hostId, hostName } });
    },
  };
}
