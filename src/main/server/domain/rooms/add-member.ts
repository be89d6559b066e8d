import type { SystemEvent } from '#shared/model/message.ts';
import { POLICIES } from '#shared/model/policy.ts';
import type { InSameWrite, Joined, JoinSituation, MemberRepo } from '../../storage/member-repo.ts';
import type { Seating } from '../../storage/seat-writes.ts';
import type { Clock } from '../clock.ts';
import type { Publish } from '../events.ts';
import { roomNotFound } from './room-rules.ts';
import { type RoomSurroundings, viewParticipant } from './room-view.ts';

/** Seats somebody else in a room and tells everybody; `authorize` throws to refuse, inside the write. */
export type AddMember = (
  roomId: string,
  userId: string,
  authorize: (situation: JoinSituation) => Seating,
  alongside?: InSameWrite,
) => Promise<Joined>;

interface Options {
  members: MemberRepo;
  surroundings: RoomSurroundings;
  announce: (roomId: string, event: SystemEvent) => Promise<void>;
  publish: Publish;
  clock: Clock;
}

export function createAddMember({ members, surroundings, announce, publish, clock }: Options): AddMember {
  return async (roomId, userId, authorize, alongside) => {
    const joined = await members.join(roomId, userId, clock.now(), authorize, alongside);
    if (!joined) throw roomNotFound();
    const { isNew, member, room } = joined;
    if (!isNew) return joined;
    const participant = viewParticipant(roomId, member, surroundings);
    publish({ name: 'room:participant-joined', payload: { roomId, participant }, to: { roomId } });
    publish({ name: 'room:added', payload: { roomId }, to: { userId } });
    if (POLICIES[room.policy].announcesMembers) {
      await announce(roomId, { event: 'joined', userId, displayName: member.displayName });
    }
    return joined;
  };
}
