import { AppError } from '#shared/contract/errors.ts';
import { type Limits, SIZES } from '#shared/contract/limits.ts';
import type { Message } from '#shared/model/message.ts';
import { isAllowed, POLICIES } from '#shared/model/policy.ts';
import type { ProgramRoom, ProgramRoomRepo, ProgramSeat } from '../../storage/program-room-repo.ts';
import type { RoomRepo } from '../../storage/room-repo.ts';
import { type Actor, assertMayEnter } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { Publish } from '../events.ts';
import type { AddMember } from '../rooms/add-member.ts';
import { decideJoin, refuseOutsider, roomNotFound } from '../rooms/room-rules.ts';
import { tellEnded } from '../rooms/tell-ended.ts';

/** Rooms as programs use them: the same rooms, with cursors that are message ids and no presence. */
export interface ProgramRoomService {
  create(actor: Actor, name: string | null): Promise<ProgramRoom>;
  find(roomId: string): Promise<ProgramRoom | null>;
  listOf(actor: Actor): Promise<(ProgramRoom & { seat: ProgramSeat })[]>;
  findSeat(roomId: string, userId: string): Promise<ProgramSeat | null>;
  listSeats(roomId: string): Promise<ProgramSeat[]>;
  /** The identity must be one of the room's space; adding somebody twice changes nothing. */
  addMember(actor: Actor, roomId: string, userId: string): Promise<ProgramSeat>;
  /** The caller, or another member where the room's policy allows it. */
  removeMember(actor: Actor, roomId: string, userId: string): Promise<void>;
  /** For the owner of the space: whoever is in the room is told. */
  delete(roomId: string): Promise<void>;
  readAfter(roomId: string, after: string | null, limit: number): Promise<Message[]>;
  /** Of the newest message that reading would give. */
  findLastMid(roomId: string): Promise<string | null>;
  moveMark(actor: Actor, roomId: string, mark: string): Promise<void>;
  countUnread(actor: Actor, roomId: string): Promise<number>;
}

interface Options {
  programRooms: ProgramRoomRepo;
  rooms: RoomRepo;
  addMember: AddMember;
  leaveRoom: (actor: Actor, roomId: string) => Promise<void>;
  onRoomGone: (roomId: string) => void;
  publish: Publish;
  drawCode: () => string;
  newId: () => string;
  clock: Clock;
  limits: Pick<Limits, 'roomCapacityCeiling'>;
}

export function createProgramRoomService(options: Options): ProgramRoomService {
  const { programRooms, rooms, publish, clock } = options;

  async function findRoom(roomId: string): Promise<ProgramRoom> {
    const room = await programRooms.find(roomId);
    if (!room) throw roomNotFound();
    return room;
  }

  async function findSeat(roomId: string, userId: string): Promise<ProgramSeat> {
    const seat = await programRooms.findSeat(roomId, userId);
    if (!seat) throw refuseOutsider({ visibility: 'private' });
    return seat;
  }

  return {
    async create(actor, name) {
      assertMayEnter(actor, null);
      const { id } = await rooms.create(
        {
          id: options.newId(),
          spaceId: actor.spaceId,
          name,
          description: '',
          ownerId: actor.userId,
          // Whoever made it is its first member and nothing more.
          ownerRole: 'member',
          policy: 'deaddrop',
          visibility: 'private',
          capacity: SIZES.absoluteCapacity,
          passwordHash: null,
          life: 'kept',
          now: clock.now(),
        },
        options.drawCode,
        () => {},
      );
      publish({ name: 'room:added', payload: { roomId: id }, to: { userId: actor.userId } });
      return findRoom(id);
    },
    find: (roomId) => programRooms.find(roomId),
    listOf: (actor) => programRooms.listOf(actor.spaceId, actor.userId),
    findSeat: (roomId, userId) => programRooms.findSeat(roomId, userId),
    listSeats: (roomId) => programRooms.listSeats(roomId),

    async addMember(actor, roomId, userId) {
      const { role } = await findSeat(roomId, actor.userId);
      await options.addMember(roomId, userId, (situation) => {
        const policy = POLICIES[situation.room.policy];
        const isSeated = situation.seat !== null && !situation.seat.hasLeft;
        if (isSeated) return { role: situation.seat?.role ?? 'member', isCaughtUp: true };
        if (isAllowed(policy, role, 'add-member')) return { role: 'member', isCaughtUp: false };
        if (!isAllowed(policy, role, 'invite')) {
          throw new AppError('NOT_ALLOWED', 'Your role in this room does not allow that.');
        }
        // A member vouches for the newcomer, so the password is not asked; lock and limit hold.
        return decideJoin(situation, {
          provenPasswordHash: situation.room.passwordHash,
          hasPassword: true,
          ceiling: options.limits.roomCapacityCeiling,
          isStillWaiting: () => true,
        });
      });
      return findSeat(roomId, userId);
    },

    async removeMember(actor, roomId, userId) {
      if (userId === actor.userId) return options.leaveRoom(actor, roomId);
      const room = await findRoom(roomId);
      const own = await findSeat(roomId, actor.userId);
      const target = await findSeat(roomId, userId);
      if (!isAllowed(POLICIES[room.policy], own.role, 'remove-member', target.role)) {
        throw new AppError('NOT_ALLOWED', 'Your role in this room does not allow that.');
      }
      publish({ name: 'room:kicked', payload: { roomId, reason: null }, to: { userId } });
      return options.leaveRoom({ userId, spaceId: target.spaceId }, roomId);
    },

    async delete(roomId) {
      const ended = await rooms.delete(roomId, '', (room) => {
        if (!room) throw roomNotFound();
      });
      tellEnded(options, ended, 'deleted');
    },

    readAfter: (roomId, after, limit) => programRooms.readAfter(roomId, after, limit),
    findLastMid: (roomId) => programRooms.findLastMid(roomId),
    async moveMark(actor, roomId, mark) {
      const hasMoved = await programRooms.moveMark(roomId, actor.userId, mark);
      if (!hasMoved) return;
      publish({
        name: 'room:read-updated',
        payload: { roomId, userId: actor.userId, lastReadMessageId: mark },
        to: { roomId },
      });
    },
    countUnread: (actor, roomId) => programRooms.countAfterMark(roomId, actor.userId),
  };
}
