import type BetterSqlite3 from 'better-sqlite3';
import { AppError } from '#shared/contract/errors.ts';
import { isBusy, toStorageFailure } from './storage-failure.ts';

/** A write waits in the queue as this; `perform` may be called again when its group had to be undone. */
interface WaitingWrite {
  readonly run: LightRun<unknown> | null;
  perform(shared: unknown): void;
  /** Called in commit order, within one tick: what is published here reaches everyone in that order. */
  settle(): void;
  fail(error: unknown): void;
}

/**
 * What light writes of one kind share until another kind of write comes in between, over many groups if none
 * does: `begin` makes it, `end` stores what it gathered, before any other write and before each commit.
 */
export interface LightRun<Shared> {
  begin(): Shared;
  end(shared: Shared): void;
}

export interface WriteQueue {
  /** Runs `work` with everything else that waits in one transaction; resolves after the commit. */
  write<T>(work: () => T, afterCommit?: (result: T) => void): Promise<T>;
  /** For many small writes of one kind, which refuse with an AppError before they change anything. */
  writeLight<T, Shared>(
    run: LightRun<Shared>,
    work: (shared: Shared) => T,
    afterCommit?: (result: T) => void,
  ): Promise<T>;
  /** Writes what waits at once; nothing is accepted afterwards. */
  close(): void;
}

/** Two writes in one turn are a crowd: their group stays open while each turn brings more, at most so many turns. */
const MOST_TURNS = 8;

/** How long another program may hold the file: asked for again and again, while the host goes on. */
const BUSY_PAUSE_MS = 50;
const MOST_BUSY_TRIES = 100;

/** A light write broke off and may have changed something: its group is undone and done again with care. */
class HalfDone extends Error {}

/**
 * Group commit: one transaction, and so one disk sync, for all writes of a tick. A write that throws undoes
 * only itself, by its savepoint; a commit that fails fails all of its group.
 */
export function createWriteQueue(
  sqlite: BetterSqlite3.Database,
  { onFailure = () => {} }: { onFailure?: (error: unknown) => void } = {},
): WriteQueue {
  const begin = sqlite.prepare('begin immediate');
  const commit = sqlite.prepare('commit');
  const rollback = sqlite.prepare('rollback');
  const savepoint = sqlite.prepare('savepoint one_write');
  const release = sqlite.prepare('release one_write');
  const undo = sqlite.prepare('rollback to one_write');
  let waiting: WaitingWrite[] = [];
  let scheduled: NodeJS.Immediate | null = null;
  let retry: NodeJS.Timeout | null = null;
  let busyTries = 0;
  let isClosed = false;
  let kept: { readonly run: LightRun<unknown>; readonly shared: unknown } | null = null;

  /** `isCareful` gives light writes a savepoint and a run of their own, too. */
  function performAll(
    group: readonly WaitingWrite[],
    isCareful: boolean,
  ): { done: WaitingWrite[]; failed: [WaitingWrite, unknown][] } {
    const done: WaitingWrite[] = [];
    const failed: [WaitingWrite, unknown][] = [];
    begin.run();
    try {
      for (const write of group) {
        if (kept && kept.run !== write.run) {
          kept.run.end(kept.shared);
          kept = null;
        }
        if (write.run && !kept) kept = { run: write.run, shared: write.run.begin() };
        const isGuarded = isCareful || !write.run;
        if (isGuarded) savepoint.run();
        try {
          write.perform(kept?.shared);
          if (isCareful) kept?.run.end(kept.shared);
          done.push(write);
        } catch (error) {
          // A full disk undoes the whole transaction by itself; nothing may be written outside of one.
          if (!sqlite.inTransaction) throw error;
          if (isGuarded) undo.run();
          else if (!(error instanceof AppError)) throw new HalfDone();
          failed.push([write, error]);
        }
        if (isGuarded) release.run();
        if (isCareful) kept = null;
      }
      kept?.run.end(kept.shared);
      commit.run();
    } catch (error) {
      kept = null;
      if (sqlite.inTransaction) rollback.run();
      throw error;
    }
    return { done, failed };
  }

  function performGroup(group: readonly WaitingWrite[]): ReturnType<typeof performAll> {
    try {
      return performAll(group, false);
    } catch (error) {
      if (error instanceof HalfDone) return performAll(group, true);
      throw error;
    }
  }

  /** What arrives together shares one disk sync, also where it takes some turns to arrive. */
  function gather(seen: number, turns: number): void {
    const hasMore = waiting.length > seen && turns < MOST_TURNS;
    if (hasMore) scheduled = setImmediate(gather, waiting.length, turns + 1);
    else flush();
  }

  /** True when the file is held by another program and the group waits for it, before all that comes. */
  function waitsForFile(error: unknown, group: readonly WaitingWrite[]): boolean {
    if (!isBusy(error) || isClosed || busyTries >= MOST_BUSY_TRIES) return false;
    busyTries += 1;
    waiting = [...group, ...waiting];
    retry = setTimeout(flush, BUSY_PAUSE_MS);
    retry.unref();
    return true;
  }

  function flush(): void {
    scheduled = null;
    retry = null;
    const group = waiting;
    waiting = [];
    if (group.length === 0) return;
    let outcome: ReturnType<typeof performAll>;
    try {
      outcome = performGroup(group);
    } catch (error) {
      if (waitsForFile(error, group)) return;
      busyTries = 0;
      onFailure(error);
      const failure = toStorageFailure(error);
      for (const write of group) write.fail(failure);
      return;
    }
    busyTries = 0;
    for (const write of outcome.done) write.settle();
    for (const [write, error] of outcome.failed) write.fail(error);
  }

  function enqueue<T>(
    run: LightRun<unknown> | null,
    work: (shared: unknown) => T,
    afterCommit: ((result: T) => void) | undefined,
  ): Promise<T> {
    if (isClosed) return Promise.reject(new Error('The database is closed.'));
    return new Promise<T>((resolve, reject) => {
      let result: T;
      waiting.push({
        run,
        perform(shared) {
          result = work(shared);
        },
        settle() {
          // Stored it is; but an error here must reach somebody, and must not stop the rest of the group.
          try {
            afterCommit?.(result);
            resolve(result);
          } catch (error) {
            reject(error);
          }
        },
        fail: reject,
      });
      if (!retry) scheduled ??= setImmediate(gather, 1, 0);
    });
  }

  return {
    write: (work, afterCommit) => enqueue(null, work, afterCommit),
    // The queue hands each write the shared part of its own run and looks into none.
    writeLight: (run, work, afterCommit) =>
      enqueue(run as LightRun<unknown>, work as (shared: unknown) => never, afterCommit),
    close() {
      isClosed = true;
      if (scheduled) clearImmediate(scheduled);
      if (retry) clearTimeout(retry);
      flush();
    },
  };
}
