import { AppError } from '#shared/contract/errors.ts';
import type { RequestContext } from './request-handlers.ts';
import { findLastJoined } from './session.ts';

export function resolveRoomId({ session, outlet }: RequestContext, roomId: string | undefined): string {
  const resolved = roomId ?? findLastJoined(session, outlet);
  if (resolved === undefined)
    throw new AppError('BAD_REQUEST', 'Name a room, or join one first.', { path: 'roomId' });
  return resolved;
}
