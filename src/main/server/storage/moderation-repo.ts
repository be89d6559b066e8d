import type { Ban } from '#shared/model/moderation.ts';
import type { Role } from '#shared/model/role.ts';
import { addAuditEntry, type NewAuditEntry } from './audit-repo.ts';
import { findBan, type HostBan, listBansOfHost, listBansOfRoom } from './ban-rows.ts';
import type { Database, Writer } from './database.ts';
import { type Deed, type ModerationSituation, readModerationSituation } from './moderation-situation.ts';
import { handOver, insertBan, revokeInvites, vacate, vacateAgents } from './moderation-writes.ts';
import type { StoredRoom } from './room-row.ts';

/** Throws to refuse. */
export type AuthorizeModeration = (situation: ModerationSituation) => void;

export interface MemberChange {
  readonly role?: Role | undefined;
  readonly muted?: boolean | undefined;
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
  listAllBans(): Promise<HostBan[]>;
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
      const situation = readModerationSituation(writer, deed);
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
        const hadSeat = vacate(writer, deed);
        const agentIds = vacateAgents(writer, deed);
        revokeInvites(writer, deed);
        insertBan(writer, deed, reason);
        tell('ban', reason);
        const written = findBan(writer, deed.roomId, deed.targetId);
        if (!written) throw new Error('A ban that was just written is missing.');
        return { room, ban: written, hadSeat, agentIds };
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
    listBans: (roomId) => database.read((reader) => listBansOfRoom(reader, roomId)),
    listAllBans: () => database.read(listBansOfHost),
  };
}
