import type { ComponentType } from 'react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FoundRoom, HostStatus, NetworkView, Settings } from '#shared/contract/ipc.ts';
import type { Participant } from '#shared/model/room.ts';
import type { AskedAct } from '../features/participants/PersonDialog.tsx';
import type { RoomRef } from '../session/replica.ts';

export type View =
  | { readonly name: 'lobby' }
  /** A link or a room that still needs a name or password; `found` when it was looked up before. */
  | {
      readonly name: 'gate';
      readonly code: string;
      readonly found: FoundRoom | null;
      /** The token of an invitation that the link carried. */
      readonly invite: string | null;
      /** Where the link says that the host is. */
      readonly address: string | null;
    }
  | { readonly name: 'room'; readonly ref: RoomRef; readonly code: string };

export type Screens = Readonly<Partial<Record<View['name'], ComponentType>>>;

/** What lies over the screen. */
export type Overlay =
  | { readonly name: 'settings' | 'shortcuts' }
  /** The network check, towards a host when one was typed. */
  | { readonly name: 'doctor'; readonly address?: string }
  /** A known host shows another certificate. */
  | { readonly name: 'changed-host'; readonly hostId: string; readonly hostName: string }
  | { readonly name: 'room-settings' | 'invite' | 'agents' | 'analytics'; readonly ref: RoomRef }
  /** Asks before something is done to somebody. */
  | { readonly name: 'person'; readonly ref: RoomRef; readonly person: Participant; readonly act: AskedAct }
  | { readonly name: 'administration'; readonly hostKey: string }
  /** Thrown out: the room, and why. */
  | {
      readonly name: 'removed';
      readonly roomName: string;
      readonly reason: string | null;
      readonly isBanned: boolean;
    };

/** What should have the focus as soon as the lobby shows it. */
export type FocusWish = 'join-room' | 'new-room' | null;

export interface AppState {
  readonly phase: 'starting' | 'ready' | 'failed';
  readonly view: View;
  readonly overlay: Overlay | null;
  readonly focusWish: FocusWish;
  readonly settings: Settings | null;
  /** Null until it was told for the first time. */
  readonly hostStatus: HostStatus | null;
  /** Other hosts around; empty in a browser. */
  readonly network: NetworkView;
  /** Those whose part of the program was loaded. */
  readonly screens: Screens;
}

export type AppStore = StoreApi<AppState>;

export function createAppStore(): AppStore {
  return createStore<AppState>(() => ({
    phase: 'starting',
    view: { name: 'lobby' },
    overlay: null,
    focusWish: null,
    settings: null,
    hostStatus: null,
    network: { hosts: [], interfaces: [] },
    screens: {},
  }));
}
