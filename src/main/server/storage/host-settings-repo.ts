import { addAuditEntry, type NewAuditEntry } from './audit-repo.ts';
import type { Database } from './database.ts';

export interface HostSettingsRepo {
  list(): Promise<ReadonlyMap<string, number>>;
  /** Null forgets; what was done is noted in the same write. */
  change(values: Readonly<Record<string, number | null>>, notes: readonly NewAuditEntry[]): Promise<void>;
}

export function createHostSettingsRepo({ database }: { database: Database }): HostSettingsRepo {
  return {
    list: () =>
      database.read(
        (reader) =>
          new Map(
            reader
              .prepare<{ name: string; value: number }>('select name, value from host_settings')
              .all()
              .map(({ name, value }) => [name, value]),
          ),
      ),
    change: (values, notes) =>
      database.write((writer) => {
        for (const [name, value] of Object.entries(values)) {
          if (value === null) writer.prepare('delete from host_settings where name = ?1').run(name);
          else
            writer
              .prepare('insert or replace into host_settings (name, value) values (?1, ?2)')
              .run(name, value);
        }
        for (const note of notes) addAuditEntry(writer, note);
      }),
  };
}
