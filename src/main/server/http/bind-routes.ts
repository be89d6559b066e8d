import { type Request, type RequestHandler, type Response, Router } from 'express';
import { AppError } from '#shared/contract/errors.ts';
import { ROUTES, type RouteName } from '#shared/contract/http.ts';
import { parseInput } from '#shared/contract/parse-input.ts';
import type { Actor } from '../domain/actor.ts';
import type { RateLimit } from '../domain/limits/rate-limit.ts';
import type { RouteHandlers, RouteInput } from './route-handler.ts';

interface Options {
  handlers: RouteHandlers;
  authenticate: (token: string) => Promise<Actor>;
  userLimit: RateLimit;
  anonymousLimit: RateLimit;
}

export function readBearer(header: string | undefined): string | null {
  return /^Bearer +(\S+) *$/i.exec(header ?? '')?.[1] ?? null;
}

/** Makes Express routes of the contract: limit, authenticate, parse, call, answer. */
export function bindRoutes({ handlers, authenticate, userLimit, anonymousLimit }: Options): Router {
  const router = Router();

  async function identify(request: Request): Promise<Actor> {
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
  }

  function createRequestHandler(name: RouteName): RequestHandler {
    const contract = ROUTES[name];
    // The table is checked name by name; a loop over it cannot carry that proof to the compiler.
    const handle = handlers[name] as (input: RouteInput<never>) => Promise<object>;
    return async (request: Request, response: Response) => {
      if (contract.access === 'open') anonymousLimit.take(request.ip ?? '');
      const actor = contract.access === 'open' ? null : await identify(request);
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
      response.status(status).json({ success: true, ...data });
    };
  }

  for (const name of Object.keys(ROUTES) as RouteName[]) {
    const { method, paths } = ROUTES[name];
    for (const path of paths) router[method](path, createRequestHandler(name));
  }
  return router;
}
