import type { InviteKind } from '#shared/model/invite.ts';
import type { Database, Reader } from './database.ts';
import type { InSameWrite } from './member-repo.ts';

export interface StoredInvite {
  readonly id: string;
  readonly roomId: string;
  readonly kind: InviteKind;
  readonly inviterId: string;
  readonly inviterName: string;
  readonly userId: string | null;
  readonly email: string | null;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly usedAt: number | null;
  readonly usedBy: string | null;
  readonly revokedAt: number | null;
}

export type NewStoredInvite = Pick<
  StoredInvite,
  'id' | 'roomId' | 'kind' | 'inviterId' | 'userId' | 'email' | 'createdAt' | 'expiresAt'
> & { readonly tokenHash: string };

export interface RoomInviteRepo {
  create(invite: NewStoredInvite): Promise<StoredInvite>;
  find(id: string): Promise<StoredInvite | null>;
  findByToken(tokenHash: string): Promise<StoredInvite | null>;
  /** Newest first; with an inviter only theirs. */
  list(roomId: string, inviterId: string | null): Promise<StoredInvite[]>;
  revoke(id: string, now: number): Promise<void>;
  /** Uses the invitation in the write that gives the seat; `refuse` throws when somebody was faster. */
  markUsedAlong(given: { id: string; userId: string; now: number; refuse: () => never }): InSameWrite;
  /** Returns how many went, at most so many. */
  deleteExpired(before: number, most: number): Promise<number>;
}

interface InviteRow {
  id: string;
  room_id: string;
  kind: InviteKind;
  inviter_id: string;
  inviter_name: string;
  user_id: string | null;
  email: string | null;
  created_at: number;
  expires_at: number;
  used_at: number | null;
  used_by: string | null;
  revoked_at: number | null;
}

const SELECT = `
  select i.id, i.room_id, i.kind, i.inviter_id, u.display_name as inviter_name, i.user_id, i.email, i.created_at,
    i.expires_at, i.used_at, i.used_by, i.revoked_at
  from room_invites i join users u on u.id = i.inviter_id`;

const toInvite = (row: InviteRow): StoredInvite => ({
  id: row.id,
  roomId: row.room_id,
  kind: row.kind,
  inviterId: row.inviter_id,
  inviterName: row.inviter_name,
  userId: row.user_id,
  email: row.email,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  usedAt: row.used_at,
  usedBy: row.used_by,
  revokedAt: row.revoked_at,
});

function findOne(reader: Reader, where: string, value: string): StoredInvite | null {
  const row = reader.prepare<InviteRow>(`${SELECT} where ${where} = ?1`).get(value);
  return row ? toInvite(row) : null;
}

export function createRoomInviteRepo({ database }: { database: Database }): RoomInviteRepo {
  return {
    create: (invite) =>
      database.write((writer) => {
        writer
          .prepare(
            `insert into room_invites (id, room_id, token_hash, inviter_id, kind, user_id, email, created_at, expires_at)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)`,
          )
          .run(
            invite.id,
            invite.roomId,
            invite.tokenHash,
            invite.inviterId,
            invite.kind,
            invite.userId,
            invite.email,
            invite.createdAt,
            invite.expiresAt,
          );
        const stored = findOne(writer, 'i.id', invite.id);
        if (!stored) throw new Error('An invitation that was just written is missing.');
        return stored;
      }),
    find: (id) => database.read((reader) => findOne(reader, 'i.id', id)),
    findByToken: (tokenHash) => database.read((reader) => findOne(reader, 'i.token_hash', tokenHash)),
    list: (roomId, inviterId) =>
      database.read((reader) =>
        reader
          .prepare<InviteRow>(
            `${SELECT} where i.room_id = ?1 and (?2 is null or i.inviter_id = ?2) order by i.created_at desc, i.id desc limit 500`,
          )
          .all(roomId, inviterId)
          .map(toInvite),
      ),
    revoke: (id, now) =>
      database.write((writer) => {
        writer
          .prepare('update room_invites set revoked_at = ?2 where id = ?1 and revoked_at is null')
          .run(id, now);
      }),
    markUsedAlong:
      ({ id, userId, now, refuse }) =>
      (writer, joined) => {
        if (!joined.isNew) return;
        const changes = writer
          .prepare(
            `update room_invites set used_at = ?3, used_by = ?2
             where id = ?1 and used_at is null and revoked_at is null and expires_at > ?3`,
          )
          .run(id, userId, now);
        if (changes === 0) refuse();
      },
    deleteExpired: (before, most) =>
      database.write((writer) =>
        writer
          .prepare(
            'delete from room_invites where id in (select id from room_invites where expires_at < ?1 limit ?2)',
          )
          .run(before, most),
      ),
  };
}
