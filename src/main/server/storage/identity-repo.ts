import type { User, UserKind, UserStatus } from '#shared/model/user.ts';
import type { Database, Reader } from './database.ts';
import { toIsoTimeOrNull } from './message-row.ts';

export interface NewUser {
  readonly id: string;
  readonly spaceId: string;
  readonly kind: UserKind;
  readonly displayName: string;
  readonly deviceHash: string | null;
  /** Who comes back keeps the name they had. */
  readonly keepName?: boolean;
  readonly now: number;
}

export interface ProfileChange {
  readonly displayName?: string;
  readonly status?: UserStatus;
  readonly statusText?: string | null;
  /** When the text goes by itself; null when it stays. */
  readonly statusUntil?: number | null;
}

/** A stored user; whether they are online now is presence's knowledge. */
export interface StoredUser {
  readonly user: User;
  readonly spaceId: string;
  readonly tokenRound: number;
}

export interface IdentityRepo {
  /** Creates the user, or brings the device's user back under the new name, in one write. */
  createOrReturn(user: NewUser): Promise<{ stored: StoredUser; isNew: boolean; previousName: string }>;
  find(userId: string): Promise<StoredUser | null>;
  findMany(userIds: readonly string[]): Promise<StoredUser[]>;
  change(userId: string, change: ProfileChange): Promise<StoredUser | null>;
  /** Takes back the status texts whose time is over; returns whose they were. */
  endStatuses(now: number): Promise<StoredUser[]>;
  recordSeen(userId: string, at: number): Promise<void>;
  /** From now on only tokens that are made later are worth something. */
  endTokens(userId: string): Promise<void>;
}

interface UserRow {
  id: string;
  space_id: string;
  kind: UserKind;
  display_name: string;
  status: UserStatus;
  status_text: string | null;
  status_until: number | null;
  last_seen: number | null;
  token_round: number;
}

const toStored = (row: UserRow): StoredUser => ({
  spaceId: row.space_id,
  tokenRound: row.token_round,
  user: {
    id: row.id,
    displayName: row.display_name,
    kind: row.kind,
    status: row.status,
    statusText: row.status_text,
    statusUntil: toIsoTimeOrNull(row.status_until),
    lastSeen: toIsoTimeOrNull(row.last_seen),
  },
});

const SELECT =
  'select id, space_id, kind, display_name, status, status_text, status_until, last_seen, token_round from users';

function findRow(reader: Reader, userId: string): UserRow | undefined {
  return reader.prepare<UserRow>(`${SELECT} where id = ?1 and deleted_at is null`).get(userId);
}

export function createIdentityRepo({ database }: { database: Database }): IdentityRepo {
  return {
    createOrReturn: (given) =>
      database.write((writer) => {
        const device =
          given.deviceHash === null
            ? undefined
            : writer.first(
                writer.query
                  .selectFrom('devices')
                  .innerJoin('users', 'users.id', 'devices.user_id')
                  .select(['users.id', 'users.display_name'])
                  .where('devices.id_hash', '=', given.deviceHash)
                  .where('users.deleted_at', 'is', null),
              );
        const id = device?.id ?? given.id;
        if (device && given.keepName !== true) {
          writer.run(
            writer.query.updateTable('users').set({ display_name: given.displayName }).where('id', '=', id),
          );
        } else if (!device) {
          writer.run(
            writer.query.insertInto('users').values({
              id,
              space_id: given.spaceId,
              kind: given.kind,
              display_name: given.displayName,
              created_at: given.now,
            }),
          );
          if (given.deviceHash !== null) {
            writer.run(
              writer.query
                .insertInto('devices')
                .values({ id_hash: given.deviceHash, user_id: id, created_at: given.now })
                .onConflict((conflict) => conflict.column('id_hash').doUpdateSet({ user_id: id })),
            );
          }
        }
        const row = findRow(writer, id);
        if (!row) throw new Error('A user that was just written is missing.');
        return {
          stored: toStored(row),
          isNew: !device,
          previousName: device?.display_name ?? given.displayName,
        };
      }),
    find: (userId) =>
      database.read((reader) => {
        const row = findRow(reader, userId);
        return row ? toStored(row) : null;
      }),
    findMany: (userIds) =>
      database.read((reader) =>
        reader
          .prepare<UserRow>(`${SELECT} where id in (select value from json_each(?1)) and deleted_at is null`)
          .all(JSON.stringify(userIds))
          .map(toStored),
      ),
    change: (userId, change) =>
      database.write((writer) => {
        const columns = {
          ...(change.displayName !== undefined && { display_name: change.displayName }),
          ...(change.status !== undefined && { status: change.status }),
          ...(change.statusText !== undefined && {
            status_text: change.statusText === '' ? null : change.statusText,
            status_until: change.statusText ? (change.statusUntil ?? null) : null,
          }),
        };
        if (Object.keys(columns).length > 0) {
          writer.run(writer.query.updateTable('users').set(columns).where('id', '=', userId));
        }
        const row = findRow(writer, userId);
        return row ? toStored(row) : null;
      }),
    endStatuses: (now) =>
      database.write((writer) => {
        const over = writer
          .prepare<{ id: string }>(
            'select id from users where status_until is not null and status_until <= ?',
          )
          .all(now);
        writer
          .prepare('update users set status_text = null, status_until = null where status_until <= ?')
          .run(now);
        return over.flatMap(({ id }) => {
          const row = findRow(writer, id);
          return row ? [toStored(row)] : [];
        });
      }),
    endTokens: (userId) =>
      database.write((writer) => {
        writer.prepare('update users set token_round = token_round + 1 where id = ?1').run(userId);
      }),
    recordSeen: (userId, at) =>
      database.write((writer) => {
        writer.run(writer.query.updateTable('users').set({ last_seen: at }).where('id', '=', userId));
      }),
  };
}
