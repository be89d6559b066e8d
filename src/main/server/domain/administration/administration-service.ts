import { AppError } from '#shared/contract/errors.ts';
import type { AdminBan, AdminRoom, AdminSession, AdminUser } from '#shared/model/administration.ts';
import type { AuditAction, AuditEntry } from '#shared/model/moderation.ts';
import { POLICIES } from '#shared/model/policy.ts';
import type { AdministrationRepo, HostCounts } from '../../storage/administration-repo.ts';
import type { AuditRepo } from '../../storage/audit-repo.ts';
import type { IdentityRepo } from '../../storage/identity-repo.ts';
import type { MemberRepo } from '../../storage/member-repo.ts';
import type { ModerationRepo } from '../../storage/moderation-repo.ts';
import type { RoomRepo } from '../../storage/room-repo.ts';
import type { StoredRoom } from '../../storage/room-row.ts';
import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { Publish } from '../events.ts';
import type { PresenceService } from '../presence/presence-service.ts';
import { roomNotFound } from '../rooms/room-rules.ts';
import { tellEnded } from '../rooms/tell-ended.ts';

export interface AdminQuery {
  readonly q?: string | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

export interface AdminList<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

/** What the host may do to all rooms and people of it. Whoever calls it has proved to be the host. */
export interface AdministrationService {
  count(): Promise<HostCounts & { readonly online: number; readonly sessions: number }>;
  listRooms(query: AdminQuery): Promise<AdminList<AdminRoom>>;
  listUsers(query: AdminQuery): Promise<AdminList<AdminUser>>;
  listSessions(): Promise<AdminSession[]>;
  listBans(): Promise<AdminBan[]>;
  listAudit(query: AdminQuery): Promise<AdminList<AuditEntry>>;
  deleteRoom(roomId: string): Promise<void>;
  /** Gives up all their seats, makes their token worthless and cuts their lines. */
  deleteUser(userId: string): Promise<void>;
  /** Ends all tokens and open lines; seats and messages stay. Returns how many lines there were. */
  signOut(userId: string): Promise<number>;
  liftBan(roomId: string, userId: string): Promise<void>;
  /** R7: deletes what is due now; returns how many rooms went. */
  cleanUp(): Promise<number>;
}

interface Options {
  administration: AdministrationRepo;
  audit: AuditRepo;
  moderation: ModerationRepo;
  rooms: RoomRepo;
  members: MemberRepo;
  identities: IdentityRepo;
  presence: Pick<
    PresenceService,
    'countPresent' | 'countSessions' | 'isOnline' | 'listOnline' | 'listSessions'
  >;
  leaveRoom: (actor: Actor, roomId: string) => Promise<void>;
  cleanUp: () => Promise<number>;
  onRoomGone: (roomId: string) => void;
  publish: Publish;
  /** Where people are. */
  spaceId: string;
  clock: Clock;
}

const PAGE = 100;
const noSuchUser = () => new AppError('USER_NOT_FOUND', 'There is no such user.');

function toList<T>(found: T[], limit: number, idOf: (item: T) => string): AdminList<T> {
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last === undefined ? null : idOf(last) };
}

export function createAdministrationService(options: Options): AdministrationService {
  const { administration, audit, moderation, rooms, members, identities, presence, clock } = options;

  const toPage = ({ q, limit = PAGE, cursor }: AdminQuery) => ({
    search: q?.trim() || null,
    limit: limit + 1,
    before: cursor ?? null,
  });

  async function note(
    action: AuditAction,
    spaceId: string,
    room: StoredRoom | null,
    targetId: string | null,
    detail: string | null = null,
  ) {
    const { id: roomId = null, name: roomName = null } = room ?? {};
    const now = clock.now();
    await audit.add({ spaceId, roomId, roomName, actorId: null, action, targetId, detail, now });
  }

  return {
    async count() {
      const counts = await administration.count();
      return { ...counts, online: presence.listOnline().length, sessions: presence.countSessions() };
    },
    async listRooms(query) {
      const found = await administration.listRooms(toPage(query));
      const counted = found.map((room) => ({ ...room, participantCount: presence.countPresent(room.id) }));
      return toList(counted, query.limit ?? PAGE, (room) => room.id);
    },
    async listUsers(query) {
      const found = await administration.listUsers(toPage(query));
      const seen = found.map((user) => ({
        ...user,
        isOnline: presence.isOnline(user.id),
        sessions: presence.countSessions(user.id),
      }));
      return toList(seen, query.limit ?? PAGE, (user) => user.id);
    },
    async listSessions() {
      const sessions = presence.listSessions();
      const people = await identities.findMany([...new Set(sessions.map(({ userId }) => userId))]);
      const names = new Map(people.map(({ user }) => [user.id, user.displayName]));
      return sessions.map((session) => ({ ...session, displayName: names.get(session.userId) ?? '' }));
    },
    listBans: () => moderation.listAllBans(),
    async listAudit({ limit = PAGE, cursor }) {
      const before = cursor === undefined ? null : Number(cursor);
      const found = await audit.list({ roomId: null, limit: limit + 1, before });
      return toList(found, limit, (entry) => String(entry.id));
    },
    async deleteRoom(roomId) {
      const room = await rooms.find(roomId);
      if (!room) throw roomNotFound();
      const ended = await rooms.delete(roomId, '', (current) => {
        if (!current) throw roomNotFound();
      });
      await note('delete-room', room.spaceId, room, null);
      tellEnded(options, ended, 'deleted');
    },
    async deleteUser(userId) {
      const user = await identities.find(userId);
      if (!user) throw noSuchUser();
      const actor = { userId, spaceId: user.spaceId };
      const closedIds: string[] = [];
      for (const roomId of await members.listRoomIds(userId)) {
        const room = await rooms.find(roomId);
        // Nobody leaves a conversation of two by themselves; its seat ends with the user.
        if (room && POLICIES[room.policy].isClosed) closedIds.push(roomId);
        else await options.leaveRoom(actor, roomId);
      }
      await note('delete-user', user.spaceId, null, userId);
      if (!(await administration.deleteUser(userId, clock.now()))) throw noSuchUser();
      for (const roomId of closedIds) {
        options.publish({ name: 'room:kicked', payload: { roomId, reason: null }, to: { userId } });
      }
      options.publish({ name: 'session:ended', payload: { reason: 'removed' }, to: { userId } });
    },
    async signOut(userId) {
      const user = await identities.find(userId);
      if (!user) throw noSuchUser();
      await identities.endTokens(userId);
      await note('sign-out', user.spaceId, null, userId);
      const closed = presence.countSessions(userId);
      options.publish({ name: 'session:ended', payload: { reason: 'signed-out' }, to: { userId } });
      return closed;
    },
    async liftBan(roomId, userId) {
      const deed = { roomId, actorId: '', targetId: userId, now: clock.now() };
      const undone = await moderation.unban(deed, () => {});
      if (!undone) throw roomNotFound();
      if (!undone.wasBanned) throw new AppError('USER_NOT_FOUND', 'That person is not banned there.');
    },
    async cleanUp() {
      const deletedRooms = await options.cleanUp();
      await note('clean-up', options.spaceId, null, null, String(deletedRooms));
      return deletedRooms;
    },
  };
}
