import type { Server } from 'node:http';
import { uuidv7 } from 'uuidv7';
import type { ServerConfig } from './config.ts';
import type { Publisher } from './domain/events.ts';
import type { CodeGuard } from './http/code-guard.ts';
import type { Logger } from './logger.ts';
import { createRealtimeGateway } from './realtime/gateway.ts';
import type { Services } from './services.ts';
import { createWebSocketGateway } from './websocket/gateway.ts';

interface Options {
  httpServer: Server;
  services: Services;
  publisher: Publisher;
  codeGuard: CodeGuard;
  redeemTicket: (ticket: string) => string | undefined;
  isAllowedPage: (origin: string | undefined, host: string | undefined) => boolean;
  config: ServerConfig;
  logger: Logger;
}

/** The two surfaces that keep a line open: Socket.IO for the app, raw WebSockets for programs. */
export function createSocketSurfaces(options: Options): { close: () => Promise<void> } {
  const { httpServer, services, publisher, codeGuard, isAllowedPage, config, logger } = options;
  const { limits, hasRateLimits } = config;
  const guards = { lookUpCode: codeGuard.look, provePassword: codeGuard.prove };
  const shared = { httpServer, services, publisher, isAllowedPage, limits, hasRateLimits, logger, ...guards };
  const gateway = createRealtimeGateway({
    ...shared,
    redeemTicket: options.redeemTicket,
  });
  const lines = createWebSocketGateway({
    ...shared,
    allowsDirect: config.hasDirectSignalling,
    pingEveryMs: config.linePingMs,
    newId: uuidv7,
  });
  return {
    async close() {
      publisher.publish({ name: 'host:closing', payload: {}, to: { everyone: true } });
      await lines.close();
      await gateway.close();
    },
  };
}
