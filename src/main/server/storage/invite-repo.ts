import type { Database } from './database.ts';

/** An identity handed to somebody by a link; the secret is encrypted with a key that only the link has. */
export interface IdentityInvite {
  readonly id: string;
  readonly spaceId: string;
  readonly identityId: string;
  readonly encryptedSecret: string;
  readonly displayName: string | null;
  readonly createdAt: number;
  readonly expiresAt: string | null;
  readonly claimedAt: number | null;
}

export interface IdentityInviteRepo {
  /** False when the id is taken. */
  create(invite: IdentityInvite): Promise<boolean>;
  find(id: string): Promise<IdentityInvite | null>;
  list(spaceId: string, withClaimed: boolean): Promise<IdentityInvite[]>;
  delete(id: string): Promise<boolean>;
  /** The one who claims first gets it; false for everybody after. */
  claim(id: string, now: number): Promise<boolean>;
}

interface InviteRow {
  id: string;
  space_id: string;
  identity_id: string;
  encrypted_secret: string;
  display_name: string | null;
  created_at: number;
  expires_at: string | null;
  claimed_at: number | null;
}

const toInvite = (row: InviteRow): IdentityInvite => ({
  id: row.id,
  spaceId: row.space_id,
  identityId: row.identity_id,
  encryptedSecret: row.encrypted_secret,
  displayName: row.display_name,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  claimedAt: row.claimed_at,
});

const SELECT = `select id, space_id, identity_id, encrypted_secret, display_name, created_at, expires_at, claimed_at
  from identity_invites`;

export function createIdentityInviteRepo({ database }: { database: Database }): IdentityInviteRepo {
  return {
    create: (invite) =>
      database.write((writer) => {
        if (writer.prepare('select 1 from identity_invites where id = ?1').get(invite.id)) return false;
        writer.run(
          writer.query.insertInto('identity_invites').values({
            id: invite.id,
            space_id: invite.spaceId,
            identity_id: invite.identityId,
            encrypted_secret: invite.encryptedSecret,
            display_name: invite.displayName,
            created_at: invite.createdAt,
            expires_at: invite.expiresAt,
          }),
        );
        return true;
      }),
    find: (id) =>
      database.read((reader) => {
        const row = reader.prepare<InviteRow>(`${SELECT} where id = ?1`).get(id);
        return row ? toInvite(row) : null;
      }),
    list: (spaceId, withClaimed) =>
      database.read((reader) =>
        reader
          .prepare<InviteRow>(
            `${SELECT} where space_id = ?1 and (?2 = 1 or claimed_at is null) order by created_at, id`,
          )
          .all(spaceId, withClaimed ? 1 : 0)
          .map(toInvite),
      ),
    delete: (id) =>
      database.write((writer) => writer.prepare('delete from identity_invites where id = ?1').run(id) > 0),
    claim: (id, now) =>
      database.write(
        (writer) =>
          writer
            .prepare('update identity_invites set claimed_at = ?2 where id = ?1 and claimed_at is null')
            .run(id, now) > 0,
      ),
  };
}
