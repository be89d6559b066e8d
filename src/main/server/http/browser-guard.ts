import type { RequestHandler } from 'express';
import { AppError } from '#shared/contract/errors.ts';
import { APP_ORIGIN } from '#shared/contract/ipc.ts';
import { sendError } from './http-errors.ts';
import { buildRefusalPage, NO_BROWSERS, REFUSAL_POLICY } from './refusal-page.ts';

export interface BrowserGuard {
  /** Pages name their origin when they call; the app's own and what the settings allow are no guests. */
  isAllowedCaller(origin: string | undefined): boolean;
  readonly handle: RequestHandler;
}

const PAGES = /^\/(spaces(\/|$)|assets\/|index\.html$|$)/;

export function createBrowserGuard({
  allowsBrowsers,
  extraOrigins,
}: {
  allowsBrowsers: () => boolean;
  extraOrigins: readonly string[];
}): BrowserGuard {
  const isAllowedCaller = (origin: string | undefined) =>
    allowsBrowsers() || origin === undefined || origin === APP_ORIGIN || extraOrigins.includes(origin);
  return {
    isAllowedCaller,
    handle(request, response, next) {
      if (!isAllowedCaller(request.headers.origin)) {
        return sendError(response, new AppError('NOT_ALLOWED', 'This host takes no guests in browsers.'));
      }
      if (allowsBrowsers() || !PAGES.test(request.path)) return next();
      response.setHeader('Content-Security-Policy', REFUSAL_POLICY);
      response.status(403).type('html').send(buildRefusalPage(NO_BROWSERS));
    },
  };
}
