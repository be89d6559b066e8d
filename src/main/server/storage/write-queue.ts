import type BetterSqlite3 from 'better-sqlite3';

/** A write waits in the queue as this; `perform` may be called again when its group had to be undone. */
interface WaitingWrite {
  perform(): void;
  /** Called in commit order, within one tick: what is published here reaches everyone in that order. */
  settle(): void;
  fail(error: unknown): void;
}

export interface WriteQueue {
  /** Runs `work` with everything else that waits in one transaction; resolves after the commit. */
  write<T>(work: () => T, afterCommit?: (result: T) => void): Promise<T>;
  /** Writes what waits at once; nothing is accepted afterwards. */
  close(): void;
}

/**
 * Group commit: one transaction, and so one disk sync, for all writes of a tick. A write that throws undoes
 * only itself, by its savepoint; a commit that fails fails all of its group.
 */
export function createWriteQueue(sqlite: BetterSqlite3.Database): WriteQueue {
  const begin = sqlite.prepare('begin immediate');
  const commit = sqlite.prepare('commit');
  const rollback = sqlite.prepare('rollback');
  const savepoint = sqlite.prepare('savepoint one_write');
  const release = sqlite.prepare('release one_write');
  const undo = sqlite.prepare('rollback to one_write');
  let waiting: WaitingWrite[] = [];
  let scheduled: NodeJS.Immediate | null = null;
  let isClosed = false;

  function performAll(group: readonly WaitingWrite[]): {
    done: WaitingWrite[];
    failed: [WaitingWrite, unknown][];
  } {
    const done: WaitingWrite[] = [];
    const failed: [WaitingWrite, unknown][] = [];
    begin.run();
    try {
      for (const write of group) {
        savepoint.run();
        try {
          write.perform();
          done.push(write);
        } catch (error) {
          undo.run();
          failed.push([write, error]);
        }
        release.run();
      }
      commit.run();
    } catch (error) {
      if (sqlite.inTransaction) rollback.run();
      throw error;
    }
    return { done, failed };
  }

  function flush(): void {
    scheduled = null;
    const group = waiting;
    waiting = [];
    if (group.length === 0) return;
    let outcome: ReturnType<typeof performAll>;
    try {
      outcome = performAll(group);
    } catch (error) {
      for (const write of group) write.fail(error);
      return;
    }
    for (const write of outcome.done) write.settle();
    for (const [write, error] of outcome.failed) write.fail(error);
  }

  return {
    write<T>(work: () => T, afterCommit?: (result: T) => void) {
      if (isClosed) return Promise.reject(new Error('The database is closed.'));
      return new Promise<T>((resolve, reject) => {
        let result: T;
        waiting.push({
          perform() {
            result = work();
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
        scheduled ??= setImmediate(flush);
      });
    },
    close() {
      isClosed = true;
      if (scheduled) clearImmediate(scheduled);
      flush();
    },
  };
}
