import { createServer } from 'node:http';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import type { HostInfo } from '#shared/contract/http-host.ts';
import { TIMES } from '#shared/contract/limits.ts';
import { PROTOCOL_VERSION } from '#shared/contract/version.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import type { Access, ServerConfig } from './config.ts';
import { createCodeJoin } from './create-code-join.ts';
import { createGuards } from './create-guards.ts';
import { createServices } from './create-services.ts';
import { createSocketSurfaces } from './create-socket-surfaces.ts';
import { createDeaddrop } from './deaddrop/create-deaddrop.ts';
import { createHostSettings } from './domain/administration/host-settings.ts';
import { type Clock, systemClock } from './domain/clock.ts';
import { createPublisher } from './domain/events.ts';
import { readHostFacts } from './host-facts.ts';
import { dropStalledBodies } from './http/body-stall.ts';
import { createHttpApp } from './http/create-http-app.ts';
import { createLogger, type Logger } from './logger.ts';
import { createMcp } from './mcp/create-mcp.ts';
import { createNetworkDoor, type NetworkDoor } from './network-door.ts';
import { type Database, openDatabase } from './storage/database.ts';
import { lockFolder } from './storage/folder-lock.ts';
import { createHostSettingsRepo } from './storage/host-settings-repo.ts';
import { createRoomRepo } from './storage/room-repo.ts';
import { computeKeyPin } from './trust/certificate.ts';
import { createTokens } from './trust/tokens.ts';

export interface RunningHost {
  readonly httpUrl: string;
  readonly port: number;
  readonly hostId: string;
  /** New at every start. */
  readonly startId: string;
  /** SHA-256 of the certificate that others know this host by. */
  readonly fingerprint: string;
  /** Addresses others on the network can use, best first; empty on loopback. */
  listNetworkUrls(): string[];
  /** Calls when those addresses change; returns the undo. */
  onNetworkChange(listener: () => void): () => void;
  /** Lets browsers and plain HTTP in, or no longer. */
  changeAccess(access: Access): void;
  /** Opens the administration API; for the one who runs the host. */
  readonly adminToken: string;
}

export interface RoomServer {
  start(): Promise<RunningHost>;
  stop(): Promise<void>;
}

/** What the program around the host brings, or a test. */
export interface Replacements {
  readonly clock?: Clock;
  readonly logger?: Logger;
  /** Where another host is now, for agents on this machine that were asked in there; places as `https://…`. */
  readonly locateHost?: (hostId: string) => readonly string[];
}

/** The composition root: config in; start, stop and address out. It stops in the reverse order of start. */
export function createRoomServer(config: ServerConfig, replacements: Replacements = {}): RoomServer {
  const clock = replacements.clock ?? systemClock;
  const logger = replacements.logger ?? createLogger({ level: config.logLevel });
  const locateHost = replacements.locateHost ?? (() => []);
  const undo: (() => void | Promise<void>)[] = [];

  async function stop(): Promise<void> {
    for (const step of undo.splice(0).reverse()) await step();
  }

  return {
    async start() {
      try {
        return await buildHost({ config, clock, logger, locateHost, undo });
      } catch (error) {
        await stop();
        throw error;
      }
    },
    stop,
  };
}

interface Ground extends Required<Replacements> {
  config: ServerConfig;
  undo: (() => void | Promise<void>)[];
}

/** Loopback means another machine elsewhere: it is told only where there is nothing better. */
function listSecureUrls({ listNetworkUrls, readHttpUrl }: NetworkDoor): string[] {
  const urls = listNetworkUrls();
  return (urls.length > 0 ? urls : [readHttpUrl()]).map((url) => url.replace('http:', 'https:'));
}

function openStorage({ config, logger, undo }: Pick<Ground, 'config' | 'logger' | 'undo'>): Database {
  undo.push(lockFolder(config.dataDir));
  const database = openDatabase(join(config.dataDir, 'spaces.sqlite'), {
    onFailure: (error) => logger.error({ error }, 'A group of writes failed'),
  });
  undo.push(() => database.close());
  return database;
}

