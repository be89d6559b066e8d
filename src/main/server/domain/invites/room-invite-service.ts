import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '#shared/contract/errors.ts';
import type { Invite, InviteHours, InviteNotice, NewInvite } from '#shared/model/invite.ts';
import { writeAppLink } from '#shared/model/invite-link.ts';
import { isAllowed, POLICIES } from '#shared/model/policy.ts';
import type { IdentityRepo } from '../../storage/identity-repo.ts';
import type { MemberRepo } from '../../storage/member-repo.ts';
import type { StoredMember } from '../../storage/member-row.ts';
import type { RoomInviteRepo, StoredInvite } from '../../storage/room-invite-repo.ts';
import type { RoomRepo } from '../../storage/room-repo.ts';
import type { StoredRoom } from '../../storage/room-row.ts';
import { type Actor, assertMayEnter } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { NotificationService } from '../notifications/notification-service.ts';
import type { AddMember } from '../rooms/add-member.ts';
import type { MembershipService, RoomJoined } from '../rooms/membership-service.ts';
import { assertMay, roomNotFound } from '../rooms/room-rules.ts';
import type { Door } from '../waiting/waiting-rules.ts';
import { decideInvited, readStatus, refuseInvite } from './invite-rules.ts';
import { writeMailDraft } from './mail-draft.ts';

export interface InviteRequest {
  readonly userId?: string | undefined;
  readonly email?: string | undefined;
  readonly expiresInHours: InviteHours;
}

export interface RoomInviteService {
  invite(actor: Actor, roomId: string, request: InviteRequest): Promise<NewInvite>;
  /** All of the room for those who keep its door, otherwise the caller's own. */
  list(actor: Actor, roomId: string): Promise<Invite[]>;
  revoke(actor: Actor, inviteId: string): Promise<void>;
  /** For whoever holds the link, known here or not. */
  look(token: string): Promise<InviteNotice>;
  accept(actor: Actor, token: string, displayName: string | undefined): Promise<RoomJoined>;
}

interface Options {
  invites: RoomInviteRepo;
  rooms: RoomRepo;
  members: MemberRepo;
  identities: IdentityRepo;
  notifications: Pick<NotificationService, 'notify'>;
  memberships: Pick<MembershipService, 'joinRoom'>;
  addMember: AddMember;
  door: Door;
  joinLink: (code: string) => string;
  newId: () => string;
  clock: Clock;
}

const HOUR = 3_600_000;

/** An invitation opens lock and password to somebody unknown: that is for people to decide. */
function assertPerson({ kind }: StoredMember): void {
  if (kind === 'person') return;
  throw new AppError('NOT_ALLOWED', 'Agents make no invitations: somebody in the room does.', { kind });
}

const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');
const noSuchInvite = () => new AppError('NOT_FOUND', 'There is no such invitation.');
const toIso = (time: number) => new Date(time).toISOString();

