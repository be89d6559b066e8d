import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import { AppError } from '#shared/contract/errors.ts';
import type { RouteOutput } from '#shared/contract/http.ts';
import type { HostInfo } from '#shared/contract/http-host.ts';
import type { HostSettingsService } from '../domain/administration/host-settings.ts';
import type { Clock } from '../domain/clock.ts';
import { createRateLimit, noRateLimit, type RateLimit } from '../domain/limits/rate-limit.ts';
import type { Logger } from '../logger.ts';
import type { Services } from '../services.ts';
import type { CodeJoinHost } from '../trust/code-join-host.ts';
import { createAdminGuard } from './admin-guard.ts';
import { createApiDocs } from './api-docs.ts';
import { bindRoutes, createIdentify } from './bind-routes.ts';
import type { BrowserGuard } from './browser-guard.ts';
import type { CodeGuard } from './code-guard.ts';
import { createFileRoutes } from './file-routes.ts';
import { createErrorHandler, sendError } from './http-errors.ts';
import { createLlmsText } from './llms-text.ts';
import type { OriginGuard } from './origin-guard.ts';
import { createRouteHandlers } from './route-handlers.ts';
import { handleUnknownPage } from './unknown-page.ts';
import { handleUnknownRoute } from './unknown-route.ts';
import { createWebInterface } from './web-interface.ts';

interface Options {
  services: Services;
  hostInfo: () => HostInfo;
  knockAt: (address: string, port: number) => Promise<RouteOutput<'lookBack'>['outcome']>;
  peopleSpaceId: string;
  originGuard: OriginGuard;
  /** What belongs to one machine counts as one. */
  toSource: (address: string) => string;
  codeGuard: CodeGuard;
  browserGuard: BrowserGuard;
  codeJoin: CodeJoinHost;
  redeemTicket: (ticket: string) => string | undefined;
  /** The API for programs at the root of the host, and its last word there. */
  deaddrop: { handle: RequestHandler; handleUnknown: RequestHandler };
  mcp: { handle: (request: Request, response: Response) => void };
  /** Where others reach the host. */
  baseUrl: () => string;
  loopbackUrl: () => string;
  adminToken: string;
  webRoot: string | null;
  settings: HostSettingsService;
  hasRateLimits: boolean;
  clock: Clock;
  logger: Logger;
}

const QUARTER_HOUR = 15 * 60_000;
const MINUTE = 60_000;
/** Whoever may join is not known yet: it is read no further than a join by code is long. */
const JOIN_BODY_BYTES = 16_384;

/** Strict, and without the upgrade to HTTPS that a host on a local network cannot offer. */
const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      mediaSrc: ["'self'", 'blob:'],
      connectSrc: ["'self'", 'ws:', 'wss:'],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: false,
  // Both need a secure context, and only warn without one.
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
});

export function createHttpApp(options: Options): Express {
  const { services, originGuard, clock, logger } = options;
  const { limits } = options.settings;
  const now = () => clock.now();
  const limit = (count: () => number, windowMs: number) =>
    options.hasRateLimits ? createRateLimit({ limit: count, windowMs, now }) : noRateLimit;

  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(securityHeaders);

  app.use((request, response, next) => {
    const { origin, host } = request.headers;
    if (!originGuard.isAllowedHost(host) || !originGuard.isAllowedOrigin(origin, host)) {
      return sendError(response, new AppError('NOT_ALLOWED', 'Pages of other sites may not use this host.'));
    }
    if (origin === undefined) return next();
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Vary', 'Origin');
    response.setHeader('Access-Control-Expose-Headers', 'Content-Disposition, Content-Range, Retry-After');
    if (request.method !== 'OPTIONS') return next();
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST, PUT, PATCH, DELETE');
    response.setHeader(
      'Access-Control-Allow-Headers',
      'Authorization, Content-Type, Content-Range, Range, X-Inbox-Secret, X-Namespace-Secret, X-Admin-Token',
    );
    response.setHeader('Access-Control-Max-Age', '600');
    response.status(204).end();
  });

  app.use(options.browserGuard.handle);
  app.use(createApiDocs(options.hostInfo().version));
  const { baseUrl, loopbackUrl } = options;
  app.use(createLlmsText({ hostName: options.hostInfo().name, baseUrl, loopbackUrl }));
  app.all('/mcp', options.mcp.handle);
  app.use(options.deaddrop.handle);
  const limitSources = (count: () => number, windowMs: number): RateLimit => {
    const sources = limit(count, windowMs);
    return { take: (address) => sources.take(options.toSource(address)) };
  };
  const anonymousLimit = limitSources(() => limits.anonymousRequests, QUARTER_HOUR);
  const identify = createIdentify({
    authenticate: services.identities.authenticate,
    userLimit: limit(() => limits.userRequests, MINUTE),
    anonymousLimit,
  });
  // Before the JSON parser: their bodies are whatever people send each other.
  app.use(createFileRoutes({ files: services.files, uploads: services.uploads, identify }));
  app.use('/api/join', express.json({ limit: JOIN_BODY_BYTES, strict: true }));
  app.use('/api', express.json({ limit: limits.bodyBytes, strict: true }));
  app.use(
    bindRoutes({
      handlers: createRouteHandlers({
        services,
        codeGuard: options.codeGuard,
        codeJoin: options.codeJoin,
        redeemTicket: options.redeemTicket,
        hostInfo: options.hostInfo,
        knockAt: options.knockAt,
        settings: options.settings,
        startedAt: now(),
        peopleSpaceId: options.peopleSpaceId,
      }),
      identify,
      assertAdmin: createAdminGuard(options.adminToken),
      anonymousLimit,
      probeLimit: limitSources(() => limits.hostProbes, MINUTE),
    }),
  );
  app.use(createWebInterface(options.webRoot));
  app.use(handleUnknownPage);
  app.use(options.deaddrop.handleUnknown);
  app.use(handleUnknownRoute);
  app.use(createErrorHandler(logger));
  return app;
}
