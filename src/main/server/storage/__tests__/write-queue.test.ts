import { describe, expect, it } from 'vitest';
import { setUpTable } from './queue-table.ts';

const table = setUpTable();
const { insert, kept } = table;

/** Writes that note when they run and when they are told of. */
function recordWrites(tell: (n: number) => string) {
  const { queue } = table;
  const order: string[] = [];
  const write = (n: number) =>
    queue.write(
      () => {
        order.push(`write ${n}`);
        return insert(n);
      },
      (result) => order.push(tell(result)),
    );
  return { order, write };
}

describe('the write queue', () => {
  it('undoes a write that throws, and only that one', async () => {
    const { queue } = table;
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
    const { order, write } = recordWrites((n) => `after ${n}`);
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
    const { sqlite } = table;
    const { order, write } = recordWrites((n) => `after ${n}, in transaction: ${sqlite.inTransaction}`);
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
    const { queue } = table;
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
    const { queue } = table;
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
    const { sqlite, queue } = table;
    sqlite.exec(
      'create table child (n integer references t (n) deferrable initially deferred) strict; pragma foreign_keys = on',
    );
    const results = await Promise.allSettled([
      queue.write(() => insert(1)),
      queue.write(() => sqlite.prepare('insert into child (n) values (99)').run()),
    ]);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected']);
    expect(await queue.write(() => insert(7))).toBe(7);
    expect(kept()).toEqual([7]);
  });

  it('writes what waits when it closes, and refuses what comes later', async () => {
    const { queue } = table;
    const waiting = queue.write(() => insert(1));
    queue.close();
    expect(await waiting).toBe(1);
    await expect(queue.write(() => insert(2))).rejects.toThrow('closed');
    expect(kept()).toEqual([1]);
  });
});
