import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import {
  type Compilable,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { migrate } from './migrations.ts';
import type { Schema } from './schema.ts';
import { explainRefusal, toStorageFailure } from './storage-failure.ts';
import { createWriteQueue, type LightRun } from './write-queue.ts';

/** Builds queries; it has no connection and runs none. */
export type QueryBuilder = Kysely<Schema>;

type Value = string | number | null;

export interface Prepared<Row> {
  get(...values: Value[]): Row | undefined;
  all(...values: Value[]): Row[];
  /** Returns the number of changed rows. */
  run(...values: Value[]): number;
}

export interface Reader {
  readonly query: QueryBuilder;
  all<Row>(query: Compilable<Row>): Row[];
  first<Row>(query: Compilable<Row>): Row | undefined;
  /** A statement written by hand, with the parameters ?1, ?2, … or plain ?; compiled once, kept by its text. */
  prepare<Row>(sql: string): Prepared<Row>;
}

export interface Writer extends Reader {
  /** Returns the number of changed rows. */
  run(query: Compilable<unknown>): number;
}

// A promise inside a transaction would leave it open while other writes run.
type NotAPromise<T> = T extends PromiseLike<unknown> ? never : T;

export interface Database {
  read<T>(work: (reader: Reader) => NotAPromise<T>): Promise<T>;
  /** For the few who must not let anything else run between looking and deciding. */
  readNow<T>(work: (reader: Reader) => NotAPromise<T>): T;
  /** Group commit; `afterCommit` runs in commit order, before anything else can be written. */
  write<T>(work: (writer: Writer) => NotAPromise<T>, afterCommit?: (result: T) => void): Promise<T>;
  /** Many small writes of one kind, as the write queue explains it. `run` must be one object for all of them. */
  writeLight<T, Shared>(
    run: LightRun<Shared>,
    work: (shared: Shared) => NotAPromise<T>,
    afterCommit?: (result: T) => void,
  ): Promise<T>;
  /**
   * Removes rows that nothing names any more, which the caller has made sure of: to look for it costs a walk through
   * all messages for each row, or an index that each message pays for.
   */
  removeUnchecked(work: (writer: Writer) => void): void;
  /** The handle for the steps of a light run; good only inside them. */
  readonly writer: Writer;
  close(): void;
}

/** better-sqlite3 takes ?1 for a name, so the values go in under their numbers. */
function bindByNumber(statement: BetterSqlite3.Statement): Prepared<unknown> {
  const toNamed = (values: Value[]) => Object.fromEntries(values.map((value, index) => [index + 1, value]));
  return {
    get: (...values) => statement.get(toNamed(values)),
    all: (...values) => statement.all(toNamed(values)),
    run: (...values) => statement.run(toNamed(values)).changes,
  };
}

/** Plain question marks need no object made for each call. */
function bindInOrder(statement: BetterSqlite3.Statement): Prepared<unknown> {
  return {
    get: (...values) => statement.get(...values),
    all: (...values) => statement.all(...values),
    run: (...values) => statement.run(...values).changes,
  };
}

/** At the start somebody may wait; later nobody may: the queue asks again by itself. */
const BUSY_AT_START_MS = 5_000;
const BUSY_LATER_MS = 20;

/** A file that is damaged or held by another program is refused, with a sentence, and left as it is. */
function openFile(file: string): BetterSqlite3.Database {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  let sqlite: BetterSqlite3.Database | null = null;
  try {
    sqlite = new BetterSqlite3(file, { timeout: BUSY_AT_START_MS });
    sqlite.pragma('journal_mode = wal');
    // better-sqlite3 is built with NORMAL for WAL: an acknowledged message would not survive a power cut.
    sqlite.pragma('synchronous = full');
    sqlite.pragma('foreign_keys = on');
    migrate(sqlite);
    sqlite.pragma(`busy_timeout = ${BUSY_LATER_MS}`);
    return sqlite;
  } catch (error) {
    sqlite?.close();
    throw explainRefusal(file, error);
  }
}

export function openDatabase(
  file: string,
  { onFailure }: { onFailure?: (error: unknown) => void } = {},
): Database {
  const sqlite = openFile(file);

  const query = new Kysely<Schema>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
  const statements = new Map<string, BetterSqlite3.Statement>();
  const written = new Map<string, Prepared<unknown>>();

  function statementFor(sql: string): BetterSqlite3.Statement {
    let statement = statements.get(sql);
    if (!statement) {
      statement = sqlite.prepare(sql);
      statements.set(sql, statement);
    }
    return statement;
  }

  const handle: Writer = {
    query,
    all: <Row>(built: Compilable<Row>) => {
      const { sql, parameters } = built.compile();
      return statementFor(sql).all(...parameters) as Row[];
    },
    first: <Row>(built: Compilable<Row>) => {
      const { sql, parameters } = built.compile();
      return statementFor(sql).get(...parameters) as Row | undefined;
    },
    run: (built) => {
      const { sql, parameters } = built.compile();
      return statementFor(sql).run(...parameters).changes;
    },
    prepare: <Row>(sql: string) => {
      let prepared = written.get(sql);
      if (!prepared) {
        prepared = /\?\d/.test(sql) ? bindByNumber(sqlite.prepare(sql)) : bindInOrder(sqlite.prepare(sql));
        written.set(sql, prepared);
      }
      return prepared as Prepared<Row>;
    },
  };

  function look<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      const failure = toStorageFailure(error);
      if (failure !== error) onFailure?.(error);
      throw failure;
    }
  }
  const queue = createWriteQueue(sqlite, { ...(onFailure && { onFailure }) });

  return {
    async read(work) {
      return look(() => work(handle) as Awaited<ReturnType<typeof work>>);
    },
    readNow: (work) => look(() => work(handle) as never),
    write: (work, afterCommit) => queue.write(() => work(handle) as never, afterCommit as never),
    writeLight: (run, work, afterCommit) => queue.writeLight(run, work as never, afterCommit as never),
    removeUnchecked(work) {
      // Outside of a transaction, where alone this can be switched: writes wait for the end of the turn.
      sqlite.pragma('foreign_keys = off');
      try {
        sqlite.transaction(() => work(handle)).immediate();
      } finally {
        sqlite.pragma('foreign_keys = on');
      }
    },
    writer: handle,
    close() {
      queue.close();
      // Folds the write-ahead log into the file, so that copying the file alone loses nothing.
      sqlite.pragma('wal_checkpoint(truncate)');
      sqlite.close();
    },
  };
}
