import { AppError } from '#shared/contract/errors.ts';

/** Where a page of rooms ended, as opaque text for the client. */
export interface RoomCursor {
  readonly lastActivity: number;
  readonly id: string;
}

export function writeRoomCursor({ lastActivity, id }: RoomCursor): string {
  return Buffer.from(`${lastActivity}.${id}`).toString('base64url');
}

export function readRoomCursor(text: string | undefined): RoomCursor | null {
  if (text === undefined) return null;
  const match = /^(\d{1,15})\.([\w-]{1,64})$/.exec(Buffer.from(text, 'base64url').toString());
  if (!match?.[1] || !match[2]) {
    throw new AppError('VALIDATION_FAILED', 'cursor is not one that this host gave out.', { path: 'cursor' });
  }
  return { lastActivity: Number(match[1]), id: match[2] };
}
