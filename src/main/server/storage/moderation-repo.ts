import type { Ban } from '#shared/model/moderation.ts';
import type { Role } from '#shared/model/role.ts';
import { addAuditEntry, type NewAuditEntry } from './audit-repo.ts';
import type { Database, Reader, Writer } from './database.ts';
import { toIsoTime } from './message-row.ts';
import { ROOM_COLUMNS, type RoomRow, type StoredRoom, toStoredRoom } from './room-row.ts';

/** Who does something to whom, as the rule sees it inside the write. */
export interface ModerationSituation {
  readonly room: StoredRoom;
  readonly actorRole: Role | null;
  /** Null for somebody the host does not know in this space. `hasLeft` also for somebody who never had a seat. */
  readonly target: { readonly role: Role; readonly hasLeft: boolean; readonly ownedRooms: number } | null;
}

/** Throws to refuse. */
export type AuthorizeModeration = (situation: ModerationSituation) => void;

export interface MemberChange {
  readonly role?: Role | undefined;
  readonly muted?: boolean | undefined;
}

/** Who acts where, on whom, and when. */
export interface Deed {
  readonly roomId: string;
  readonly actorId: string;
  readonly targetId: string;
  readonly now: number;
}

export interface ModerationRepo {
  /** All of these are null for an unknown room. */
  changeMember(deed: Deed, change: MemberChange, authorize: AuthorizeModeration): Promise<StoredRoom | null>;
  remove(deed: Deed, reason: string | null, authorize: AuthorizeModeration): Promise<StoredRoom | null>;
  ban(
    deed: Deed,
    reason: string | null,
    authorize: AuthorizeModeration,
  ): Promise<{ room: StoredRoom; ban: Ban; hadSeat: boolean; agentIds: readonly string[] } | null>;
  /** `wasBanned` is false when there was nothing to undo. */
  unban(deed: Deed, authorize: AuthorizeModeration): Promise<{ room: StoredRoom; wasBanned: boolean } | null>;
  listBans(roomId: string): Promise<Ban[]>;
  listAllBans(): Promise<(Ban & { roomId: string; roomName: string })[]>;
}

interface BanRow {
  room_id: string;
  room_name: string | null;
  user_id: string;
  display_name: string;
  reason: string | null;
  banned_by: string;
  banned_by_name: string | null;
  created_at: number;
}

const BANS = `
  select b.room_id, r.name as room_name, b.user_id, u.display_name, b.reason, b.banned_by,
    a.display_name as banned_by_name, b.created_at
  from bans b join users u on u.id = b.user_id join rooms r on r.id = b.room_id left join users a on a.id = b.banned_by`;

const toBan = (row: BanRow): Ban => ({
  userId: row.user_id,
  displayName: row.display_name,
  reason: row.reason,
  bannedBy: row.banned_by,
  bannedByName: row.banned_by_name ?? '',
  createdAt: toIsoTime(row.created_at),
});

const TARGET = `
  select m.role, m.left_at, (select count(*) from rooms o where o.owner_id = u.id) as owned_rooms,
    m.user_id is not null as has_seat
  from users u left join members m on m.user_id = u.id and m.room_id = ?1
  where u.id = ?2 and u.space_id = ?3 and u.deleted_at is null`;

function readSituation(reader: Reader, { roomId, actorId, targetId }: Deed): ModerationSituation | null {
  const row = reader.prepare<RoomRow>(`select ${ROOM_COLUMNS} from rooms r where r.id = ?1`).get(roomId);
  if (!row) return null;
  const room = toStoredRoom(row);
  const actor = reader
    .prepare<{ role: Role }>(
      'select role from members where room_id = ?1 and user_id = ?2 and left_at is null',
    )
    .get(roomId, actorId);
  const target = reader
    .prepare<{ role: Role | null; left_at: number | null; owned_rooms: number; has_seat: number }>(TARGET)
    .get(roomId, targetId, room.spaceId);
  return {
    room,
    actorRole: actor?.role ?? null,
    target: target
      ? {
          role: target.role ?? 'member',
          hasLeft: target.has_seat === 0 || target.left_at !== null,
          ownedRooms: target.owned_rooms,
        }
      : null,
  };
}

/** Gives up somebody's seat; a rank goes with it, a mute stays. Returns whether there was one. */
function vacate(writer: Writer, { roomId, targetId, now }: Deed): boolean {
  const changes = writer
    .prepare(
      "update members set left_at = ?3, role = 'member' where room_id = ?1 and user_id = ?2 and left_at is null",
    )
    .run(roomId, targetId, now);
  return changes > 0;
}

/** What belongs to a banned person goes with them. Returns the agents that had a seat. */
function vacateAgents(writer: Writer, { roomId, targetId, now }: Deed): string[] {
  return writer
    .prepare<{ user_id: string }>(
      `update members set left_at = ?3 where room_id = ?1 and left_at is null
       and user_id in (select id from users where owner_user_id = ?2) returning user_id`,
    )
    .all(roomId, targetId, now)
    .map((row) => row.user_id);
}

