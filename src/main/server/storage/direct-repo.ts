import type { Database, Reader } from './database.ts';

export interface DirectPerson {
  readonly spaceId: string;
  readonly isGone: boolean;
}

export interface DirectRepo {
  /** The conversation of two people, made when there is none. `authorize` sees the other one; null: unknown. */
  open(
    pair: { userId: string; peerId: string; roomId: string; spaceId: string; now: number },
    authorize: (peer: DirectPerson | null) => void,
  ): Promise<{ roomId: string; isNew: boolean }>;
  /** Null when the room is no direct conversation of that person. */
  setReadLife(roomId: string, userId: string, readLifeMs: number | null): Promise<string[] | null>;
}

const CREATE = `
  insert into rooms (id, space_id, owner_id, created_by, policy, visibility, capacity, life, created_at, updated_at,
    last_activity, emptied_at, direct_pair)
  values (?1, ?2, '', ?3, 'direct', 'private', 2, 'kept', ?4, ?4, ?4, ?4, ?5)`;

function findRoomId(reader: Reader, pair: string): string | undefined {
  return reader.prepare<{ id: string }>('select id from rooms where direct_pair = ?').get(pair)?.id;
}

export function createDirectRepo({ database }: { database: Database }): DirectRepo {
  return {
    open: ({ userId, peerId, roomId, spaceId, now }, authorize) =>
      database.write((writer) => {
        const peer = writer
          .prepare<{ space_id: string; deleted_at: number | null }>(
            'select space_id, deleted_at from users where id = ?',
          )
          .get(peerId);
        authorize(peer ? { spaceId: peer.space_id, isGone: peer.deleted_at !== null } : null);
        const pair = [userId, peerId].sort().join(' ');
        const known = findRoomId(writer, pair);
        if (known !== undefined) return { roomId: known, isNew: false };
        writer.prepare(CREATE).run(roomId, spaceId, userId, now, pair);
        const seat = writer.prepare(
          "insert into members (room_id, user_id, role, joined_at) values (?, ?, 'member', ?)",
        );
        for (const id of [userId, peerId]) seat.run(roomId, id, now);
        return { roomId, isNew: true };
      }),
    setReadLife: (roomId, userId, readLifeMs) =>
      database.write((writer) => {
        const changes = writer
          .prepare(
            `update rooms set read_life_ms = ?3 where id = ?1 and direct_pair is not null
               and exists (select 1 from members where room_id = ?1 and user_id = ?2)`,
          )
          .run(roomId, userId, readLifeMs);
        if (changes === 0) return null;
        return writer
          .prepare<{ user_id: string }>('select user_id from members where room_id = ?')
          .all(roomId)
          .map((row) => row.user_id);
      }),
  };
}
