import type { Database } from './database.ts';

/** Facts of the host itself: who it is, and the secrets it made at its first start. */
export interface HostRepo {
  /** Reads a fact; the first caller's value is kept for good. */
  readOrKeep(name: string, create: () => string): Promise<string>;
  /** The space that people use; made at the first start. */
  readPeopleSpace(create: () => { id: string; now: number }): Promise<string>;
}

export function createHostRepo({ database }: { database: Database }): HostRepo {
  return {
    readOrKeep: (name, create) =>
      database.write((writer) => {
        const { query } = writer;
        const kept = writer.first(query.selectFrom('host_facts').select('value').where('name', '=', name));
        if (kept) return kept.value;
        const value = create();
        writer.run(query.insertInto('host_facts').values({ name, value }));
        return value;
      }),
    readPeopleSpace: (create) =>
      database.write((writer) => {
        const { query } = writer;
        const kept = writer.first(
          query.selectFrom('spaces').select('id').where('kind', '=', 'people').limit(1),
        );
        if (kept) return kept.id;
        const { id, now } = create();
        writer.run(
          query.insertInto('spaces').values({ id, kind: 'people', slug: 'people', created_at: now }),
        );
        return id;
      }),
  };
}
