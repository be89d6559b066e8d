import type { HostAddress } from '#shared/contract/ipc.ts';
import { fail, type Result, succeed } from '#shared/contract/result.ts';
import type { User, UserStatus } from '#shared/model/user.ts';
import { createHostLink } from './host-link.ts';
import { type ConnectionState, createHostReplica } from './replica.ts';
import { applyPush, findActive, type SessionCore } from './session-core.ts';
import { updateHost } from './session-store.ts';
import { listPublicRooms, runFollowUp, syncHost, watchRooms } from './sync-host.ts';

export interface HostActionOptions {
  core: SessionCore;
  getDeviceId: (address: HostAddress) => Promise<Result<string>>;
  locateHost: (address: HostAddress) => Promise<Result<string>>;
}

export function createHostActions({ core, getDeviceId, locateHost }: HostActionOptions) {
  const { store, active } = core;
  const idle = createIdleTeller(core);

  /** Every way to a host begins here: none is gone before the unsent messages of earlier visits are known. */
  async function locateWhenReady(address: HostAddress): Promise<Result<string>> {
    await core.vault.ready;
    return locateHost(address);
  }

  function start(address: HostAddress, displayName: string, keepName: boolean) {
    const hostKey = address.hostKey;
    const link = createHostLink({
      address,
      displayName,
      keepName,
      getDeviceId,
      locateHost: locateWhenReady,
      onUser: (self) => updateHost(store, hostKey, (host) => ({ ...host, self })),
      onState: (connection) => updateHost(store, hostKey, (host) => ({ ...host, connection })),
      onOnline() {
        idle.repeat(hostKey);
        void syncHost(core, hostKey);
      },
      onPush(push) {
        for (const followUp of applyPush(core, hostKey, push)) void runFollowUp(core, hostKey, followUp);
        for (const listener of core.pushListeners) listener(hostKey, push);
      },
    });
    store.setState((state) => ({
      hosts: { ...state.hosts, [hostKey]: createHostReplica(address, Date.now()) },
    }));
    const storage = core.vault.openHost(address.hostId);
    active.set(hostKey, { link, storage, outboxes: new Map(), formerRooms: new Set() });
    link.connection.start();
  }

  /** Settles with the first outcome: rooms known, refused, or not reachable (then it keeps trying). */
  function waitForFirstOutcome(hostKey: string): Promise<Result<User>> {
    return new Promise((resolve) => {
      const check = () => {
        const host = store.getState().hosts[hostKey];
        const outcome = host ? readOutcome(host.connection, host.areRoomsLoaded, host.self) : NOT_CONNECTED;
        if (outcome === null) return;
        unsubscribe();
        resolve(outcome);
      };
      const unsubscribe = store.subscribe(check);
      check();
    });
  }

  return {
    /** Connects to a host, once; calling it again waits for the same connection. */
    async connectHost(given: {
      address: HostAddress;
      displayName: string;
      /** Nobody chose the name: whom the host knows keeps theirs. */
      keepName?: boolean;
    }): Promise<Result<User>> {
      const { address, displayName, keepName = false } = given;
      const known = active.get(address.hostKey);
      if (known && known.link.address.hostId !== address.hostId) this.disconnectHost(address.hostKey);
      if (!active.has(address.hostKey)) start(address, displayName, keepName);
      else active.get(address.hostKey)?.link.connection.start();
      const outcome = await waitForFirstOutcome(address.hostKey);
      if (!outcome.ok || keepName || outcome.data.displayName === displayName) return outcome;
      return this.changeProfile(address.hostKey, { displayName });
    },

    disconnectHost(hostKey: string): void {
      const known = active.get(hostKey);
      if (!known) return;
      for (const outbox of known.outboxes.values()) outbox.stop();
      known.link.stop();
      active.delete(hostKey);
      store.setState(({ hosts: { [hostKey]: _, ...hosts }, openRoom }) => ({
        hosts,
        openRoom: openRoom?.hostKey === hostKey ? null : openRoom,
      }));
    },

    /** How a host is trusted, or what it is called, has changed. */
    describeHost(address: HostAddress): void {
      updateHost(store, address.hostKey, (host) => ({ ...host, address }));
    },

    /** The network has news of a host. */
    followHost: (hostKey: string): void => active.get(hostKey)?.link.connection.follow(),

    retryNow: (hostKey: string): void => active.get(hostKey)?.link.connection.retryNow(),

    watchRooms: (hostKey: string) => watchRooms(core, hostKey),

    listPublicRooms: (hostKey: string) => listPublicRooms(core, hostKey),

    async changeProfile(
      hostKey: string,
      change: {
        displayName?: string;
        status?: UserStatus;
        statusText?: string | null;
        statusUntil?: string | null;
      },
    ): Promise<Result<User>> {
      const known = findActive(core, hostKey);
      if ('ok' in known) return known;
      const answer = await known.link.call({ name: 'updateMe', body: change });
      if (!answer.ok) return answer;
      known.link.setDisplayName(answer.data.user.displayName);
      updateHost(store, hostKey, (host) => ({ ...host, self: answer.data.user }));
      return succeed(answer.data.user);
    },

    /** The new name goes to every connected host; the first refusal is told. */
    async changeName(displayName: string): Promise<Result<null>> {
      for (const hostKey of active.keys()) {
        const answer = await this.changeProfile(hostKey, { displayName });
        if (!answer.ok && answer.error.code !== 'NOT_REACHABLE') return answer;
        active.get(hostKey)?.link.setDisplayName(displayName);
      }
      return succeed(null);
    },

    /** Whether anybody is at this device; the status that was chosen stays what it is. */
    setIdle: idle.set,

    async setStatus(
      status: UserStatus,
      statusText?: string | null,
      statusUntil?: string | null,
    ): Promise<Result<null>> {
      for (const hostKey of active.keys()) {
        const words = statusText === undefined ? {} : { statusText, statusUntil: statusUntil ?? null };
        const answer = await this.changeProfile(hostKey, { status, ...words });
        if (!answer.ok) return answer;
      }
      return succeed(null);
    },
  };
}

/** A host forgets it with the line, and takes a new line for somebody who is there. */
function createIdleTeller({ active }: SessionCore) {
  let isIdle = false;
  const tell = (hostKey: string) =>
    void active.get(hostKey)?.link.connection.request('room:presence-update', { isIdle });
  return {
    repeat(hostKey: string): void {
      if (isIdle) tell(hostKey);
    },
    set(next: boolean): void {
      isIdle = next;
      for (const hostKey of active.keys()) tell(hostKey);
    },
  };
}

export type HostActions = ReturnType<typeof createHostActions>;

const NOT_CONNECTED = fail({ code: 'NOT_REACHABLE', message: 'This host is not connected.' });

function readOutcome(
  connection: ConnectionState,
  areRoomsLoaded: boolean,
  self: User | null,
): Result<User> | null {
  if (connection.phase === 'refused') return fail(connection.error);
  if (connection.phase === 'connecting') return connection.nextTryAt === null ? null : NOT_CONNECTED;
  return areRoomsLoaded && self ? succeed(self) : null;
}