/** Builds from the bottom up; what has to be undone is noted as it is made. */
async function buildHost({ config: started, clock, logger, locateHost, undo }: Ground): Promise<RunningHost> {
  const database = openStorage({ config: started, logger, undo });
  const facts = await readHostFacts({ database, config: started, clock, logger });
  const { hostId, startId, adminToken, peopleSpaceId } = facts;
  const { fingerprint } = facts.certificate;
  const keyPin = computeKeyPin(facts.certificate.certPem);
  const settings = await createHostSettings({
    repo: createHostSettingsRepo({ database }),
    start: { ...started.limits, emptyLifeMs: started.emptyLifeMs },
    spaceId: peopleSpaceId,
    clock,
  });
  // From here on the limits are those of the moment, not those of the start.
  const config: ServerConfig = { ...started, limits: settings.limits };
  const door = createNetworkDoor({ config, facts, logger });
  undo.push(() => door.close());
  const publisher = createPublisher({
    onListenerError: (error) => logger.error({ error }, 'A surface failed to tell'),
  });
  const baseUrl = () => door.listNetworkUrls()[0] ?? door.readHttpUrl();
  const set = await createServices({
    database,
    publisher,
    tokens: createTokens({
      secret: facts.tokenSecret,
      hostId,
      lifeMs: TIMES.tokenLife,
      now: clock.now,
    }),
    peopleSpaceId,
    addresses: () => ({
      baseUrl: baseUrl(),
      loopbackUrl: door.readHttpUrl(),
      ...{ hostId, hostName: config.hostName, fingerprint, keyPin },
      secureUrls: listSecureUrls(door),
    }),
    joinLink: (code) => `${baseUrl()}/spaces/${code}`,
    newId: uuidv7,
    config,
    settings,
    clock,
    logger,
  });
  undo.push(() => set.close());
  const hostInfo = (): HostInfo => ({
    hostId,
    startId,
    name: config.hostName,
    version: packageJson.version,
    protocol: PROTOCOL_VERSION,
    fingerprint,
    features: ['chat', 'tls', 'code-join', ...(door.readAccess().allowsBrowsers ? ['browsers'] : [])],
  });
  const codeJoin = createCodeJoin({
    binding: { hostId, fingerprint },
    rooms: createRoomRepo({ database }),
    services: set.services,
    peopleSpaceId,
    limits: config.limits,
    hasRateLimits: config.hasRateLimits,
    clock,
    logger,
  });
  const guards = createGuards({ config, readAccess: door.readAccess, codeJoin });
  const { codeGuard, isAllowedPage } = guards;
  const deaddrop = createDeaddrop({
    programs: set.services.programs,
    chat: set.services.chat,
    adminToken,
    isOpen: config.isDeaddropOpen,
    limits: config.limits,
    hasRateLimits: config.hasRateLimits,
    onError: (error, logId) => logger.error({ error, logId }, 'A program’s request failed'),
  });
  const server = createServer(
    createHttpApp({
      services: set.services,
      hostInfo,
      knockAt: door.knockAt,
      peopleSpaceId,
      ...guards,
      codeJoin,
      redeemTicket: codeJoin.redeemTicket,
      deaddrop,
      mcp: createMcp({
        services: set.services,
        ownHost: { hostId, name: config.hostName },
        locate: locateHost,
        version: packageJson.version,
        bodyBytes: config.limits.bodyBytes,
        onError: (error, logId) => logger.error({ error, logId }, 'An agent’s request failed'),
      }),
      baseUrl,
      loopbackUrl: door.readHttpUrl,
      adminToken,
      webRoot: config.webRoot,
      settings,
      hasRateLimits: config.hasRateLimits,
      clock,
      logger,
    }),
  );
  dropStalledBodies(server, { stallMs: TIMES.bodyStall });
  await set.roomLife.start();
  const sockets = createSocketSurfaces({
    httpServer: server,
    services: set.services,
    publisher,
    codeGuard,
    redeemTicket: codeJoin.redeemTicket,
    isAllowedPage,
    config,
    logger,
  });
  const port = await door.open(server);
  undo.push(() => door.close());
  undo.push(sockets.close);
  // Rooms show both as their own, and a raised ceiling frees seats for those who wait.
  settings.onChange((names) => {
    const isShown = names.includes('roomCapacityCeiling') || names.includes('agentMessagesInRow');
    if (isShown) set.services.rooms.tellLinks(peopleSpaceId);
  });
  door.onNetworkChange(() => set.services.rooms.tellLinks(peopleSpaceId));
  const { listNetworkUrls, onNetworkChange, changeAccess } = door;
  const httpUrl = door.readHttpUrl();
  return {
    ...{ httpUrl, port, hostId, startId, fingerprint, adminToken },
    ...{ listNetworkUrls, onNetworkChange, changeAccess },
  };
}