/** What they asked others in with is worth nothing when they are sent away themselves. */
function revokeInvites(writer: Writer, { roomId, targetId, now }: Deed): void {
  writer
    .prepare(
      `update room_invites set revoked_at = ?3
       where room_id = ?1 and inviter_id = ?2 and used_at is null and revoked_at is null`,
    )
    .run(roomId, targetId, now);
}

function handOver(writer: Writer, { roomId, targetId, now }: Deed): void {
  writer.prepare("update members set role = 'admin' where room_id = ?1 and role = 'owner'").run(roomId);
  writer
    .prepare("update members set role = 'owner' where room_id = ?1 and user_id = ?2")
    .run(roomId, targetId);
  writer.prepare('update rooms set owner_id = ?2, updated_at = ?3 where id = ?1').run(roomId, targetId, now);
}

export function createModerationRepo({ database }: { database: Database }): ModerationRepo {
  function act<T>(
    deed: Deed,
    authorize: AuthorizeModeration,
    work: (
      writer: Writer,
      room: StoredRoom,
      tell: (action: NewAuditEntry['action'], detail?: string | null) => void,
    ) => T,
  ): Promise<T | null> {
    return database.write((writer) => {
      const situation = readSituation(writer, deed);
      if (!situation) return null as never;
      authorize(situation);
      const { room } = situation;
      const tell = (action: NewAuditEntry['action'], detail: string | null = null) =>
        addAuditEntry(writer, {
          spaceId: room.spaceId,
          roomId: room.id,
          roomName: room.name,
          actorId: deed.actorId,
          action,
          targetId: deed.targetId,
          detail,
          now: deed.now,
        });
      return work(writer, room, tell) as never;
    });
  }

  return {
    changeMember: (deed, { role, muted }, authorize) =>
      act(deed, authorize, (writer, room, tell) => {
        const { roomId, targetId } = deed;
        if (role === 'owner') {
          handOver(writer, deed);
          tell('owner');
        } else if (role !== undefined) {
          writer
            .prepare('update members set role = ?3 where room_id = ?1 and user_id = ?2')
            .run(roomId, targetId, role);
          tell('role', role);
        }
        if (muted !== undefined) {
          writer
            .prepare('update members set muted = ?3 where room_id = ?1 and user_id = ?2')
            .run(roomId, targetId, muted ? 1 : 0);
          tell(muted ? 'mute' : 'unmute');
        }
        return room;
      }),
    remove: (deed, reason, authorize) =>
      act(deed, authorize, (writer, room, tell) => {
        vacate(writer, deed);
        revokeInvites(writer, deed);
        tell('kick', reason);
        return room;
      }),
    ban: (deed, reason, authorize) =>
      act(deed, authorize, (writer, room, tell) => {
        const { roomId, actorId, targetId, now } = deed;
        const hadSeat = vacate(writer, deed);
        const agentIds = vacateAgents(writer, deed);
        writer.prepare('delete from waiting where room_id = ?1 and user_id = ?2').run(roomId, targetId);
        revokeInvites(writer, deed);
        writer
          .prepare(
            `insert into bans (room_id, user_id, banned_by, reason, created_at) values (?1, ?2, ?3, ?4, ?5)
             on conflict do update set reason = ?4`,
          )
          .run(roomId, targetId, actorId, reason, now);
        writer
          .prepare(
            `insert or ignore into ban_devices (room_id, device_hash, user_id)
             select ?1, id_hash, user_id from devices where user_id = ?2`,
          )
          .run(roomId, targetId);
        tell('ban', reason);
        const row = writer
          .prepare<BanRow>(`${BANS} where b.room_id = ?1 and b.user_id = ?2`)
          .get(roomId, targetId);
        if (!row) throw new Error('A ban that was just written is missing.');
        return { room, ban: toBan(row), hadSeat, agentIds };
      }),
    unban: (deed, authorize) =>
      act(deed, authorize, (writer, room, tell) => {
        const wasBanned =
          writer
            .prepare('delete from bans where room_id = ?1 and user_id = ?2')
            .run(deed.roomId, deed.targetId) > 0;
        if (wasBanned) tell('unban');
        return { room, wasBanned };
      }),
    listBans: (roomId) =>
      database.read((reader) =>
        reader
          .prepare<BanRow>(`${BANS} where b.room_id = ?1 order by b.created_at, b.user_id`)
          .all(roomId)
          .map(toBan),
      ),
    listAllBans: () =>
      database.read((reader) =>
        reader
          .prepare<BanRow>(`${BANS} order by b.created_at desc limit 1000`)
          .all()
          .map((row) => ({ ...toBan(row), roomId: row.room_id, roomName: row.room_name ?? '' })),
      ),
  };
}
