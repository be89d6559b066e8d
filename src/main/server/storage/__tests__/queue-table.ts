import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach } from 'vitest';
import { createWriteQueue, type WriteQueue } from '../write-queue.ts';

/** A table of numbers, anew for every test, and the queue that writes to it. */
export interface QueueTable {
  sqlite: BetterSqlite3.Database;
  queue: WriteQueue;
  insert(n: number): number;
  /** The numbers that are in it. */
  kept(): unknown[];
}

export function setUpTable(): QueueTable {
  const table = {
    insert(n) {
      table.sqlite.prepare('insert into t (n) values (?)').run(n);
      return n;
    },
    kept: () => table.sqlite.prepare('select n from t order by n').pluck().all(),
  } as QueueTable;
  beforeEach(() => {
    table.sqlite = new BetterSqlite3(':memory:');
    table.sqlite.exec('create table t (n integer primary key) strict');
    table.queue = createWriteQueue(table.sqlite);
  });
  afterEach(() => {
    table.sqlite.close();
  });
  return table;
}
