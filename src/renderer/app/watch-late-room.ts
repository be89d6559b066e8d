import type { Session } from '../session/create-session.ts';
import { findRoom } from '../session/session-store.ts';
import type { AppStore } from './app-store.ts';

/** After a reload the room on screen may belong to a host that answers later: it opens when it is known. */
export function watchLateRoom({ app, session }: { app: AppStore; session: Session }): () => void {
  return session.store.subscribe((state, before) => {
    const { view } = app.getState();
    if (view.name !== 'room') return;
    const room = findRoom(state, view.ref);
    const isNew = room !== undefined && findRoom(before, view.ref) === undefined;
    if (isNew && !room.isEntered) void session.actions.openRoom(view.ref);
  });
}
