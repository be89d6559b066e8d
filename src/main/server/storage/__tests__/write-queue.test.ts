import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#shared/contract/errors.ts';
import { createWriteQueue } from '../write-queue.ts';

let sqlite: BetterSqlite3.Database;

beforeEach(() => {
  sqlite = new BetterSqlite3(':memory:');
  sqlite.exec('create table t (n integer primary key) strict');
});
afterEach(() => {
  sqlite.close();
});

const insert = (n: number) => {
  sqlite.prepare('insert into t (n) values (?)').run(n);
  return n;
};
const kept = () => sqlite.prepare('select n from t order by n').pluck().all();

describe('the write queue', () => {
  it('undoes a write that throws, and only that one', async () => {
    const queue = createWriteQueue(sqlite);
    const results = await Promise.allSettled([
      queue.write(() => insert(1)),
      queue.write(() => {
        insert(2);
        throw new Error('no');
      }),
      queue.write(() => insert(1)),
      queue.write(() => insert(3)),
    ]);
    expect(results.map((result) => result.status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
    expect(kept()).toEqual([1, 3]);
  });

  it('keeps the group of a crowd open while each turn brings more, and lets a single write wait for nobody', async () => {
    const queue = createWriteQueue(sqlite);
    const order: string[] = [];
    const write = (n: number) =>
      queue.write(
        () => {
          order.push(`write ${n}`);
          return insert(n);
        },
        (result) => order.push(`after ${result}`),
      );
    const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
    const crowd = [write(1), write(2)];
    await nextTurn();
    crowd.push(write(3));
    await Promise.all(crowd);
    expect(order).toEqual(['write 1', 'write 2', 'write 3', 'after 1', 'after 2', 'after 3']);
    const single = write(4);
    await nextTurn();
    expect(order.at(-1)).toBe('after 4');
    await single;
  });

  it('settles in commit order, after the commit, and before anything else is written', async () => {
    const queue = createWriteQueue(sqlite);
    const order: string[] = [];
    const write = (n: number) =>
      queue.write(
        () => {
          order.push(`write ${n}`);
          return insert(n);
        },
        (result) => order.push(`after ${result}, in transaction: ${sqlite.inTransaction}`),
      );
    await Promise.all([write(1), write(2), write(3)]);
    await write(4);
    expect(order).toEqual([
      'write 1',
      'write 2',
      'write 3',
      'after 1, in transaction: false',
      'after 2, in transaction: false',
      'after 3, in transaction: false',
      'write 4',
      'after 4, in transaction: false',
    ]);
  });

  it('a listener that throws after the commit does not lose the acknowledgements behind it', async () => {
    const queue = createWriteQueue(sqlite);
    const results = await Promise.allSettled([
      queue.write(
        () => insert(1),
        () => {
          throw new Error('a listener broke');
        },
      ),
      queue.write(() => insert(2)),
      queue.write(() => insert(3)),
    ]);
    expect(kept()).toEqual([1, 2, 3]);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  });

  it('a write asked for from a listener comes in the next group', async () => {
    const queue = createWriteQueue(sqlite);
    let second: Promise<number> | undefined;
    await queue.write(
      () => insert(1),
      () => {
        second = queue.write(() => insert(2));
      },
    );
    expect(await second).toBe(2);
    expect(kept()).toEqual([1, 2]);
  });

  it('fails the whole group when the commit fails, and works on', async () => {
    sqlite.exec(
      'create table child (n integer references t (n) deferrable initially deferred) strict; pragma foreign_keys = on',
    );
    const queue = createWriteQueue(sqlite);
    const results = await Promise.allSettled([
      queue.write(() => insert(1)),
      queue.write(() => sqlite.prepare('insert into child (n) values (99)').run()),
    ]);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected']);
    expect(await queue.write(() => insert(7))).toBe(7);
    expect(kept()).toEqual([7]);
  });

  it('lets light writes share a run that ends before any other write and before the commit', async () => {
    const queue = createWriteQueue(sqlite);
    const steps: string[] = [];
    const run = {
      begin: () => {
        steps.push('begin');
        return { last: 0 };
      },
      end: ({ last }: { last: number }) => {
        steps.push(`end at ${last}`);
      },
    };
    const light = (n: number) =>
      queue.writeLight(run, (shared) => {
        if (n < 0) throw new AppError('NOT_ALLOWED', 'refused');
        shared.last = insert(n);
        steps.push(`light ${n}`);
        return n;
      });
    const results = await Promise.allSettled([
      light(1),
      light(-1),
      light(2),
      queue.write(() => steps.push(`other, of ${kept().length}`)),
      light(3),
    ]);
    expect(results.map((result) => result.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ]);
    expect(steps).toEqual([
      'begin',
      'light 1',
      'light 2',
      'end at 2',
      'other, of 2',
      'begin',
      'light 3',
      'end at 3',
    ]);
    expect(kept()).toEqual([1, 2, 3]);
  });

  it('keeps what light writes share over groups, until another write comes', async () => {
    const queue = createWriteQueue(sqlite);
    let begun = 0;
    const run = {
      begin: () => {
        begun += 1;
        return begun;
      },
      end: () => {},
    };
    const light = () => queue.writeLight(run, (shared) => shared);
    expect([await light(), await light()]).toEqual([1, 1]);
    await queue.write(() => insert(1));
    expect(await light()).toBe(2);
  });

  it('undoes a light write that breaks off half done, and keeps its neighbours and what they share', async () => {
    const queue = createWriteQueue(sqlite);
    const run = {
      begin: () => ({ count: kept().length }),
      end: () => {},
    };
    const light = (n: number, isBroken = false) =>
      queue.writeLight(run, (shared) => {
        insert(n);
        shared.count += 1;
        if (isBroken) throw new TypeError('half done');
        return shared.count;
      });
    const results = await Promise.allSettled([
      light(1),
      light(2, true),
      queue.write(() => insert(3)),
      light(4),
    ]);
    expect(results.map((result) => (result.status === 'fulfilled' ? result.value : 'failed'))).toEqual([
      1,
      'failed',
      3,
      3,
    ]);
    expect(kept()).toEqual([1, 3, 4]);
    expect(await light(5)).toBe(4);
  });

  it('fails the whole group when the end of a run fails, and shares nothing with the next', async () => {
    const queue = createWriteQueue(sqlite);
    let isBroken = true;
    const run = {
      begin: () => ({ count: 0 }),
      end: () => {
        if (isBroken) throw new Error('disk full');
      },
    };
    const light = (n: number) =>
      queue.writeLight(run, (shared) => {
        insert(n);
        shared.count += 1;
        return shared.count;
      });
    const results = await Promise.allSettled([light(1), light(2)]);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected']);
    expect(kept()).toEqual([]);
    isBroken = false;
    expect(await light(1)).toBe(1);
  });

  it('writes what waits when it closes, and refuses what comes later', async () => {
    const queue = createWriteQueue(sqlite);
    const waiting = queue.write(() => insert(1));
    queue.close();
    expect(await waiting).toBe(1);
    await expect(queue.write(() => insert(2))).rejects.toThrow('closed');
    expect(kept()).toEqual([1]);
  });
});
