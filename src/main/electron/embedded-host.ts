import type { HostStatus } from '#shared/contract/ipc.ts';
import { makeHostKey } from '#shared/model/host-key.ts';
import type { RunningHost } from '../server/create-room-server.ts';
import { explainHostFailure } from './explain-host-failure.ts';

export type ServingHost = Pick<
  RunningHost,
  | 'httpUrl'
  | 'port'
  | 'hostId'
  | 'startId'
  | 'fingerprint'
  | 'adminToken'
  | 'listNetworkUrls'
  | 'onNetworkChange'
  | 'changeAccess'
>;

/** The room server as far as the desktop knows it. */
export interface HostedServer {
  start(): Promise<ServingHost>;
  stop(): Promise<void>;
}

/** What the settings say about the host. */
export interface HostWishes {
  readonly isHostingOn: boolean;
  readonly hostName: string;
  readonly allowsBrowsers: boolean;
  readonly allowsHttp: boolean;
}

/** The host that runs, and under which wishes it was started. */
export interface Serving extends ServingHost {
  readonly wishes: HostWishes;
}

export interface EmbeddedHost {
  readStatus(): HostStatus;
  readServing(): Serving | null;
  /** Starts, or starts again when the wishes changed. Resolves when the new state is reached. */
  apply(wishes: HostWishes): Promise<void>;
  stop(): Promise<void>;
  subscribe(listener: (status: HostStatus) => void): () => void;
}

const LOOPBACK = '127.0.0.1';
const EVERYWHERE = '0.0.0.0';

export function createEmbeddedHost({
  createServer,
  networkHost = EVERYWHERE,
  logFailure,
}: {
  createServer: (config: HostWishes & { host: string }) => HostedServer;
  /** Where to listen while hosting is on. */
  networkHost?: string | undefined;
  logFailure: (error: unknown) => void;
}): EmbeddedHost {
  const listeners = new Set<(status: HostStatus) => void>();
  let status: HostStatus = { state: 'starting' };
  let running: { server: HostedServer; wishes: HostWishes } | null = null;
  let serving: Serving | null = null;
  let stopWatching = () => {};
  // One after the other: a quick on and off must not leave two servers behind.
  let queue: Promise<void> = Promise.resolve();

  function setStatus(next: HostStatus): void {
    status = next;
    for (const listener of listeners) listener(next);
  }

  function tellServing({ hostId, fingerprint, wishes, httpUrl, listNetworkUrls }: Serving): void {
    setStatus({
      state: 'running',
      address: { hostKey: makeHostKey(hostId), hostId, name: wishes.hostName, isOwn: true },
      networkUrls: listNetworkUrls(),
      fingerprint,
      mcpUrl: `${httpUrl}/mcp`,
    });
  }

  async function stopRunning(): Promise<void> {
    const stopped = running;
    running = null;
    serving = null;
    stopWatching();
    await stopped?.server.stop().catch(logFailure);
  }

  async function restart(wishes: HostWishes): Promise<void> {
    const before = running?.wishes;
    if (before?.isHostingOn === wishes.isHostingOn && before.hostName === wishes.hostName) {
      serving?.changeAccess(wishes);
      if (serving) tellServing(serving);
      return;
    }
    setStatus({ state: 'starting' });
    await stopRunning();
    try {
      const server = createServer({ ...wishes, host: wishes.isHostingOn ? networkHost : LOOPBACK });
      running = { server, wishes };
      const started: Serving = { ...(await server.start()), wishes };
      serving = started;
      stopWatching = started.onNetworkChange(() => tellServing(started));
      tellServing(started);
    } catch (error) {
      logFailure(error);
      await stopRunning();
      setStatus({ state: 'failed', message: explainHostFailure(error) });
    }
  }

  function enqueue(step: () => Promise<void>): Promise<void> {
    queue = queue.then(step);
    return queue;
  }

  return {
    readStatus: () => status,
    readServing: () => serving,
    apply: (wishes) => enqueue(() => restart(wishes)),
    stop: () => enqueue(stopRunning),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
