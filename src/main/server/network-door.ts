import type { Server } from 'node:http';
import { PROTOCOL_VERSION } from '#shared/contract/version.ts';
import type { Access, ServerConfig } from './config.ts';
import { createDiscovery } from './discovery/create-discovery.ts';
import { knock } from './discovery/doctor-checks.ts';
import { listInterfaces } from './discovery/interfaces.ts';
import { createNetworkWatcher } from './discovery/network-watcher.ts';
import type { HostFacts } from './host-facts.ts';
import { buildPlainRefusal } from './http/refusal-page.ts';
import { closeServer, listen } from './listen.ts';
import type { Logger } from './logger.ts';
import { isLoopback, listNetworkUrls } from './network-urls.ts';
import { createReachedAddress } from './reached-address.ts';
import { createProtocolMux } from './trust/protocol-mux.ts';

const KNOCK_WITHIN_MS = 2_500;

/** The one port of a host and how others find it. */
export interface NetworkDoor {
  /** TLS and plain HTTP on one port, and the announcement of both. */
  open(server: Server): Promise<number>;
  readAccess(): Access;
  changeAccess(access: Access): void;
  /** The address for this machine itself. */
  readHttpUrl(): string;
  listNetworkUrls(): string[];
  /** Calls when the addresses of this machine change, or which of them is the best for links. */
  onNetworkChange(listener: () => void): () => void;
  /** Whether a port of another machine is reached from here, for its network check. */
  knockAt(address: string, port: number): ReturnType<typeof knock>;
  close(): Promise<void>;
}

export function createNetworkDoor({
  config,
  facts: { hostId, startId, certificate },
  logger,
}: {
  config: ServerConfig;
  facts: HostFacts;
  logger: Logger;
}): NetworkDoor {
  let { access } = config;
  let port = config.port;
  const undo: (() => void | Promise<void>)[] = [];
  const watcher = createNetworkWatcher({
    read: () => listInterfaces({ choice: config.interfaces }),
    now: Date.now,
  });
  undo.push(watcher.stop);
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  undo.push(watcher.onChange(tell));
  const reached = createReachedAddress({
    listInterfaces: watcher.listInterfaces,
    onBestChanged: tell,
    now: Date.now,
  });

  function announce(): void {
    const discovery = createDiscovery({
      getOwnHostId: () => hostId,
      ownProtocol: PROTOCOL_VERSION,
      describe: () => ({ hostId, startId, name: config.hostName, protocol: PROTOCOL_VERSION, port }),
      readInterfaces: watcher.listInterfaces,
      listKnownPlaces: () => [],
      getKnownFingerprint: () => undefined,
      broadcastPort: config.discoveryPort,
      logger,
    });
    undo.push(discovery.stop);
  }

  return {
    async open(server) {
      const mux = createProtocolMux({
        httpServer: server,
        tls: certificate,
        logger,
        isPlainAllowed: (from = '') => access.allowsHttp || isLoopback(from),
        refuse: buildPlainRefusal,
      });
      server.on('connection', reached.note);
      port = await listen(server, config);
      undo.push(() => closeServer(server, mux.stop));
      if (config.hasDiscovery) announce();
      return port;
    },
    readAccess: () => access,
    changeAccess(next) {
      access = next;
    },
    readHttpUrl() {
      const host = config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host;
      return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
    },
    listNetworkUrls: () =>
      listNetworkUrls({
        host: config.host,
        port,
        interfaces: watcher.listInterfaces(),
        lastReachedAt: reached.read(),
        allowsHttp: access.allowsHttp,
      }),
    onNetworkChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    knockAt: (address, port) => knock({ address, port, signal: AbortSignal.timeout(KNOCK_WITHIN_MS) }),
    async close() {
      for (const step of undo.splice(0).reverse()) await step();
    },
  };
}
