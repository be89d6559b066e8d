import type { Result } from '#shared/contract/result.ts';
import type { Role } from '#shared/model/role.ts';
import type { SessionActions } from '../../session/create-session.ts';
import type { RoomRef } from '../../session/replica.ts';

type Caller = Pick<SessionActions, 'callHost'>;

export function changeMember(
  { callHost }: Caller,
  { hostKey, roomId }: RoomRef,
  userId: string,
  change: { role?: Role; muted?: boolean },
): Promise<Result<unknown>> {
  return callHost(hostKey, { name: 'updateMember', params: { roomId, userId }, body: change });
}

/** The old code leads nowhere from then on; the answer is the new one. */
export async function renewCode(
  { callHost }: Caller,
  { hostKey, roomId }: RoomRef,
): Promise<Result<{ roomCode: string }>> {
  const renewed = await callHost(hostKey, { name: 'rotateCode', params: { roomId } });
  return renewed.ok ? { ok: true, data: { roomCode: renewed.data.room.roomCode } } : renewed;
}

export function removePerson(
  { callHost }: Caller,
  { hostKey, roomId }: RoomRef,
  userId: string,
  { act, reason }: { act: 'kick' | 'ban'; reason: string },
): Promise<Result<unknown>> {
  const why = reason.trim() === '' ? {} : { reason: reason.trim() };
  return act === 'kick'
    ? callHost(hostKey, { name: 'kickMember', params: { roomId, userId }, body: why })
    : callHost(hostKey, { name: 'banUser', params: { roomId }, body: { userId, ...why } });
}
