import type { HostAddress } from '#shared/contract/ipc.ts';
import { fail, type Result, succeed } from '#shared/contract/result.ts';
import type { User, UserStatus } from '#shared/model/user.ts';
import { createHostLink } from './host-link.ts';
import { createOutboxStorage } from './outbox-storage.ts';
import { type ConnectionState, createHostReplica } from './replica.ts';
import { applyPush, findActive, type SessionCore } from './session-core.ts';
import { updateHost } from './session-store.ts';
import { listPublicRooms, runFollowUp, syncHost, watchRooms } from './sync-host.ts';
import type { TextStore } from './text-store.ts';

export interface HostActionOptions {
  core: SessionCore;
  textStore: TextStore;
  getDeviceId: (address: HostAddress) => Promise<Result<string>>;
  locateHost: (address: HostAddress) => Promise<Result<string>>;
}

export function createHostActions({ core, textStore, getDeviceId, locateHost }: HostActionOptions) {
  const { store, active } = core;

  function start(address: HostAddress, displayName: string) {
    const hostUrl = address.baseUrl;
    const link = createHostLink({
      address,
      displayName,
      getDeviceId,
      locateHost,
      onUser: (self) => updateHost(store, hostUrl, (host) => ({ ...host, self })),
      onState: (connection) => updateHost(store, hostUrl, (host) => ({ ...host, connection })),
      onOnline: () => void syncHost(core, hostUrl),
      onPush(push) {
        for (const followUp of applyPush(core, hostUrl, push)) void runFollowUp(core, hostUrl, followUp);
        for (const listener of core.pushListeners) listener(hostUrl, push);
      },
    });
    store.setState((state) => ({
      hosts: { ...state.hosts, [hostUrl]: createHostReplica(address, Date.now()) },
    }));
    const storage = createOutboxStorage({ textStore, hostId: address.hostId });
    active.set(hostUrl, { link, storage, outboxes: new Map() });
    link.connection.retryNow();
  }

  /** Settles with the first outcome: rooms known, refused, or not reachable (then it keeps trying). */
  function waitForFirstOutcome(hostUrl: string): Promise<Result<User>> {
    return new Promise((resolve) => {
      const check = () => {
        const host = store.getState().hosts[hostUrl];
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
    async connectHost(given: { address: HostAddress; displayName: string }): Promise<Result<User>> {
      const { address, displayName } = given;
      const known = active.get(address.baseUrl);
      if (known && known.link.address.hostId !== address.hostId) this.disconnectHost(address.baseUrl);
      if (!active.has(address.baseUrl)) start(address, displayName);
      else active.get(address.baseUrl)?.link.connection.retryNow();
      const outcome = await waitForFirstOutcome(address.baseUrl);
      if (!outcome.ok || outcome.data.displayName === displayName) return outcome;
      return this.changeProfile(address.baseUrl, { displayName });
    },

    disconnectHost(hostUrl: string): void {
      const known = active.get(hostUrl);
      if (!known) return;
      for (const outbox of known.outboxes.values()) outbox.stop();
      known.link.stop();
      active.delete(hostUrl);
      store.setState(({ hosts: { [hostUrl]: _, ...hosts }, openRoom }) => ({
        hosts,
        openRoom: openRoom?.hostUrl === hostUrl ? null : openRoom,
      }));
    },

    /** How a host is trusted, or what it is called, has changed. */
    describeHost(address: HostAddress): void {
      updateHost(store, address.baseUrl, (host) => ({ ...host, address }));
    },

    /** The network has news of a host. */
    followHost: (hostUrl: string): void => active.get(hostUrl)?.link.connection.follow(),

    retryNow: (hostUrl: string): void => active.get(hostUrl)?.link.connection.retryNow(),

    watchRooms: (hostUrl: string) => watchRooms(core, hostUrl),

    listPublicRooms: (hostUrl: string) => listPublicRooms(core, hostUrl),

    async changeProfile(
      hostUrl: string,
      change: {
        displayName?: string;
        status?: UserStatus;
        statusText?: string | null;
        statusUntil?: string | null;
      },
    ): Promise<Result<User>> {
      const known = findActive(core, hostUrl);
      if ('ok' in known) return known;
      const answer = await known.link.call({ name: 'updateMe', body: change });
      if (!answer.ok) return answer;
      known.link.setDisplayName(answer.data.user.displayName);
      updateHost(store, hostUrl, (host) => ({ ...host, self: answer.data.user }));
      return succeed(answer.data.user);
    },

    /** The new name goes to every connected host; the first refusal is told. */
    async changeName(displayName: string): Promise<Result<null>> {
      for (const hostUrl of active.keys()) {
        const answer = await this.changeProfile(hostUrl, { displayName });
        if (!answer.ok && answer.error.code !== 'NOT_REACHABLE') return answer;
        active.get(hostUrl)?.link.setDisplayName(displayName);
      }
      return succeed(null);
    },

    async setStatus(
      status: UserStatus,
      statusText?: string | null,
      statusUntil?: string | null,
    ): Promise<Result<null>> {
      for (const hostUrl of active.keys()) {
        const words = statusText === undefined ? {} : { statusText, statusUntil: statusUntil ?? null };
        const answer = await this.changeProfile(hostUrl, { status, ...words });
        if (!answer.ok) return answer;
      }
      return succeed(null);
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
