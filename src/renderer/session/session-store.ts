import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HostReplica, RoomRef, RoomReplica } from './replica.ts';

export interface WantedMessage {
  readonly ref: RoomRef;
  readonly messageId: string;
}

/** What every connected host has told. Data only: actions change it, components read it. */
export interface SessionState {
  readonly hosts: Readonly<Record<string, HostReplica>>;
  /** The room on screen. */
  readonly openRoom: RoomRef | null;
  /** A message somebody asked to see; the conversation that shows it takes the wish away. */
  readonly wanted: WantedMessage | null;
}

export type SessionStore = StoreApi<SessionState>;

export function createSessionStore(): SessionStore {
  return createStore<SessionState>(() => ({ hosts: {}, openRoom: null, wanted: null }));
}

export function updateHost(
  store: SessionStore,
  hostKey: string,
  change: (host: HostReplica) => HostReplica,
): void {
  store.setState((state) => {
    const host = state.hosts[hostKey];
    if (host === undefined) return state;
    const next = change(host);
    return next === host ? state : { hosts: { ...state.hosts, [hostKey]: next } };
  });
}

export function updateRoom(
  store: SessionStore,
  ref: RoomRef,
  change: (room: RoomReplica) => RoomReplica,
): void {
  updateHost(store, ref.hostKey, (host) => {
    const room = host.rooms[ref.roomId];
    if (room === undefined) return host;
    const next = change(room);
    return next === room ? host : { ...host, rooms: { ...host.rooms, [ref.roomId]: next } };
  });
}

export function findRoom(state: SessionState, ref: RoomRef): RoomReplica | undefined {
  return state.hosts[ref.hostKey]?.rooms[ref.roomId];
}

/** The number for the badge: unread messages in all rooms of all hosts. */
export function countAllUnread(state: SessionState): number {
  let count = 0;
  for (const host of Object.values(state.hosts)) {
    for (const room of Object.values(host.rooms)) count += room.room.unreadCount;
  }
  return count;
}
