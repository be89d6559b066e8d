import { AppError } from '#shared/contract/errors.ts';
import type { FrameInput } from '#shared/contract/websocket.ts';
import type { Actor } from '../domain/actor.ts';
import { assertIn, type Line } from './line.ts';
import { encodeFrame } from './text-frame.ts';

export type SignalType = 'offer' | 'answer' | 'ice-candidate';

interface Options {
  listLinesOf: (userId: string) => readonly Line[];
  isPresent: (roomId: string, userId: string) => boolean;
  allowsDirect: boolean;
}

/** Passes a signal on as it is; the host does not look into it. */
export function createRelay(type: SignalType, { listLinesOf, isPresent, allowsDirect }: Options) {
  function refuse(to: string, roomId: string | null | undefined): never {
    if (!roomId) throw new AppError('USER_NOT_FOUND', 'There is no such client.');
    if (!isPresent(roomId, to)) throw new AppError('USER_NOT_FOUND', 'There is no such member in this room.');
    // In the room by Socket.IO, which has no word for signals.
    throw new AppError('USER_NOT_FOUND', 'That member has no line that takes signals.', {
      reason: 'no-line',
    });
  }

  return async (line: Line, actor: Actor, { roomId, to, payload }: FrameInput<SignalType>): Promise<null> => {
    if (roomId) assertIn(line, roomId);
    else if (!allowsDirect) throw new AppError('BAD_REQUEST', 'Name the room: roomId.', { path: 'roomId' });
    // Whichever family a line joined in: who is named as a participant can be called.
    const targets = listLinesOf(to).filter(({ rooms }) => !roomId || rooms.has(roomId));
    if (targets.length === 0) refuse(to, roomId);
    const frame = encodeFrame({ type, from: actor.userId, ...(roomId && { roomId }), payload });
    for (const target of targets) target.write(frame);
    return null;
  };
}
