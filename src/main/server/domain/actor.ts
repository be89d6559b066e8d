import { AppError } from '#shared/contract/errors.ts';

/** Who asks: an identity of one space, proved by a surface at its door. */
export interface Actor {
  readonly userId: string;
  readonly spaceId: string;
  /** Set for an agent that was asked into one room: it goes nowhere else. */
  readonly onlyRoomId?: string;
}

/** Null for a room that is only being made. */
export function assertMayEnter({ onlyRoomId }: Actor, roomId: string | null): void {
  if (onlyRoomId === undefined || onlyRoomId === roomId) return;
  throw new AppError('NOT_ALLOWED', 'This agent was asked into one room, and stays there.');
}
