import { randomUUID } from 'node:crypto';
import { AppError } from '#shared/contract/errors.ts';
import type { Failure } from '#shared/contract/result.ts';
import type { Logger } from '../trust/logger.ts';

/** The one place where this surface turns an error into what a client may see. */
export function describeFailure(error: unknown, request: string, logger: Logger): Failure {
  if (error instanceof AppError) {
    const { code, message, details } = error;
    return details === undefined ? { code, message } : { code, message, details };
  }
  const logId = randomUUID();
  logger.error({ logId, request, error }, 'A socket request failed');
  return { code: 'INTERNAL', message: 'Something went wrong on the host.', details: { logId } };
}
