import { AppError } from '#shared/contract/errors.ts';
import type { SystemEvent } from '#shared/model/message.ts';
import { POLICIES } from '#shared/model/policy.ts';
import type { MemberRoom, Participant } from '#shared/model/room.ts';
import type { User } from '#shared/model/user.ts';
import type { CursorRepo } from '../../storage/cursor-repo.ts';
import type { IdentityRepo } from '../../storage/identity-repo.ts';
import type { MemberRepo } from '../../storage/member-repo.ts';
import type { RoomRepo } from '../../storage/room-repo.ts';
import type { StoredRoom } from '../../storage/room-row.ts';
import type { WaitingEntry } from '../../storage/waiting-repo.ts';
import { type Actor, assertMayEnter } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { Publish } from '../events.ts';
import type { PresenceService } from '../presence/presence-service.ts';
import type { TypingService } from '../presence/typing-service.ts';
import { assertMay, assertMayLeave, decideJoin, refuseOutsider, roomNotFound } from './room-rules.ts';
import { type RoomSurroundings, viewMemberRoom, viewParticipant, viewRoom } from './room-view.ts';
import { tellEnded } from './tell-ended.ts';

export interface JoinRequest {
  readonly roomId?: string | undefined;
  readonly roomCode?: string | undefined;
  readonly displayName?: string | undefined;
  readonly password?: string | undefined;
  /** The live line that comes in with the person; without one only the seat is taken. */
  readonly connectionId?: string | undefined;
}

export interface RoomJoined {
  readonly room: MemberRoom;
  readonly participants: Participant[];
  readonly self: Participant;
}

export interface MembershipService {
  joinRoom(actor: Actor, request: JoinRequest): Promise<RoomJoined>;
  leaveRoom(actor: Actor, roomId: string): Promise<void>;
  listParticipants(actor: Actor, roomId: string): Promise<Participant[]>;
  /** Tells all rooms of a person that their name or status changed. */
  tellProfileChange(actor: Actor, previousName: string, user: User): Promise<void>;
}

interface Options {
  rooms: RoomRepo;
  members: MemberRepo;
  cursors: CursorRepo;
  identities: IdentityRepo;
  presence: PresenceService;
  typing: TypingService;
  surroundings: RoomSurroundings;
  announce: (roomId: string, event: SystemEvent) => Promise<void>;
  onRoomGone: (roomId: string) => void;
  publish: Publish;
  fitsPassword: (password: string, hash: string) => Promise<boolean>;
  isStillWaiting: (entry: WaitingEntry) => boolean;
  clock: Clock;
}

