import { text } from '../lib/text.ts';
import type { Session } from '../session/create-session.ts';
import type { GoneRoom, RoomRef } from '../session/replica.ts';
import { showToast } from '../ui/toast-store.ts';
import type { AppStore } from './app-store.ts';
import type { Navigation } from './navigation.ts';

interface WatchOptions {
  app: AppStore;
  session: Session;
  navigation: Navigation;
}

/** Being thrown out of the room on screen stays until it was read; the rest is told in passing. */
function tellGone(app: AppStore, { name, reason, detail }: GoneRoom, wasOpen: boolean): void {
  if (wasOpen && (reason === 'kicked' || reason === 'banned')) {
    const isBanned = reason === 'banned';
    app.setState({ overlay: { name: 'removed', roomName: name, reason: detail, isBanned } });
  } else showToast(text().app.gone[reason](name, detail));
}

/** A room that went away takes its screen along and says why, once. */
export function watchGoneRooms({ app, session, navigation }: WatchOptions): () => void {
  return session.store.subscribe((state) => {
    for (const [hostKey, host] of Object.entries(state.hosts)) {
      for (const [roomId, gone] of Object.entries(host.goneRooms)) {
        const ref: RoomRef = { hostKey, roomId };
        session.actions.acknowledgeGone(ref);
        const { view } = app.getState();
        const wasOpen = view.name === 'room' && view.ref.roomId === roomId;
        if (wasOpen) navigation.showLobby();
        tellGone(app, gone, wasOpen);
      }
    }
  });
}
