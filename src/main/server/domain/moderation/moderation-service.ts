import { AppError } from '#shared/contract/errors.ts';
import type { Limits } from '#shared/contract/limits.ts';
import type { LeaveReason } from '#shared/contract/realtime.ts';
import type { SystemEvent } from '#shared/model/message.ts';
import type { AuditEntry, Ban } from '#shared/model/moderation.ts';
import type { Participant } from '#shared/model/room.ts';
import type { AuditRepo } from '../../storage/audit-repo.ts';
import type { MemberRepo } from '../../storage/member-repo.ts';
import type { MemberChange, ModerationRepo } from '../../storage/moderation-repo.ts';
import type { Deed } from '../../storage/moderation-situation.ts';
import type { RoomRepo } from '../../storage/room-repo.ts';
import type { StoredRoom } from '../../storage/room-row.ts';
import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { Publish } from '../events.ts';
import type { PresenceService } from '../presence/presence-service.ts';
import type { TypingService } from '../presence/typing-service.ts';
import { roomNotFound } from '../rooms/room-rules.ts';
import { type RoomSurroundings, viewParticipant, viewRoom, viewState } from '../rooms/room-view.ts';
import { assertMayAct, assertMayGiveRole, assertMaySee } from './moderation-rules.ts';

export interface AuditPage {
  readonly entries: AuditEntry[];
  readonly nextCursor: string | null;
}

/** What is done to other members. Each act is checked and noted inside the write that does it. */
export interface ModerationService {
  changeMember(actor: Actor, roomId: string, userId: string, change: MemberChange): Promise<Participant>;
  kick(actor: Actor, roomId: string, userId: string, reason: string | null): Promise<void>;
  ban(actor: Actor, roomId: string, userId: string, reason: string | null): Promise<Ban>;
  unban(actor: Actor, roomId: string, userId: string): Promise<void>;
  listBans(actor: Actor, roomId: string): Promise<Ban[]>;
  listAudit(
    actor: Actor,
    roomId: string,
    query: { limit?: number | undefined; cursor?: string | undefined },
  ): Promise<AuditPage>;
}

interface Options {
  moderation: ModerationRepo;
  audit: AuditRepo;
  rooms: RoomRepo;
  members: MemberRepo;
  presence: Pick<PresenceService, 'removeFromRoom'>;
  typing: Pick<TypingService, 'setTyping'>;
  surroundings: RoomSurroundings;
  announce: (roomId: string, event: SystemEvent) => Promise<void>;
  publish: Publish;
  clock: Clock;
  limits: Pick<Limits, 'roomsPerOwner'>;
}

const AUDIT_PAGE = 100;