export function createMembershipService(options: Options): MembershipService {
  const { rooms, members, presence, surroundings, publish, announce, clock } = options;

  async function findRoom(actor: Actor, request: JoinRequest): Promise<StoredRoom> {
    const room = request.roomId
      ? await rooms.find(request.roomId)
      : await rooms.findByCode(request.roomCode ?? '');
    if (!room || room.spaceId !== actor.spaceId) throw roomNotFound();
    return room;
  }

  async function listViews(roomId: string): Promise<Participant[]> {
    const seats = await members.list(roomId);
    return seats.map((member) => viewParticipant(roomId, member, surroundings));
  }

  async function rename(actor: Actor, displayName: string | undefined): Promise<void> {
    if (displayName === undefined) return;
    const before = await options.identities.find(actor.userId);
    if (!before || before.user.displayName === displayName) return;
    const stored = await options.identities.change(actor.userId, { displayName });
    if (stored) await tellProfileChange(actor, before.user.displayName, stored.user);
  }

  async function tellProfileChange(actor: Actor, previousName: string, user: User): Promise<void> {
    for (const roomId of await members.listRoomIds(actor.userId)) {
      const member = await members.find(roomId, actor.userId);
      if (!member) continue;
      const participant = viewParticipant(roomId, member, surroundings);
      publish({ name: 'room:participant-updated', payload: { roomId, participant }, to: { roomId } });
      if (previousName === user.displayName) continue;
      await announce(roomId, {
        event: 'renamed',
        userId: actor.userId,
        displayName: user.displayName,
        detail: previousName,
      });
    }
  }

  async function endRoom(roomId: string): Promise<void> {
    const ended = await rooms.delete(roomId, '', (room) => {
      // Somebody may have come in since.
      if (!room || room.memberCount > 0) throw roomNotFound();
    });
    tellEnded(options, ended, 'expired');
  }

  return {
    async joinRoom(actor, request) {
      const found = await findRoom(actor, request);
      assertMayEnter(actor, found.id);
      // A line outlives the identity that opened it: an agent that was sent away stays away.
      if (!(await options.identities.find(actor.userId))) {
        throw new AppError('UNAUTHENTICATED', 'This identity is gone.');
      }
      const proves =
        found.passwordHash !== null &&
        request.password !== undefined &&
        (await options.fitsPassword(request.password, found.passwordHash));
      const joined = await members.join(found.id, actor.userId, clock.now(), (situation) =>
        decideJoin(situation, {
          provenPasswordHash: proves ? found.passwordHash : null,
          hasPassword: request.password !== undefined,
          ceiling: surroundings.capacityCeiling,
          isStillWaiting: options.isStillWaiting,
        }),
      );
      if (!joined) throw roomNotFound();
      await rename(actor, request.displayName);
      const roomId = joined.room.id;
      const hasCome = request.connectionId !== undefined && presence.enterRoom(request.connectionId, roomId);
      const member = await members.find(roomId, actor.userId);
      const reading = await options.cursors.view(roomId, actor.userId);
      if (!member || !reading) {
        // Removed while the join was under way: nobody without a seat is in the room.
        presence.removeFromRoom(actor.userId, roomId);
        throw roomNotFound();
      }
      const self = viewParticipant(roomId, member, surroundings);
      if (joined.isNew || hasCome) {
        publish({
          name: 'room:participant-joined',
          payload: { roomId, participant: self },
          to: { roomId, exceptUserId: actor.userId },
        });
      }
      if (joined.isNew) {
        publish({ name: 'room:added', payload: { roomId }, to: { userId: actor.userId } });
        if (POLICIES[joined.room.policy].announcesMembers) {
          await announce(roomId, { event: 'joined', userId: actor.userId, displayName: member.displayName });
        }
      }
      const current = (await rooms.find(roomId)) ?? joined.room;
      return {
        room: viewMemberRoom(current, member, reading, surroundings),
        participants: await listViews(roomId),
        self,
      };
    },

    async leaveRoom(actor, roomId) {
      const member = await members.find(roomId, actor.userId);
      const left = await members.leave(roomId, actor.userId, clock.now(), (room) => {
        assertMayLeave(room);
        return POLICIES[room.policy].forgetsLeavers;
      });
      if (!left || !member) {
        const room = await rooms.find(roomId);
        throw room ? refuseOutsider(room) : roomNotFound();
      }
      options.typing.setTyping(roomId, actor.userId, false);
      presence.removeFromRoom(actor.userId, roomId);
      publish({
        name: 'room:participant-left',
        payload: { roomId, userId: actor.userId, reason: 'left' },
        to: { roomId },
      });
      if (POLICIES[left.room.policy].announcesMembers) {
        await announce(roomId, { event: 'left', userId: actor.userId, displayName: member.displayName });
      }
      if (left.room.memberCount === 0 && POLICIES[left.room.policy].endsWithLastMember) {
        return endRoom(left.room.id);
      }
      if (left.newOwnerId === null) return;
      publish({ name: 'room:updated', payload: { room: viewRoom(left.room, surroundings) }, to: { roomId } });
      const heir = await members.find(roomId, left.newOwnerId);
      if (!heir) return;
      const participant = viewParticipant(roomId, heir, surroundings);
      publish({ name: 'room:participant-updated', payload: { roomId, participant }, to: { roomId } });
      if (!POLICIES[left.room.policy].announcesMembers) return;
      await announce(roomId, { event: 'owner', userId: heir.userId, displayName: heir.displayName });
    },

    async listParticipants(actor, roomId) {
      const room = await rooms.find(roomId);
      if (!room || room.spaceId !== actor.spaceId) throw roomNotFound();
      const member = await members.find(roomId, actor.userId);
      assertMay(room, member?.role ?? null, 'view');
      const views = await listViews(roomId);
      return views.sort((a, b) => Number(b.isOnline) - Number(a.isOnline));
    },

    tellProfileChange,
  };
}
