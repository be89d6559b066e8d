import type { Database } from './database.ts';

export interface ForgettingRepo {
  /** How much was removed from the index whose words are still in it. */
  countRemovals(): Promise<number>;
  /** Merges a piece of the index, some milliseconds long; false when there was nothing left to merge. */
  mergeSome(begins: boolean): Promise<boolean>;
  /** So many removals left nothing behind. */
  settle(removals: number): Promise<void>;
}

/** Pages of the index that one step writes anew. */
const PAGES = 8;
/** The request for a merge is itself one change. */
const CHANGES_OF_NOTHING = 1;

export function createForgettingRepo({ database }: { database: Database }): ForgettingRepo {
  return {
    countRemovals: () =>
      database.read(
        (reader) =>
          reader.prepare<{ removals: number }>('select removals from search_forgetting').get()?.removals ?? 0,
      ),
    mergeSome: (begins) =>
      database.write((writer) => {
        const count = writer.prepare<{ changes: number }>('select total_changes() as changes');
        const before = count.get()?.changes ?? 0;
        // A negative number takes in all parts, also those that nothing else would merge for long.
        writer
          .prepare("insert into message_search (message_search, rank) values ('merge', ?)")
          .run(begins ? -PAGES : PAGES);
        return (count.get()?.changes ?? 0) - before > CHANGES_OF_NOTHING;
      }),
    async settle(removals) {
      await database.write((writer) =>
        writer.prepare('update search_forgetting set removals = removals - ?').run(removals),
      );
    },
  };
}
