import type { Session } from '../session/create-session.ts';
import type { AppStore } from './app-store.ts';

/** A host that is no longer the one it was stops with a warning, once each time it is met. */
export function watchChangedHosts({ app, session }: { app: AppStore; session: Session }): () => void {
  const told = new Set<string>();
  return session.store.subscribe(({ hosts }) => {
    for (const [hostKey, { address, connection }] of Object.entries(hosts)) {
      const hasChanged = connection.phase === 'refused' && connection.error.code === 'CERTIFICATE_CHANGED';
      if (!hasChanged && connection.phase === 'online') told.delete(hostKey);
      if (!hasChanged || told.has(hostKey)) continue;
      told.add(hostKey);
      app.setState({ overlay: { name: 'changed-host', hostId: address.hostId, hostName: address.name } });
    }
  });
}
