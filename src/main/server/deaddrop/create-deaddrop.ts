import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RequestHandler, Response } from 'express';
import { AppError, ERROR_STATUS } from '#shared/contract/errors.ts';
import type { Limits } from '#shared/contract/limits.ts';
import type { AgentService } from '../domain/agents/agent-service.ts';
import type { InboxService } from '../domain/agents/inbox-service.ts';
import type { IdentityInviteService } from '../domain/agents/invite-service.ts';
import type { ChatService } from '../domain/chat/chat-service.ts';
import type { MessageWaiters } from '../domain/chat/message-waiters.ts';
import type { TopicWatch } from '../domain/chat/topic-watch.ts';
import type { ProgramRoomService } from '../domain/spaces/program-room-service.ts';
import type { SpaceService } from '../domain/spaces/space-service.ts';
import { DeaddropError, type ValidationIssue } from './deaddrop-error.ts';
import { createDoors } from './doors.ts';
import { readFields } from './fields.ts';
import { createIdentityRoutes } from './identity-routes.ts';
import { createInboxRoutes } from './inbox-routes.ts';
import { createInviteRoutes } from './invite-routes.ts';
import { createMessageRoutes } from './message-routes.ts';
import { createNamespaceRoutes } from './namespace-routes.ts';
import { readBody } from './read-body.ts';
import { readBodySource, readCredentials, readPath, readQuery, readUrl } from './read-request.ts';
import { createRoomRoutes } from './room-routes.ts';
import { type Route, route } from './route.ts';
import { createRouteTable } from './route-table.ts';
import { sendJson } from './send-json.ts';
import { createSubscribeRoutes } from './subscribe-routes.ts';
import { createWaitingPlaces } from './waiting-places.ts';

export interface DeaddropServices {
  readonly spaces: SpaceService;
  readonly agents: AgentService;
  readonly rooms: ProgramRoomService;
  readonly waiters: MessageWaiters;
  readonly topics: TopicWatch;
  readonly inbox: InboxService;
  readonly invites: IdentityInviteService;
}

interface Options {
  programs: DeaddropServices;
  chat: Pick<ChatService, 'postMessage'>;
  adminToken: string;
  /** Administration asks for nothing; for hosts on loopback. */
  isOpen: boolean;
  limits: Pick<Limits, 'bodyBytes' | 'socketsPerAddress' | 'waitingRequests'>;
  hasRateLimits: boolean;
  onError: (error: unknown, logId: string) => void;
}

export interface Deaddrop {
  /** Answers what belongs to this API and passes everything else on. */
  handle: RequestHandler;
  /** The last word at an address that nobody knew. */
  handleUnknown: RequestHandler;
}

/** First parts of a path that are the host's own. Only the two calls of an invitation are asked for below /api. */
const OWN_PATHS = new Set([
  '',
  'api',
  'assets',
  'spaces',
  'socket.io',
  'ws',
  'mcp',
  'metrics',
  'openapi.json',
]);
const INVITATION = /^\/api\/invites\/[^/]+\/(?:info|claim)\/?$/;

export function createDeaddrop(options: Options): Deaddrop {
  const { programs, chat, limits, hasRateLimits } = options;
  const places = createWaitingPlaces({ limits, hasRateLimits });
  const doors = createDoors({ ...programs, adminToken: options.adminToken, isOpen: options.isOpen });
  const find = createRouteTable([
    route({ method: 'GET', path: '/health', handle: async () => ({ status: 'ok' }) }),
    ...createNamespaceRoutes({ doors, ...programs }),
    ...createInviteRoutes({ doors, ...programs }),
    ...createIdentityRoutes({ doors, ...programs }),
    ...createRoomRoutes({ doors, ...programs }),
    ...createMessageRoutes({ doors, ...programs, chat }),
    ...createInboxRoutes({ doors, ...programs }),
    ...createSubscribeRoutes({ doors, ...programs }),
  ]);

  async function perform(
    { query: queryFields, body: bodyContract, handle }: Route,
    params: Record<string, string>,
    { request, response, url }: { request: IncomingMessage; response: Response; url: URL },
  ): Promise<unknown> {
    const issues: ValidationIssue[] = [];
    const body = bodyContract ? await readBody(request, limits.bodyBytes) : null;
    const query = readFields(queryFields, readQuery(url), 'query', issues);
    let values: Record<string, unknown> = {};
    if (bodyContract && body) {
      const before = issues.length;
      const source = readBodySource(body, bodyContract.isOptional, issues);
      if (issues.length === before) values = readFields(bodyContract.fields, source, 'body', issues);
    }
    if (issues.length > 0) throw new DeaddropError(422, issues);
    const gone = new AbortController();
    // Only for who went away: making an abort costs more than a whole answer.
    response.on('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    return handle({
      params,
      query,
      body: values,
      credentials: readCredentials(request),
      signal: gone.signal,
      response,
      hold: (work) => places.hold(request.socket.remoteAddress, work),
    });
  }

  function sendError(response: Response, error: unknown): void {
    if (error instanceof DeaddropError) {
      // The rest of a body that is too large is not read: the connection ends with the answer.
      if (error.status === 413) response.setHeader('Connection', 'close');
      sendJson(response, error.status, { detail: error.detail });
    } else if (error instanceof AppError) {
      const wait = error.details?.['retryAfterMs'];
      if (typeof wait === 'number') response.setHeader('Retry-After', String(Math.ceil(wait / 1_000)));
      sendJson(response, ERROR_STATUS[error.code], { detail: error.message });
    } else {
      options.onError(error, randomUUID());
      sendJson(response, 500, { detail: 'Internal Server Error' });
    }
  }

  return {
    handle(request, response, next) {
      const url = readUrl(request.originalUrl);
      if (!url) return next();
      const path = readPath(url);
      const first = path.split('/')[1] ?? '';
      if (OWN_PATHS.has(first) && !INVITATION.test(path)) return next();
      const match = find(request.method, path);
      switch (match.kind) {
        case 'none':
          return next();
        case 'without-slash':
          response.statusCode = 307;
          response.setHeader('Location', `${url.pathname.replace(/\/+$/, '')}${url.search}`);
          response.end();
          return;
        case 'wrong-method':
          response.setHeader('Allow', [...new Set(match.allowed)].join(', '));
          return sendJson(response, 405, { detail: 'Method Not Allowed' });
        default:
          perform(match.route, match.params, { request, response, url }).then(
            (value) => sendJson(response, 200, value),
            (error) => sendError(response, error),
          );
      }
    },
    handleUnknown(request, response, next) {
      const first = request.path.split('/')[1] ?? '';
      if (OWN_PATHS.has(first)) return next();
      sendJson(response, 404, { detail: 'Not Found' });
    },
  };
}
