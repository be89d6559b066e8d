import type { Session } from '../session/create-session.ts';

/** Asks each host for its public rooms once it is there; from then on the session keeps them fresh. */
export function watchPublicRooms({ session }: { session: Session }): () => void {
  const asked = new Set<string>();
  return session.store.subscribe(({ hosts }) => {
    for (const [hostKey, host] of Object.entries(hosts)) {
      if (host.connection.phase !== 'online') asked.delete(hostKey);
      else if (host.publicRooms === null && !asked.has(hostKey)) {
        asked.add(hostKey);
        void session.actions.listPublicRooms(hostKey);
      }
    }
  });
}
