import type { HostStatus } from '#shared/contract/ipc.ts';
import { explainHostFailure } from './explain-host-failure.ts';

/** The room server as far as the desktop knows it. */
export interface HostedServer {
  start(): Promise<{ httpUrl: string; hostId: string; networkUrls: readonly string[] }>;
  stop(): Promise<void>;
}

/** What of the settings needs another server when it changes. */
export interface HostWishes {
  readonly isHostingOn: boolean;
  readonly hostName: string;
}

export interface EmbeddedHost {
  readStatus(): HostStatus;
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
  createServer: (config: { host: string; hostName: string }) => HostedServer;
  /** Where to listen while hosting is on. */
  networkHost?: string | undefined;
  logFailure: (error: unknown) => void;
}): EmbeddedHost {
  const listeners = new Set<(status: HostStatus) => void>();
  let status: HostStatus = { state: 'starting' };
  let running: { server: HostedServer; wishes: HostWishes } | null = null;
  // One after the other: a quick on and off must not leave two servers behind.
  let queue: Promise<void> = Promise.resolve();

  function setStatus(next: HostStatus): void {
    status = next;
    for (const listener of listeners) listener(next);
  }

  async function stopRunning(): Promise<void> {
    const stopped = running;
    running = null;
    await stopped?.server.stop().catch(logFailure);
  }

  async function restart(wishes: HostWishes): Promise<void> {
    if (running?.wishes.isHostingOn === wishes.isHostingOn && running.wishes.hostName === wishes.hostName)
      return;
    setStatus({ state: 'starting' });
    await stopRunning();
    try {
      const host = wishes.isHostingOn ? networkHost : LOOPBACK;
      const server = createServer({ host, hostName: wishes.hostName });
      running = { server, wishes };
      const { httpUrl, hostId, networkUrls } = await server.start();
      setStatus({
        state: 'running',
        address: { baseUrl: httpUrl, hostId, name: wishes.hostName, isOwn: true },
        networkUrls: [...networkUrls],
      });
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
    apply: (wishes) => enqueue(() => restart(wishes)),
    stop: () => enqueue(stopRunning),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
