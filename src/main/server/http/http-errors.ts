import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Response } from 'express';
import { AppError, ERROR_STATUS, type ErrorCode } from '#shared/contract/errors.ts';
import type { Logger } from '../logger.ts';

/** What Express and its body parser throw, by the name they give it. */
const PARSER_ERRORS: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  'entity.too.large': ['PAYLOAD_TOO_LARGE', 'The request is too large.'],
  'entity.parse.failed': ['BAD_REQUEST', 'The body is not valid JSON.'],
  'encoding.unsupported': ['BAD_REQUEST', 'The body’s encoding is not supported.'],
  'charset.unsupported': ['BAD_REQUEST', 'The body must be UTF-8.'],
  'request.aborted': ['BAD_REQUEST', 'The request broke off.'],
  'request.size.invalid': ['BAD_REQUEST', 'The body has another size than was announced.'],
};

/** The one place where an error becomes an HTTP answer. */
export function sendError(response: Response, error: AppError): void {
  const { code, message, details } = error;
  const wait = details?.['retryAfterMs'];
  if (typeof wait === 'number') response.setHeader('Retry-After', String(Math.ceil(wait / 1_000)));
  response
    .status(ERROR_STATUS[code])
    .json({ success: false, error: { code, message, ...(details && { details }) } });
}

export function toAppError(thrown: unknown, logger: Logger): AppError {
  if (thrown instanceof AppError) return thrown;
  const { type, status } = (thrown ?? {}) as { type?: unknown; status?: unknown };
  const known = typeof type === 'string' ? PARSER_ERRORS[type] : undefined;
  if (known) return new AppError(...known);
  // Whatever else the parser blames on the sender, such as a body that is not compressed as it says.
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new AppError('BAD_REQUEST', 'The request cannot be read.');
  }
  if (thrown instanceof URIError) return new AppError('BAD_REQUEST', 'The address is not valid.');
  const logId = randomUUID();
  logger.error({ logId, error: thrown }, 'A request failed');
  return new AppError('INTERNAL', 'Something went wrong on the host.', { logId });
}

export function createErrorHandler(logger: Logger): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    sendError(response, toAppError(error, logger));
  };
}
