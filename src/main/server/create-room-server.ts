import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import type { HostInfo } from '#shared/contract/http.ts';
import { TIMES } from '#shared/contract/limits.ts';
import { PROTOCOL_VERSION } from '#shared/contract/version.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import type { ServerConfig } from './config.ts';
import { createServices } from './create-services.ts';
import { createDeaddrop } from './deaddrop/create-deaddrop.ts';
import { type Clock, systemClock } from './domain/clock.ts';
import { createPublisher } from './domain/events.ts';
import { createCodeGuard } from './http/code-guard.ts';
import { createHttpApp } from './http/create-http-app.ts';
import { createOriginGuard } from './http/origin-guard.ts';
import { closeServer, listen } from './listen.ts';
import { createLogger, type Logger } from './logger.ts';
import { listNetworkUrls } from './network-urls.ts';
import { createRealtimeGateway } from './realtime/gateway.ts';
import { openDatabase } from './storage/database.ts';
import { createHostRepo } from './storage/host-repo.ts';
import { createTokens } from './trust/tokens.ts';
import { createWebSocketGateway } from './websocket/gateway.ts';

export interface RunningHost {
  readonly httpUrl: string;
  readonly port: number;
  readonly hostId: string;
  /** Addresses others on the network can use, best first; empty on loopback. */
  readonly networkUrls: readonly string[];
  /** Opens the administration API; for the one who runs the host. */
  readonly adminToken: string;
}

export interface RoomServer {
  start(): Promise<RunningHost>;
  stop(): Promise<void>;
}

/** Parts that tests replace; everything else is real. */
export interface Replacements {
  readonly clock?: Clock;
  readonly logger?: Logger;
}

/** The composition root: config in; start, stop and address out. It stops in the reverse order of start. */
export function createRoomServer(config: ServerConfig, replacements: Replacements = {}): RoomServer {
  const clock = replacements.clock ?? systemClock;
  const logger = replacements.logger ?? createLogger({ level: config.logLevel });
  const undo: (() => void | Promise<void>)[] = [];

  async function build(): Promise<RunningHost> {
    const database = openDatabase(join(config.dataDir, 'spaces.sqlite'));
    undo.push(() => database.close());
    const facts = createHostRepo({ database });
    const hostId = await facts.readOrKeep('host_id', () => randomUUID());
    const secret = await facts.readOrKeep('token_secret', () => randomBytes(32).toString('base64'));
    const adminToken =
      config.adminToken ??
      (await facts.readOrKeep('admin_token', () => randomBytes(24).toString('base64url')));
    const peopleSpaceId = await facts.readPeopleSpace(() => ({
      id: randomBytes(8).toString('hex'),
      now: clock.now(),
    }));
    const startId = randomUUID();

    let address: RunningHost | null = null;
    const baseUrl = () => address?.networkUrls[0] ?? address?.httpUrl ?? '';
    const publisher = createPublisher({
      onListenerError: (error) => logger.error({ error }, 'A surface failed to tell'),
    });
    const set = await createServices({
      database,
      publisher,
      tokens: createTokens({
        secret: Buffer.from(secret, 'base64'),
        hostId,
        lifeMs: TIMES.tokenLife,
        now: clock.now,
      }),
      peopleSpaceId,
      joinLink: (code) => `${baseUrl()}/spaces/${code}`,
      newId: uuidv7,
      config,
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
      fingerprint: null,
      features: ['chat'],
    });
    const codeGuard = createCodeGuard({
      failuresPerMinute: config.hasRateLimits
        ? config.limits.codeFailuresPerMinute
        : Number.POSITIVE_INFINITY,
      now: clock.now,
    });
    const originGuard = createOriginGuard({ machineName: hostname(), extraOrigins: config.extraOrigins });
    const deaddrop = createDeaddrop({
      programs: set.services.programs,
      chat: set.services.chat,
      adminToken,
      isOpen: config.isDeaddropOpen,
      bodyBytes: config.limits.bodyBytes,
      onError: (error, logId) => logger.error({ error, logId }, 'A program’s request failed'),
    });
    const server = createServer(
      createHttpApp({
        services: set.services,
        hostInfo,
        originGuard,
        codeGuard,
        deaddrop,
        webRoot: config.webRoot,
        limits: config.limits,
        hasRateLimits: config.hasRateLimits,
        clock,
        logger,
      }),
    );
    await set.roomLife.start();
    const gateway = createRealtimeGateway({
      httpServer: server,
      services: set.services,
      publisher,
      lookUpCode: codeGuard.look,
      isAllowedPage: (origin, host) =>
        originGuard.isAllowedHost(host) && originGuard.isAllowedOrigin(origin, host),
      limits: config.limits,
      hasRateLimits: config.hasRateLimits,
      logger,
    });
    const lines = createWebSocketGateway({
      httpServer: server,
      services: set.services,
      publisher,
      lookUpCode: codeGuard.look,
      isAllowedPage: (origin, host) =>
        originGuard.isAllowedHost(host) && originGuard.isAllowedOrigin(origin, host),
      allowsDirect: config.hasDirectSignalling,
      pingEveryMs: config.linePingMs,
      limits: config.limits,
      hasRateLimits: config.hasRateLimits,
      newId: uuidv7,
      logger,
    });
    const port = await listen(server, config);
    undo.push(() => closeServer(server));
    undo.push(async () => {
      publisher.publish({ name: 'host:closing', payload: {}, to: { everyone: true } });
      lines.close();
      await gateway.close();
    });
    const shownHost = config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host;
    const httpUrl = `http://${shownHost.includes(':') ? `[${shownHost}]` : shownHost}:${port}`;
    address = { httpUrl, port, hostId, networkUrls: listNetworkUrls(config.host, port), adminToken };
    return address;
  }

  async function stop(): Promise<void> {
    for (const step of undo.splice(0).reverse()) await step();
  }

  return {
    async start() {
      try {
        return await build();
      } catch (error) {
        await stop();
        throw error;
      }
    },
    stop,
  };
}
