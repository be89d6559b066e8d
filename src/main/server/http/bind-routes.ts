import { type Request, type RequestHandler, type Response, Router } from 'express';
import { AppError } from '#shared/contract/errors.ts';
import { ROUTES, type RouteName } from '#shared/contract/http.ts';
import { JOIN_ROUTES } from '#shared/contract/http-join.ts';
import { parseInput } from '#shared/contract/parse-input.ts';
import type { Actor } from '../domain/actor.ts';
import { noRateLimit, type RateLimit } from '../domain/limits/rate-limit.ts';
import { isLoopback } from '../wire/loopback.ts';
import type { AssertAdmin } from './admin-guard.ts';
import type { RouteHandlers, RouteInput } from './route-handler.ts';

interface Options {
  handlers: RouteHandlers;
  identify: Identify;
  assertAdmin: AssertAdmin;
  anonymousLimit: RateLimit;
  /** Everybody on the network asks again and again who this host is. */
  probeLimit: RateLimit;
}

export function readBearer(header: string | undefined): string | null {
  return /^Bearer +(\S+) *$/i.exec(header ?? '')?.[1] ?? null;
}

/** Who asks, proved by the token in the header, and not too often. */
export type Identify = (request: Request) => Promise<Actor>;

export function createIdentify({
  authenticate,
  userLimit,
  anonymousLimit,
}: {
  authenticate: (token: string) => Promise<Actor>;
  userLimit: RateLimit;
  anonymousLimit: RateLimit;
}): Identify {
  return async (request) => {
    const token = readBearer(request.headers.authorization);
    if (!token) {
      anonymousLimit.take(request.ip ?? '');
      throw new AppError('UNAUTHENTICATED', 'A token is needed: Authorization: Bearer …');
    }
    try {
      const actor = await authenticate(token);
      userLimit.take(actor.userId);
      return actor;
    } catch (error) {
      // Guessing tokens costs as much as asking without one.
      if (error instanceof AppError && error.code === 'UNAUTHENTICATED')
        anonymousLimit.take(request.ip ?? '');
      throw error;
    }
  };
}

interface FileAnswer {
  readonly fileName: string;
  readonly content: string;
}

function sendFile(response: Response, type: string, { fileName, content }: FileAnswer): void {
  response.setHeader('Content-Disposition', `attachment; filename="${fileName}"`);
  response.type(type).send(content);
}

/** Makes Express routes of the contract: limit, authenticate, parse, call, answer. */
export function bindRoutes({ handlers, identify, assertAdmin, anonymousLimit, probeLimit }: Options): Router {
  const router = Router();

  /** Guessing the admin token costs as much as guessing any other. */
  function assertHost(request: Request): void {
    try {
      assertAdmin(readBearer(request.headers.authorization));
    } catch (error) {
      anonymousLimit.take(request.ip ?? '');
      throw error;
    }
  }

  function pickOpenLimit(name: RouteName): RateLimit {
    if (name === 'getHost' || name === 'listOpenRooms') return probeLimit;
    // A join by code counts for itself: it knows a guess from a join.
    return Object.hasOwn(JOIN_ROUTES, name) ? noRateLimit : anonymousLimit;
  }

  function createRequestHandler(name: RouteName): RequestHandler {
    const contract = ROUTES[name];
    const openLimit = pickOpenLimit(name);
    // The table is checked name by name; a loop over it cannot carry that proof to the compiler.
    const handle = handlers[name] as (input: RouteInput<never>) => Promise<object>;
    return async (request: Request, response: Response) => {
      if (contract.access === 'open') openLimit.take(request.ip ?? '');
      if (contract.access === 'admin') assertHost(request);
      if (contract.access === 'loopback' && !isLoopback(request.ip)) assertHost(request);
      const actor = contract.access === 'user' ? await identify(request) : null;
      let status: number = contract.status;
      const data = await handle({
        actor: actor as never,
        params: parseInput(contract.params, request.params) as never,
        query: parseInput(contract.query, request.query) as never,
        body: parseInput(contract.body, request.body ?? {}) as never,
        address: request.ip ?? '',
        setStatus: (given) => {
          status = given;
        },
      });
      if (contract.produces !== null) sendFile(response, contract.produces, data as FileAnswer);
      else response.status(status).json({ success: true, ...data });
    };
  }

  for (const name of Object.keys(ROUTES) as RouteName[]) {
    const { method, paths } = ROUTES[name];
    for (const path of paths) router[method](path, createRequestHandler(name));
  }
  return router;
}