export function createRoomInviteService(options: Options): RoomInviteService {
  const { invites, rooms, members, identities, notifications, clock, door } = options;

  function view(invite: StoredInvite): Invite {
    const { createdAt, expiresAt, usedAt, revokedAt: _, ...rest } = invite;
    return {
      ...rest,
      status: readStatus(invite, clock.now()),
      createdAt: toIso(createdAt),
      expiresAt: toIso(expiresAt),
      usedAt: usedAt === null ? null : toIso(usedAt),
    };
  }

  async function findSeat(actor: Actor, roomId: string): Promise<{ room: StoredRoom; member: StoredMember }> {
    const room = await rooms.find(roomId);
    if (!room || room.spaceId !== actor.spaceId) throw roomNotFound();
    const member = await members.find(roomId, actor.userId);
    assertMay(room, member?.role ?? null, 'invite');
    if (!member) throw roomNotFound();
    return { room, member };
  }

  const keepsDoor = (room: StoredRoom, member: StoredMember | null) =>
    isAllowed(POLICIES[room.policy], member?.role ?? null, 'admit');

  async function assertKnown(actor: Actor, room: StoredRoom, userId: string | undefined): Promise<void> {
    if (userId === undefined) return;
    const found = await identities.find(userId);
    if (!found || found.spaceId !== actor.spaceId)
      throw new AppError('USER_NOT_FOUND', 'There is no such user.');
    if (await members.find(room.id, userId))
      throw new AppError('CONFLICT', 'That person is in this room already.');
  }

  async function notifyInvited(
    room: StoredRoom,
    inviterName: string,
    userId: string,
    made: NewInvite,
  ): Promise<void> {
    const { id: inviteId, token, link, expiresAt } = made;
    await notifications.notify(userId, {
      kind: 'invitation',
      roomId: room.id,
      data: { inviteId, token, link, expiresAt, inviterName, roomName: room.name },
    });
  }

  async function revokeOrRefuse(actor: Actor, stored: StoredInvite): Promise<void> {
    const room = await rooms.find(stored.roomId);
    if (!room || room.spaceId !== actor.spaceId) throw noSuchInvite();
    const member = await members.find(room.id, actor.userId);
    if (!member) throw noSuchInvite();
    if (stored.inviterId !== actor.userId && !keepsDoor(room, member)) {
      throw new AppError('NOT_ALLOWED', 'Only who invited, or a moderator, takes an invitation back.');
    }
    await invites.revoke(stored.id, clock.now());
  }

  return {
    async invite(actor, roomId, { userId, email, expiresInHours }) {
      const { room, member } = await findSeat(actor, roomId);
      assertPerson(member);
      await assertKnown(actor, room, userId);
      const token = randomBytes(24).toString('base64url');
      const now = clock.now();
      const stored = await invites.create({
        id: options.newId(),
        roomId,
        tokenHash: hashToken(token),
        inviterId: actor.userId,
        kind: userId !== undefined ? 'user' : email !== undefined ? 'email' : 'link',
        userId: userId ?? null,
        email: email ?? null,
        createdAt: now,
        expiresAt: now + expiresInHours * HOUR,
      });
      const link = `${options.joinLink(room.code)}?invite=${token}`;
      const appLink = writeAppLink(link) ?? link;
      const { id, expiresAt } = stored;
      const { displayName: inviterName } = member;
      const links = { link, appLink };
      const facts = { id, inviterName, roomName: room.name, roomCode: room.code, ...links, expiresAt, now };
      const mail =
        email === undefined ? null : writeMailDraft({ ...facts, to: email, startsAt: room.startsAt });
      const made = { ...view(stored), token, ...links, mail };
      if (userId !== undefined) await notifyInvited(room, inviterName, userId, made);
      return made;
    },

    async list(actor, roomId) {
      const { room, member } = await findSeat(actor, roomId);
      return (await invites.list(roomId, keepsDoor(room, member) ? null : actor.userId)).map(view);
    },

    async revoke(actor, inviteId) {
      const stored = await invites.find(inviteId);
      if (!stored) throw noSuchInvite();
      await revokeOrRefuse(actor, stored);
    },

    async look(token) {
      const stored = await invites.findByToken(hashToken(token));
      const room = stored && (await rooms.find(stored.roomId));
      if (!stored || !room) throw noSuchInvite();
      return { roomName: room.name, status: readStatus(stored, clock.now()) };
    },

    async accept(actor, token, displayName) {
      const stored = await invites.findByToken(hashToken(token));
      const room = stored && (await rooms.find(stored.roomId));
      if (!stored || !room || room.spaceId !== actor.spaceId) throw noSuchInvite();
      if (stored.userId !== null && stored.userId !== actor.userId) throw noSuchInvite();
      assertMayEnter(actor, room.id);
      const now = clock.now();
      const isMember = (await members.find(room.id, actor.userId)) !== null;
      const status = readStatus(stored, now);
      if (!isMember && status !== 'open') refuseInvite(status);
      const inviter = await members.find(room.id, stored.inviterId);
      const { id } = stored;
      await options.addMember(
        room.id,
        actor.userId,
        (situation) => decideInvited(situation, door, keepsDoor(room, inviter)),
        invites.markUsedAlong({ id, userId: actor.userId, now, refuse: () => refuseInvite('used') }),
      );
      return options.memberships.joinRoom(actor, { roomId: room.id, displayName });
    },
  };
}
