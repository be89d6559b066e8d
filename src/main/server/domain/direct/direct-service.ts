import { AppError } from '#shared/contract/errors.ts';
import type { MemberRoom } from '#shared/model/room.ts';
import type { DirectRepo } from '../../storage/direct-repo.ts';
import type { MemberRepo } from '../../storage/member-repo.ts';
import { type Actor, assertMayEnter } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { Publish } from '../events.ts';
import type { PresenceService } from '../presence/presence-service.ts';
import { roomNotFound } from '../rooms/room-rules.ts';
import { type RoomSurroundings, viewParticipant } from '../rooms/room-view.ts';

/** Conversations of two: rooms nobody else can be in. */
export interface DirectService {
  /** The conversation with somebody; the first time it is made. */
  openDirect(actor: Actor, userId: string): Promise<{ room: MemberRoom; isNew: boolean }>;
  /** How long messages stay after the other one read them; null keeps them. Counts for what is read from now on. */
  setReadLife(actor: Actor, roomId: string, seconds: number | null): Promise<MemberRoom>;
  /** Between two, being there is having the program open: nobody goes into a conversation only to be seen. */
  enterAll(actor: Actor, connectionId: string, rooms: readonly MemberRoom[]): Promise<MemberRoom[]>;
}

interface Options {
  direct: DirectRepo;
  members: Pick<MemberRepo, 'find'>;
  presence: Pick<PresenceService, 'enterRoom' | 'enterWithAll' | 'removeFromRoom' | 'countPresent'>;
  surroundings: RoomSurroundings;
  viewRoom: (actor: Actor, roomId: string) => Promise<MemberRoom | null>;
  publish: Publish;
  newId: () => string;
  clock: Clock;
}

export function createDirectService(options: Options): DirectService {
  const { direct, members, presence, publish, clock } = options;

  async function view(actor: Actor, roomId: string): Promise<MemberRoom> {
    const room = await options.viewRoom(actor, roomId);
    if (!room) throw roomNotFound();
    return room;
  }

  return {
    async openDirect(actor, userId) {
      assertMayEnter(actor, null);
      if (userId === actor.userId) {
        throw new AppError('VALIDATION_FAILED', 'userId must be somebody else.', { path: 'userId' });
      }
      const pair = {
        userId: actor.userId,
        peerId: userId,
        roomId: options.newId(),
        spaceId: actor.spaceId,
        now: clock.now(),
      };
      const { roomId, isNew } = await direct.open(pair, (peer) => {
        if (!peer || peer.isGone || peer.spaceId !== actor.spaceId) {
          throw new AppError('USER_NOT_FOUND', 'There is no such user.');
        }
      });
      if (isNew) {
        for (const id of [actor.userId, userId]) {
          presence.enterWithAll(id, roomId);
          publish({ name: 'room:added', payload: { roomId }, to: { userId: id } });
        }
      }
      return { room: await view(actor, roomId), isNew };
    },
    async setReadLife(actor, roomId, seconds) {
      const memberIds = await direct.setReadLife(
        roomId,
        actor.userId,
        seconds === null ? null : seconds * 1_000,
      );
      if (!memberIds) throw roomNotFound();
      // Both look at the room anew.
      for (const userId of memberIds) publish({ name: 'room:added', payload: { roomId }, to: { userId } });
      return view(actor, roomId);
    },
    async enterAll(actor, connectionId, rooms) {
      for (const { id: roomId, kind } of rooms) {
        if (kind !== 'direct' || !presence.enterRoom(connectionId, roomId)) continue;
        const member = await members.find(roomId, actor.userId);
        if (!member) {
          presence.removeFromRoom(actor.userId, roomId);
          continue;
        }
        const participant = viewParticipant(roomId, member, options.surroundings);
        publish({
          name: 'room:participant-joined',
          payload: { roomId, participant },
          to: { roomId, exceptUserId: actor.userId },
        });
      }
      // They were looked at before this person came in.
      return rooms.map((room) =>
        room.kind === 'direct' ? { ...room, participantCount: presence.countPresent(room.id) } : room,
      );
    },
  };
}
