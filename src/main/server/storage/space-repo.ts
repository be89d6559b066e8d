import type { Database, Reader } from './database.ts';
import { type EndedRoom, retireRoomsOf } from './gone-repo.ts';

/** A namespace: what people and programs of one house share. */
export interface StoredSpace {
  readonly id: string;
  readonly isPeople: boolean;
  readonly slug: string | null;
  readonly secretHash: string | null;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly ttlHours: number;
  readonly createdAt: number;
  readonly archivedAt: number | null;
}

export interface NewSpace {
  readonly id: string;
  readonly slug: string | null;
  readonly secretHash: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly ttlHours: number;
  readonly now: number;
}

export interface SpaceRepo {
  /** A slug that is taken gets the next free number behind it. */
  create(space: NewSpace): Promise<StoredSpace>;
  find(id: string): Promise<StoredSpace | null>;
  list(): Promise<StoredSpace[]>;
  replaceMetadata(id: string, metadata: Readonly<Record<string, unknown>>): Promise<StoredSpace | null>;
  replaceSecret(id: string, secretHash: string): Promise<void>;
  /** False when it was archived before. */
  archive(id: string, now: number): Promise<boolean>;
  /** Nobody finds it afterwards, nor anybody of it; its rooms end next. */
  delete(id: string): Promise<void>;
  /** Up to so many rooms of a space that was deleted. */
  endRooms(id: string, most: number): Promise<EndedRoom[]>;
}

interface SpaceRow {
  id: string;
  kind: 'people' | 'program';
  slug: string | null;
  secret_hash: string | null;
  metadata: string;
  ttl_hours: number;
  created_at: number;
  archived_at: number | null;
}

const toSpace = (row: SpaceRow): StoredSpace => ({
  id: row.id,
  isPeople: row.kind === 'people',
  slug: row.slug,
  secretHash: row.secret_hash,
  metadata: JSON.parse(row.metadata),
  ttlHours: row.ttl_hours,
  createdAt: row.created_at,
  archivedAt: row.archived_at,
});

const SELECT = 'select id, kind, slug, secret_hash, metadata, ttl_hours, created_at, archived_at from spaces';

function findSpace(reader: Reader, id: string): StoredSpace | null {
  const row = reader.prepare<SpaceRow>(`${SELECT} where id = ?1 and gone = 0`).get(id);
  return row ? toSpace(row) : null;
}

function findFreeSlug(reader: Reader, wish: string): string {
  const isTaken = reader.prepare('select 1 from spaces where slug = ?1');
  let slug = wish;
  for (let number = 2; isTaken.get(slug); number += 1) slug = `${wish}-${number}`;
  return slug;
}

export function createSpaceRepo({ database }: { database: Database }): SpaceRepo {
  return {
    create: (space) =>
      database.write((writer) => {
        writer.run(
          writer.query.insertInto('spaces').values({
            id: space.id,
            kind: 'program',
            slug: space.slug === null ? null : findFreeSlug(writer, space.slug),
            secret_hash: space.secretHash,
            metadata: JSON.stringify(space.metadata),
            ttl_hours: space.ttlHours,
            created_at: space.now,
          }),
        );
        const stored = findSpace(writer, space.id);
        if (!stored) throw new Error('A space that was just written is missing.');
        return stored;
      }),
    find: (id) => database.read((reader) => findSpace(reader, id)),
    list: () =>
      database.read((reader) =>
        reader.prepare<SpaceRow>(`${SELECT} where gone = 0 order by created_at, rowid`).all().map(toSpace),
      ),
    replaceMetadata: (id, metadata) =>
      database.write((writer) => {
        writer.prepare('update spaces set metadata = ?2 where id = ?1').run(id, JSON.stringify(metadata));
        return findSpace(writer, id);
      }),
    replaceSecret: (id, secretHash) =>
      database.write((writer) => {
        writer.prepare('update spaces set secret_hash = ?2 where id = ?1').run(id, secretHash);
      }),
    archive: (id, now) =>
      database.write(
        (writer) =>
          writer
            .prepare('update spaces set archived_at = ?2 where id = ?1 and archived_at is null')
            .run(id, now) > 0,
      ),
    delete: (id) =>
      database.write((writer) => {
        writer.prepare('delete from identity_invites where space_id = ?1').run(id);
        writer.prepare('update spaces set gone = 1, slug = null, secret_hash = null where id = ?1').run(id);
      }),
    endRooms: (id, most) => database.write((writer) => retireRoomsOf(writer, id, most)),
  };
}
