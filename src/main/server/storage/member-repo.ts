import { isBannedFrom } from './ban-check.ts';
import type { Database, Writer } from './database.ts';
import { findMember, listMembers, type StoredMember } from './member-row.ts';
import { findRoom } from './room-reads.ts';
import type { StoredRoom } from './room-row.ts';
import { findSeat, giveSeatUp, inherit, type Seat, type Seating, takeSeat } from './seat-writes.ts';
import { listWaiting, type WaitingEntry } from './waiting-repo.ts';

/** What the rule for joining sees, inside the write. `seat` is null for somebody who never had one. */
export interface JoinSituation {
  readonly room: StoredRoom;
  readonly seat: Seat | null;
  readonly userId: string;
  readonly isBanned: boolean;
  /** Everybody at the door, in order. */
  readonly waiting: readonly WaitingEntry[];
}

export interface Joined {
  readonly room: StoredRoom;
  readonly member: StoredMember;
  /** False when the seat was already taken by the same person. */
  readonly isNew: boolean;
}

export interface Left {
  readonly room: StoredRoom;
  /** Who inherited, when the owner gave the seat up. */
  readonly newOwnerId: string | null;
}

/** Something another repository does in the write that gives the seat; it throws to undo both. */
export type InSameWrite = (writer: Writer, joined: Joined) => void;

export interface MemberRepo {
  /** `authorize` throws to refuse, and says how a new or returning member is seated. Null: no such room. */
  join(
    roomId: string,
    userId: string,
    now: number,
    authorize: (situation: JoinSituation) => Seating,
    alongside?: InSameWrite,
  ): Promise<Joined | null>;
  /** Null when there was no seat. `forget` drops role and cursor for good. */
  leave(
    roomId: string,
    userId: string,
    now: number,
    forgets: (room: StoredRoom) => boolean,
  ): Promise<Left | null>;
  find(roomId: string, userId: string): Promise<StoredMember | null>;
  list(roomId: string): Promise<StoredMember[]>;
  listRoomIds(userId: string): Promise<string[]>;
}

export function createMemberRepo({ database }: { database: Database }): MemberRepo {
  return {
    join: (roomId, userId, now, authorize, alongside) =>
      database.write((writer) => {
        const room = findRoom(writer, roomId);
        if (!room) return null;
        const seat = findSeat(writer, roomId, userId);
        const { role, isCaughtUp } = authorize({
          room,
          seat,
          userId,
          isBanned: isBannedFrom(writer, roomId, userId),
          waiting: listWaiting(writer, roomId),
        });
        const isNew = !seat || seat.hasLeft;
        if (isNew) takeSeat(writer, { room, userId, now, isReturning: seat !== null }, { role, isCaughtUp });
        const member = findMember(writer, roomId, userId);
        const current = findRoom(writer, roomId);
        if (!member || !current) throw new Error('A member that was just written is missing.');
        const joined = { room: current, member, isNew };
        writer.prepare('delete from waiting where room_id = ?1 and user_id = ?2').run(roomId, userId);
        alongside?.(writer, joined);
        return joined;
      }),
    leave: (roomId, userId, now, forgets) =>
      database.write((writer) => {
        const room = findRoom(writer, roomId);
        const member = findMember(writer, roomId, userId);
        if (!room || !member) return null;
        giveSeatUp(writer, { roomId, member, now, isForgotten: forgets(room) });
        const newOwnerId = member.role === 'owner' ? inherit(writer, roomId, now) : null;
        const current = findRoom(writer, roomId);
        if (!current) throw new Error('A room vanished inside its own transaction.');
        return { room: current, newOwnerId };
      }),
    find: (roomId, userId) => database.read((reader) => findMember(reader, roomId, userId)),
    list: (roomId) => database.read((reader) => listMembers(reader, roomId)),
    listRoomIds: (userId) =>
      database.read((reader) =>
        reader
          .prepare<{ room_id: string }>('select room_id from members where user_id = ?1 and left_at is null')
          .all(userId)
          .map((row) => row.room_id),
      ),
  };
}
