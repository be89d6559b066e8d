import type { RequestHandler } from 'express';
import { AppError } from '#shared/contract/errors.ts';
import { ROUTES, type RouteName } from '#shared/contract/http.ts';
import { sendError } from './http-errors.ts';

const PATTERNS = (Object.keys(ROUTES) as RouteName[]).flatMap((name) =>
  ROUTES[name].paths.map((path) => ({
    method: ROUTES[name].method.toUpperCase(),
    pattern: new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}/?$`, 'i'),
  })),
);

/** The end of the line: the address is known under other methods, or not at all. */
export const handleUnknownRoute: RequestHandler = (request, response) => {
  const methods = new Set(
    PATTERNS.filter(({ pattern }) => pattern.test(request.path)).map(({ method }) => method),
  );
  if (methods.size === 0) {
    sendError(response, new AppError('NOT_FOUND', 'There is nothing at this address.'));
    return;
  }
  const allow = [...methods].sort().join(', ');
  response.setHeader('Allow', allow);
  sendError(response, new AppError('METHOD_NOT_ALLOWED', `Here you can use ${allow}.`));
};
