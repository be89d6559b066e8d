import { fail, type Result } from '#shared/contract/result.ts';
import type { Applied, FollowUp } from './applied.ts';
import { applyEvent, type Push } from './apply-event.ts';
import type { Drafts } from './drafts.ts';
import type { HostLink } from './host-link.ts';
import type { Outbox } from './outbox.ts';
import type { OutboxStorage, OutboxVault } from './outbox-storage.ts';
import type { HostReplica, RoomRef } from './replica.ts';
import type { SessionStore } from './session-store.ts';

/** A host with everything that runs for it. */
export interface ActiveHost {
  readonly link: HostLink;
  readonly storage: OutboxStorage;
  readonly outboxes: Map<string, Outbox>;
  /** I was in them in this visit and may come back: their drafts are kept. */
  readonly formerRooms: Set<string>;
}

export type PushListener = (hostKey: string, push: Push) => void;

/** What the actions share; built once by `createSession`. */
export interface SessionCore {
  readonly store: SessionStore;
  readonly active: Map<string, ActiveHost>;
  readonly drafts: Drafts;
  readonly vault: OutboxVault;
  readonly pushListeners: Set<PushListener>;
}

export function findActive({ active }: SessionCore, hostKey: string): Result<never> | ActiveHost {
  return active.get(hostKey) ?? fail({ code: 'NOT_REACHABLE', message: 'This host is not connected.' });
}

/** Changes the replica by an event and hands on what has to be asked. */
export function applyTo(
  { store }: SessionCore,
  hostKey: string,
  apply: (host: HostReplica) => Applied,
): readonly FollowUp[] {
  const host = store.getState().hosts[hostKey];
  if (host === undefined) return [];
  const applied = apply(host);
  if (applied.host !== host) {
    store.setState((state) => ({ hosts: { ...state.hosts, [hostKey]: applied.host } }));
  }
  return applied.followUps;
}

export function applyPush(core: SessionCore, hostKey: string, push: Push): readonly FollowUp[] {
  return applyTo(core, hostKey, (host) => applyEvent(host, push, Date.now()));
}

export function isSameRoom(a: RoomRef | null, b: RoomRef | null): boolean {
  return a?.hostKey === b?.hostKey && a?.roomId === b?.roomId;
}
