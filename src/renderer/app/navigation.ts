import type { FoundRoom } from '#shared/contract/ipc.ts';
import { type JoinLink, readJoinLink } from '#shared/model/invite-link.ts';
import type { Session } from '../session/create-session.ts';
import type { RoomRef } from '../session/replica.ts';
import { findRoom, type SessionState } from '../session/session-store.ts';
import type { AppStore, View } from './app-store.ts';

export interface Navigation {
  showLobby(): void;
  /** For a room that was looked up and wants more. */
  showGate(found: FoundRoom): void;
  /** For an invitation, also one to a room that one is in. */
  showInvitation(link: JoinLink): void;
  showRoom(ref: RoomRef): void;
  /** From a link: straight in when the seat is taken already, else to the gate. */
  openLink(link: JoinLink): void;
  /** An invitation that is worth nothing is not offered again after a reload. */
  forgetInvite(): void;
  /** Takes up where the page was before it was reloaded, or what its address says. */
  restore(): void;
  /** Follows the back and forward buttons; returns the undo. */
  start(): () => void;
}

interface NavigationOptions {
  app: AppStore;
  session: Session;
  /** A browser shows `/` and `/spaces/CODE`; the desktop window has one address for everything. */
  hasAddresses: boolean;
}

export function findRefByCode(state: SessionState, code: string): RoomRef | null {
  for (const [hostKey, host] of Object.entries(state.hosts)) {
    for (const { room } of Object.values(host.rooms)) {
      if (room.roomCode === code) return { hostKey, roomId: room.id };
    }
  }
  return null;
}

function isView(value: unknown): value is View {
  const name = (value as { name?: unknown } | null)?.name;
  return name === 'lobby' || name === 'gate' || name === 'room';
}

export function createNavigation({ app, session, hasAddresses }: NavigationOptions): Navigation {
  const getPath = (view: View) => (view.name === 'lobby' ? '/' : `/spaces/${view.code}`);

  function show(view: View, how: 'push' | 'replace' | 'none'): void {
    const before = app.getState().view;
    if (before.name === 'room' && (view.name !== 'room' || view.ref.roomId !== before.ref.roomId)) {
      session.actions.closeRoom(before.ref);
    }
    app.setState({ view, overlay: null });
    const entry = { view };
    const url = hasAddresses ? getPath(view) : undefined;
    if (how === 'push') history.pushState(entry, '', url);
    if (how === 'replace') history.replaceState(entry, '', url);
    if (view.name === 'room') void session.actions.openRoom(view.ref);
  }

  function go(view: View): void {
    const { view: before } = app.getState();
    const isSame = getPath(before) === getPath(view) && before.name === view.name;
    // The gate is a doorstep: going back from the room leads to where one came from.
    show(view, isSame || before.name === 'gate' ? 'replace' : 'push');
  }

  function restoreFrom(entry: unknown): void {
    const view = (entry as { view?: unknown } | null)?.view;
    const link = hasAddresses ? readJoinLink(location.href) : null;
    if (isView(view)) show(view, 'none');
    else if (link !== null) open(link, 'replace');
    else show({ name: 'lobby' }, 'replace');
  }

  function open(link: JoinLink, how: 'go' | 'replace'): void {
    const { code } = link;
    const ref = findRefByCode(session.store.getState(), code);
    const view: View = ref === null ? { name: 'gate', found: null, ...link } : { name: 'room', ref, code };
    if (how === 'go') go(view);
    else show(view, 'replace');
  }

  return {
    showLobby: () => go({ name: 'lobby' }),
    showGate: (found) => go({ name: 'gate', code: found.room.roomCode, found, invite: null, address: null }),
    showInvitation: (link) => go({ name: 'gate', found: null, ...link }),
    showRoom(ref) {
      const code = findRoom(session.store.getState(), ref)?.room.roomCode;
      if (code !== undefined) go({ name: 'room', ref, code });
    },
    openLink: (link) => open(link, 'go'),
    forgetInvite() {
      const { view } = app.getState();
      // The gate itself still knows it, to say why it failed.
      if (view.name === 'gate') history.replaceState({ view: { ...view, invite: null } }, '');
    },
    restore: () => restoreFrom(history.state),
    start() {
      const handlePop = (event: PopStateEvent) => restoreFrom(event.state);
      window.addEventListener('popstate', handlePop);
      return () => window.removeEventListener('popstate', handlePop);
    },
  };
}