export function createModerationService(options: Options): ModerationService {
  const { moderation, audit, rooms, members, surroundings, announce, publish, clock } = options;

  async function findRoom(actor: Actor, roomId: string): Promise<StoredRoom> {
    const room = await rooms.find(roomId);
    if (!room || room.spaceId !== actor.spaceId) throw roomNotFound();
    return room;
  }

  async function assertMayLook(actor: Actor, roomId: string): Promise<void> {
    const room = await findRoom(actor, roomId);
    const member = await members.find(roomId, actor.userId);
    assertMaySee(room, member?.role ?? null, 'ban-member');
  }

  const toDeed = (actor: Actor, roomId: string, targetId: string): Deed => ({
    roomId,
    actorId: actor.userId,
    targetId,
    now: clock.now(),
  });

  /** The person hears why, then the room hears that they are gone. */
  function tellRemoval(roomId: string, userId: string, reason: string | null, how: LeaveReason): void {
    options.typing.setTyping(roomId, userId, false);
    options.presence.removeFromRoom(userId, roomId);
    const payload = how === 'banned' ? { roomId, reason, isBanned: true as const } : { roomId, reason };
    publish({ name: 'room:kicked', payload, to: { userId } });
    publish({ name: 'room:participant-left', payload: { roomId, userId, reason: how }, to: { roomId } });
  }

  /** Who was the owner is told with who is now, in one turn: nobody sees two of them. */
  async function tellMember(roomId: string, userId: string, formerOwnerId?: string): Promise<Participant> {
    const member = await members.find(roomId, userId);
    const former = formerOwnerId === undefined ? null : await members.find(roomId, formerOwnerId);
    if (!member) throw new AppError('USER_NOT_FOUND', 'There is no such member.');
    const participant = viewParticipant(roomId, member, surroundings);
    for (const told of [former && viewParticipant(roomId, former, surroundings), participant]) {
      if (!told) continue;
      publish({ name: 'room:participant-updated', payload: { roomId, participant: told }, to: { roomId } });
    }
    return participant;
  }

  async function tellNewOwner(roomId: string): Promise<void> {
    const room = await rooms.find(roomId);
    if (!room) return;
    publish({ name: 'room:updated', payload: { room: viewRoom(room, surroundings) }, to: { roomId } });
    publish({
      name: 'room:state-updated',
      payload: { roomId, state: viewState(room, surroundings) },
      to: { roomId },
    });
  }

  return {
    async changeMember(actor, roomId, userId, change) {
      const { role, muted } = change;
      if (role === undefined && muted === undefined)
        throw new AppError('BAD_REQUEST', 'Give role or muted.', { path: 'role' });
      await findRoom(actor, roomId);
      const room = await moderation.changeMember(toDeed(actor, roomId, userId), change, (situation) => {
        if (role !== undefined) assertMayGiveRole(situation, role, options.limits.roomsPerOwner);
        if (muted !== undefined) assertMayAct(situation, 'mute-member');
      });
      if (!room) throw roomNotFound();
      const participant = await tellMember(roomId, userId, role === 'owner' ? actor.userId : undefined);
      const who = { userId, displayName: participant.displayName };
      if (role === 'owner') {
        await tellNewOwner(roomId);
        await announce(roomId, { event: 'owner', ...who });
      } else if (role !== undefined) {
        await announce(roomId, { event: 'role', ...who, detail: role });
      }
      if (muted !== undefined) await announce(roomId, { event: muted ? 'muted' : 'unmuted', ...who });
      return participant;
    },

    async kick(actor, roomId, userId, reason) {
      await findRoom(actor, roomId);
      const target = await members.find(roomId, userId);
      const room = await moderation.remove(toDeed(actor, roomId, userId), reason, (situation) =>
        assertMayAct(situation, 'remove-member'),
      );
      if (!room) throw roomNotFound();
      tellRemoval(roomId, userId, reason, 'kicked');
      await announce(roomId, {
        event: 'kicked',
        userId,
        displayName: target?.displayName ?? '',
        ...(reason && { detail: reason }),
      });
    },

    async ban(actor, roomId, userId, reason) {
      await findRoom(actor, roomId);
      const banned = await moderation.ban(toDeed(actor, roomId, userId), reason, (situation) =>
        assertMayAct(situation, 'ban-member', 'anybody'),
      );
      if (!banned) throw roomNotFound();
      for (const agentId of banned.agentIds) tellRemoval(roomId, agentId, reason, 'banned');
      if (banned.hadSeat) {
        tellRemoval(roomId, userId, reason, 'banned');
        const { displayName } = banned.ban;
        await announce(roomId, { event: 'banned', userId, displayName, ...(reason && { detail: reason }) });
      }
      return banned.ban;
    },

    async unban(actor, roomId, userId) {
      await findRoom(actor, roomId);
      const undone = await moderation.unban(toDeed(actor, roomId, userId), ({ room, actorRole }) =>
        assertMaySee(room, actorRole, 'ban-member'),
      );
      if (!undone) throw roomNotFound();
      if (!undone.wasBanned) throw new AppError('USER_NOT_FOUND', 'That person is not banned here.');
    },

    async listBans(actor, roomId) {
      await assertMayLook(actor, roomId);
      return moderation.listBans(roomId);
    },

    async listAudit(actor, roomId, query) {
      await assertMayLook(actor, roomId);
      const limit = query.limit ?? AUDIT_PAGE;
      const before = query.cursor === undefined ? null : Number(query.cursor);
      const entries = await audit.list({ roomId, limit: limit + 1, before });
      const shown = entries.slice(0, limit);
      return { entries: shown, nextCursor: entries.length > limit ? String(shown.at(-1)?.id) : null };
    },
  };
}
