import type { Bridge } from '../bridge/bridge.ts';
import { mayInRoom } from '../lib/may-in-room.ts';
import { text } from '../lib/text.ts';
import type { Session } from '../session/create-session.ts';
import type { RoomRef } from '../session/replica.ts';
import { findRoom } from '../session/session-store.ts';
import { showToast } from '../ui/toast-store.ts';
import { alertElsewhere } from './alerts/alert-elsewhere.ts';
import type { AppStore } from './app-store.ts';
import type { Navigation } from './navigation.ts';
import { rememberHost } from './remember-host.ts';

interface WatchOptions {
  app: AppStore;
  bridge: Bridge;
  session: Session;
  navigation: Navigation;
}

const toTag = (hostKey: string, roomId: string) => `${roomId} ${hostKey} door`;

/** Both sides of a door: a seat that was given is taken, and who waits is asked for where I may open. */
export function watchDoors({ app, bridge, session, navigation }: WatchOptions): () => void {
  const { actions, store, alertSettings } = session;

  async function goIn(ref: RoomRef): Promise<void> {
    const joined = await actions.joinRoom(ref.hostKey, { roomId: ref.roomId });
    const room = findRoom(store.getState(), ref)?.room;
    const address = store.getState().hosts[ref.hostKey]?.address;
    if (!joined.ok || room === undefined || address === undefined) return;
    rememberHost({ app, bridge }, address);
    // Whoever went on to another room is not torn out of it.
    if (app.getState().view.name !== 'room') return navigation.showRoom(ref);
    const { admittedToast, enter } = text().waiting;
    showToast(admittedToast(room.name), {
      action: { label: enter, onAct: () => navigation.showRoom(ref) },
    });
  }

  /** The host tells of changes only: what was before has to be asked for once in each connection and role. */
  const asked = new Set<string>();
  function askAtDoors(): void {
    for (const [hostKey, host] of Object.entries(store.getState().hosts)) {
      for (const { room } of Object.values(host.rooms)) {
        const key = `${hostKey} ${room.id}`;
        const isMine = host.connection.phase === 'online' && mayInRoom(room, 'admit');
        if (!isMine) asked.delete(key);
        else if (!asked.has(key)) {
          asked.add(key);
          void actions.listWaiting({ hostKey, roomId: room.id });
        }
      }
    }
  }

  const undos = [
    actions.onPush((hostKey, push) => {
      if (push.name === 'room:admitted') void goIn({ hostKey, roomId: push.payload.roomId });
      if (push.name === 'room:knock') {
        const { roomId, roomName: title, waiting } = push.payload;
        const body = text().waiting.knocks(waiting.displayName, title);
        alertElsewhere({ bridge, alertSettings }, { tag: toTag(hostKey, roomId), title, body });
      }
      if (push.name === 'room:waiting-updated') {
        const { roomId, waiting } = push.payload;
        if (waiting.every(({ kind }) => kind !== 'knock')) bridge.closeAlert(toTag(hostKey, roomId));
      }
    }),
    store.subscribe(askAtDoors),
  ];
  return () => {
    for (const undo of undos) undo();
  };
}
