import type { Settings } from '#shared/contract/ipc.ts';
import type { Bridge } from '../bridge/bridge.ts';
import type { Session } from '../session/create-session.ts';
import type { AppStore } from './app-store.ts';

const RECENT_MAX = 6;

type RecentRoom = Settings['recentRooms'][number];

/** Remembers how to get back into a room that was left; being in it again, or its end, makes that pointless. */
export function watchRecentRooms({
  app,
  bridge,
  session,
}: {
  app: AppStore;
  bridge: Bridge;
  session: Session;
}): () => void {
  function change(next: (known: readonly RecentRoom[]) => RecentRoom[]): void {
    const known = app.getState().settings?.recentRooms;
    if (known === undefined) return;
    const recentRooms = next(known);
    const isSame = recentRooms.length === known.length && recentRooms.every((room, at) => room === known[at]);
    if (isSame) return;
    // Here at once: another room may be left before the answer is there.
    app.setState(({ settings }) => ({ settings: settings && { ...settings, recentRooms } }));
    void bridge.changeSettings({ recentRooms });
  }

  return session.store.subscribe((state, before) => {
    for (const [hostKey, host] of Object.entries(state.hosts)) {
      const known = before.hosts[hostKey];
      if (known === undefined || known.rooms === host.rooms) continue;
      for (const { room } of Object.values(known.rooms)) {
        const gone = host.rooms[room.id] === undefined ? host.goneRooms[room.id] : undefined;
        if (gone === undefined) continue;
        const { id: roomId, roomCode, name } = room;
        change((recent) => {
          const others = recent.filter((one) => one.roomId !== roomId);
          if (gone.reason !== 'left') return others;
          return [{ roomId, roomCode, name, hostName: host.address.name }, ...others].slice(0, RECENT_MAX);
        });
      }
      change((recent) => recent.filter(({ roomId }) => host.rooms[roomId] === undefined));
    }
  });
}
