import type { Database, Reader } from './database.ts';

/** An identity with a secret: a program. */
export interface StoredAgent {
  readonly id: string;
  readonly spaceId: string;
  readonly displayName: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
  /** Null for an identity that no person limited. */
  readonly expiresAt: number | null;
  /** The one room it was asked into; null for an identity that no person limited. */
  readonly onlyRoomId: string | null;
}

export interface NewAgent {
  readonly id: string;
  readonly spaceId: string;
  readonly secretHash: string;
  readonly displayName: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly ownerUserId: string | null;
  readonly now: number;
}

export interface AgentRepo {
  create(agent: NewAgent): Promise<StoredAgent>;
  find(spaceId: string, id: string): Promise<StoredAgent | null>;
  findBySecret(secretHash: string): Promise<StoredAgent | null>;
  list(spaceId: string): Promise<StoredAgent[]>;
  replaceMetadata(
    spaceId: string,
    id: string,
    change: { metadata: Readonly<Record<string, unknown>>; displayName: string },
  ): Promise<StoredAgent | null>;
  /** Seats and inbox go, messages stay. Returns the rooms it had a seat in; null when there was no such one. */
  remove(spaceId: string, id: string, now: number): Promise<string[] | null>;
}

interface AgentRow {
  id: string;
  space_id: string;
  display_name: string;
  metadata: string;
  created_at: number;
  expires_at: number | null;
  room_id: string | null;
}

const toAgent = (row: AgentRow): StoredAgent => ({
  id: row.id,
  spaceId: row.space_id,
  displayName: row.display_name,
  metadata: JSON.parse(row.metadata),
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  onlyRoomId: row.room_id,
});

const SELECT = `
  select u.id, u.space_id, u.display_name, u.metadata, u.created_at, a.expires_at, a.room_id
  from users u join spaces s on s.id = u.space_id and s.gone = 0 left join agents a on a.user_id = u.id
  where u.secret_hash is not null and u.deleted_at is null`;

function findAgent(reader: Reader, spaceId: string, id: string): StoredAgent | null {
  const row = reader.prepare<AgentRow>(`${SELECT} and u.id = ?2 and u.space_id = ?1`).get(spaceId, id);
  return row ? toAgent(row) : null;
}

export function createAgentRepo({ database }: { database: Database }): AgentRepo {
  return {
    create: (agent) =>
      database.write((writer) => {
        writer.run(
          writer.query.insertInto('users').values({
            id: agent.id,
            space_id: agent.spaceId,
            kind: 'agent',
            display_name: agent.displayName,
            secret_hash: agent.secretHash,
            owner_user_id: agent.ownerUserId,
            metadata: JSON.stringify(agent.metadata),
            created_at: agent.now,
          }),
        );
        const stored = findAgent(writer, agent.spaceId, agent.id);
        if (!stored) throw new Error('An identity that was just written is missing.');
        return stored;
      }),
    find: (spaceId, id) => database.read((reader) => findAgent(reader, spaceId, id)),
    findBySecret: (secretHash) =>
      database.read((reader) => {
        const row = reader.prepare<AgentRow>(`${SELECT} and u.secret_hash = ?1`).get(secretHash);
        return row ? toAgent(row) : null;
      }),
    list: (spaceId) =>
      database.read((reader) =>
        reader
          // Times are told in whole seconds, and within one the id decides.
          .prepare<AgentRow>(`${SELECT} and u.space_id = ?1 order by u.created_at / 1000, u.id`)
          .all(spaceId)
          .map(toAgent),
      ),
    replaceMetadata: (spaceId, id, { metadata, displayName }) =>
      database.write((writer) => {
        if (!findAgent(writer, spaceId, id)) return null;
        writer
          .prepare('update users set metadata = ?2, display_name = ?3 where id = ?1')
          .run(id, JSON.stringify(metadata), displayName);
        return findAgent(writer, spaceId, id);
      }),
    remove: (spaceId, id, now) =>
      database.write((writer) => {
        if (!findAgent(writer, spaceId, id)) return null;
        const seats = writer
          .prepare<{ room_id: string }>('select room_id from members where user_id = ?1 and left_at is null')
          .all(id);
        for (const sql of [
          'delete from members where user_id = ?1',
          // It may be long, and nobody reads it any more.
          'insert or ignore into gone_inboxes (user_id) values (?1)',
          'delete from identity_invites where identity_id = ?1',
          'delete from agents where user_id = ?1',
        ]) {
          writer.prepare(sql).run(id);
        }
        writer.prepare('update users set deleted_at = ?2, secret_hash = null where id = ?1').run(id, now);
        return seats.map((seat) => seat.room_id);
      }),
  };
}
