import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/contract/errors.ts';
import { setUpTable } from './queue-table.ts';

const table = setUpTable();
const { insert, kept } = table;

describe('the write queue', () => {
  it('lets light writes share a run that ends before any other write and before the commit', async () => {
    const { queue } = table;
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
    const { queue } = table;
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
    const { queue } = table;
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
    const { queue } = table;
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
});
