import type { NetworkView } from '#shared/contract/ipc.ts';
import type { Bridge } from '../bridge/bridge.ts';
import type { Session } from '../session/create-session.ts';
import type { AppStore } from './app-store.ts';

interface WatchOptions {
  app: AppStore;
  bridge: Bridge;
  session: Session;
}

/** Follows who is on the network: a host that was lost and is seen again is tried at once, wherever it is now. */
export function watchNetwork({ app, bridge, session }: WatchOptions): () => void {
  let ownAddresses: string | undefined;

  function take(network: NetworkView): void {
    app.setState({ network });
    const addresses = network.interfaces.map(({ address }) => address).join();
    // The host may be where it was: it is this machine that moved, and its open lines end at an address it has no more.
    if (ownAddresses !== undefined && ownAddresses !== addresses) session.actions.doubtLines();
    ownAddresses = addresses;
    for (const { address, status } of network.hosts) {
      const host = session.store.getState().hosts[address.hostKey];
      if (host === undefined) continue;
      if (host.address.name !== address.name || host.address.trust !== address.trust)
        session.actions.describeHost(address);
      if (status === 'ready') session.actions.followHost(address.hostKey);
    }
  }

  const undo = bridge.onNetworkChanged(take);
  void bridge.readNetwork().then((network) => {
    if (network.ok) take(network.data);
  });
  return undo;
}
