import type { PolicyName } from '#shared/model/policy.ts';
import type { Role } from '#shared/model/role.ts';
import type { RoomLife, Visibility } from '#shared/model/room.ts';
import type { Reader, Writer } from './database.ts';
import { findRoom } from './room-reads.ts';
import type { StoredRoom } from './room-row.ts';

export interface NewRoom {
  readonly id: string;
  readonly spaceId: string;
  /** Null only for rooms of programs that gave none. */
  readonly name: string | null;
  readonly description: string;
  readonly ownerId: string;
  readonly ownerRole?: Role;
  readonly policy: PolicyName;
  readonly visibility: Visibility;
  readonly capacity: number;
  readonly passwordHash: string | null;
  readonly life: RoomLife;
  readonly startsAt?: number | null;
  readonly now: number;
}

export interface RoomChange {
  readonly name?: string;
  readonly description?: string;
  readonly capacity?: number;
  readonly visibility?: Visibility;
  readonly passwordHash?: string | null;
  readonly life?: RoomLife;
  readonly startsAt?: number | null;
  readonly mode?: string;
  readonly isConversationActive?: boolean;
  readonly isLocked?: boolean;
  /** Null: as the host says. */
  readonly agentLimit?: number | null;
  /** 0 lets agents that wait go on. */
  readonly agentStreak?: 0;
}

export function drawFreeCode(reader: Reader, drawCode: () => string): string {
  const isTaken = reader.prepare('select 1 from rooms where code = ?1');
  let code = drawCode();
  while (isTaken.get(code)) code = drawCode();
  return code;
}

export function insertRoom(writer: Writer, room: NewRoom, code: string): StoredRoom {
  writer.run(
    writer.query.insertInto('rooms').values({
      id: room.id,
      space_id: room.spaceId,
      code,
      name: room.name,
      description: room.description,
      owner_id: room.ownerId,
      created_by: room.ownerId,
      policy: room.policy,
      visibility: room.visibility,
      capacity: room.capacity,
      password_hash: room.passwordHash,
      life: room.life,
      starts_at: room.startsAt ?? null,
      created_at: room.now,
      updated_at: room.now,
      last_activity: room.now,
      emptied_at: room.now,
    }),
  );
  writer.run(
    writer.query.insertInto('members').values({
      room_id: room.id,
      user_id: room.ownerId,
      role: room.ownerRole ?? 'owner',
      joined_at: room.now,
    }),
  );
  const stored = findRoom(writer, room.id);
  if (!stored) throw new Error('A room that was just written is missing.');
  return stored;
}

export function toRoomColumns(change: RoomChange) {
  return {
    ...(change.name !== undefined && { name: change.name }),
    ...(change.description !== undefined && { description: change.description }),
    ...(change.capacity !== undefined && { capacity: change.capacity }),
    ...(change.visibility !== undefined && { visibility: change.visibility }),
    ...(change.passwordHash !== undefined && { password_hash: change.passwordHash }),
    ...(change.life !== undefined && { life: change.life }),
    ...(change.startsAt !== undefined && { starts_at: change.startsAt }),
    ...(change.mode !== undefined && { mode: change.mode }),
    ...(change.isConversationActive !== undefined && {
      conversation_active: change.isConversationActive ? 1 : 0,
    }),
    ...(change.agentLimit !== undefined && { agent_limit: change.agentLimit }),
    ...(change.agentStreak !== undefined && { agent_streak: change.agentStreak }),
    ...(change.isLocked !== undefined && { locked: change.isLocked ? 1 : 0 }),
  };
}
