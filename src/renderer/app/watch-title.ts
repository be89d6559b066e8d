import type { Bridge } from '../bridge/bridge.ts';
import { text } from '../lib/text.ts';
import type { Session } from '../session/create-session.ts';
import { countAllUnread, findRoom } from '../session/session-store.ts';
import type { AppStore } from './app-store.ts';

interface WatchOptions {
  app: AppStore;
  bridge: Bridge;
  session: Session;
}

/** Window title and badge tell where I am and how much is unread. */
export function watchTitle({ app, bridge, session }: WatchOptions): () => void {
  const update = () => {
    const state = session.store.getState();
    const { view } = app.getState();
    const unread = countAllUnread(state);
    const { appName } = text().common;
    const room = view.name === 'room' ? findRoom(state, view.ref)?.room.name : undefined;
    const title = room === undefined ? appName : `${room} · ${appName}`;
    const next = unread === 0 ? title : text().app.unreadTitle(unread, title);
    if (document.title === next) return;
    bridge.setBadge(unread);
    document.title = next;
  };
  const undos = [session.store.subscribe(update), app.subscribe(update)];
  update();
  return () => {
    for (const undo of undos) undo();
  };
}
