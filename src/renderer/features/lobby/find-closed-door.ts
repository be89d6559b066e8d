import type { Room } from '#shared/model/room.ts';

/** Why nobody new comes in at the moment; null for an open door. */
export function findClosedDoor({
  locked,
  memberCount,
  maxParticipants,
}: Pick<Room, 'locked' | 'memberCount' | 'maxParticipants'>): 'knock' | 'queue' | null {
  if (locked) return 'knock';
  return memberCount >= maxParticipants ? 'queue' : null;
}
