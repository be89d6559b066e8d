import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryRecords } from './memory-records.ts';
import { createBench, REFUSED, settle } from './outbox-bench.ts';
import { makePending } from './samples.ts';

const DISTURBANCES = [
  'break',
  'mend',
  'deafen',
  'hear',
  'refuse',
  'allow',
  'retry',
  'tick',
  'restart',
] as const;
type Step = 'write' | (typeof DISTURBANCES)[number];

describe('the outbox', () => {
  it('sends one at a time, in the order they were written', async () => {
    const bench = await createBench();
    for (const id of ['1', '2', '3']) bench.outbox.add(makePending(id));
    await settle();
    expect(bench.stored).toEqual(['1', '2', '3']);
    expect(bench.mostUnderWay).toBe(1);
    expect(bench.pending).toEqual([]);
  });

  it('lets nothing overtake a refused message, and tries all again when told to', async () => {
    const bench = await createBench();
    bench.answer = () => ({ ok: false, error: REFUSED });
    bench.outbox.add(makePending('1'));
    bench.outbox.add(makePending('2'));
    await settle();
    expect(bench.pending.map((item) => item.state)).toEqual(['failed', 'waiting']);
    bench.answer = () => ({ ok: true, data: null });
    bench.outbox.flush();
    await settle();
    expect(bench.stored).toEqual([]);
    bench.outbox.retryAll();
    await settle();
    expect(bench.stored).toEqual(['1', '2']);
  });

  it('waits as long as the host asks before it goes on', async () => {
    const bench = await createBench();
    bench.answer = () => ({
      ok: false,
      error: { code: 'RATE_LIMITED', message: 'slow', details: { retryAfterMs: 3_000 } },
    });
    bench.outbox.add(makePending('1'));
    await settle();
    expect(bench.pending[0]?.state).toBe('waiting');
    bench.answer = () => ({ ok: true, data: null });
    bench.runTimers();
    await settle();
    expect(bench.stored).toEqual(['1']);
  });

  it('keeps every message exactly once and in order through breaks, lost answers and refusals', async () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.constant<Step>('write') },
      { weight: 9, arbitrary: fc.constantFrom<Step>(...DISTURBANCES) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const disk = createMemoryRecords();
        const stored: string[] = [];
        const written: string[] = [];
        let bench = await createBench(disk, stored);
        const act: Record<Step, () => void | Promise<void>> = {
          write() {
            const id = `id-${String(written.length).padStart(4, '0')}`;
            written.push(id);
            bench.outbox.add(makePending(id));
          },
          break() {
            bench.isOnline = false;
          },
          mend() {
            bench.isOnline = true;
            bench.outbox.flush();
          },
          deafen() {
            bench.isHeard = false;
          },
          hear() {
            bench.isHeard = true;
          },
          refuse() {
            bench.answer = () => ({ ok: false, error: REFUSED });
          },
          allow() {
            bench.answer = () => ({ ok: true, data: null });
          },
          retry: () => bench.outbox.retryAll(),
          tick: () => bench.runTimers(),
          async restart() {
            bench.outbox.stop();
            bench = await createBench(disk, stored);
          },
        };
        for (const name of steps) {
          await act[name]();
          await settle();
          expect(stored).toEqual(written.slice(0, stored.length));
          expect(bench.mostUnderWay).toBeLessThanOrEqual(1);
        }
        for (const name of ['hear', 'allow', 'retry', 'mend'] as const) await act[name]();
        await settle();
        expect(stored).toEqual(written);
        expect(bench.pending).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});
