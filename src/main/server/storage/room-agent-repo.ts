import type { AgentScope } from '#shared/model/agent.ts';
import type { Database } from './database.ts';
import type { InSameWrite } from './member-repo.ts';

/** An agent in the room it was asked into. */
export interface StoredRoomAgent {
  readonly userId: string;
  readonly spaceId: string;
  readonly roomId: string;
  readonly displayName: string;
  readonly scope: AgentScope;
  readonly invitedBy: string;
  readonly invitedByName: string;
  readonly createdAt: number;
  readonly expiresAt: number | null;
}

export interface RoomAgentRepo {
  /** Written with the seat: an agent that may only read is seated muted. */
  enter(agent: {
    userId: string;
    roomId: string;
    invitedBy: string;
    scope: AgentScope;
    expiresAt: number | null;
    now: number;
  }): InSameWrite;
  find(roomId: string, userId: string): Promise<StoredRoomAgent | null>;
  list(roomId: string): Promise<StoredRoomAgent[]>;
  listExpired(now: number): Promise<StoredRoomAgent[]>;
}

interface AgentRow {
  user_id: string;
  space_id: string;
  room_id: string;
  display_name: string;
  scope: AgentScope;
  invited_by: string;
  invited_by_name: string | null;
  created_at: number;
  expires_at: number | null;
}

const SELECT = `
  select a.user_id, u.space_id, a.room_id, u.display_name, a.scope, a.invited_by,
    i.display_name as invited_by_name, a.created_at, a.expires_at
  from agents a join users u on u.id = a.user_id left join users i on i.id = a.invited_by`;

const toAgent = (row: AgentRow): StoredRoomAgent => ({
  userId: row.user_id,
  spaceId: row.space_id,
  roomId: row.room_id,
  displayName: row.display_name,
  scope: row.scope,
  invitedBy: row.invited_by,
  invitedByName: row.invited_by_name ?? '',
  createdAt: row.created_at,
  expiresAt: row.expires_at,
});

export function createRoomAgentRepo({ database }: { database: Database }): RoomAgentRepo {
  return {
    enter: (agent) => (writer) => {
      writer.run(
        writer.query.insertInto('agents').values({
          user_id: agent.userId,
          room_id: agent.roomId,
          invited_by: agent.invitedBy,
          scope: agent.scope,
          created_at: agent.now,
          expires_at: agent.expiresAt,
        }),
      );
      if (agent.scope === 'read') {
        writer
          .prepare('update members set muted = 1 where room_id = ?1 and user_id = ?2')
          .run(agent.roomId, agent.userId);
      }
    },
    find: (roomId, userId) =>
      database.read((reader) => {
        const row = reader
          .prepare<AgentRow>(`${SELECT} where a.room_id = ?1 and a.user_id = ?2`)
          .get(roomId, userId);
        return row ? toAgent(row) : null;
      }),
    list: (roomId) =>
      database.read((reader) =>
        reader
          .prepare<AgentRow>(`${SELECT} where a.room_id = ?1 order by a.created_at, a.user_id`)
          .all(roomId)
          .map(toAgent),
      ),
    listExpired: (now) =>
      database.read((reader) =>
        reader.prepare<AgentRow>(`${SELECT} where a.expires_at <= ?1`).all(now).map(toAgent),
      ),
  };
}
