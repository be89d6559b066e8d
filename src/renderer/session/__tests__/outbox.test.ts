import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Failure, Result } from '#shared/contract/result.ts';
import { createDrafts } from '../drafts.ts';
import { createOutbox, type Outbox } from '../outbox.ts';
import { createOutboxVault, type OutboxVault } from '../outbox-storage.ts';
import type { PendingMessage } from '../replica.ts';
import { noTabs } from '../tab-channel.ts';
import { createTextStore } from '../text-store.ts';
import { createMemoryRecords, createTabs } from './memory-records.ts';
import { createMemoryStorage } from './memory-storage.ts';
import { makePending } from './samples.ts';

const GONE: Failure = { code: 'NOT_REACHABLE', message: 'gone' };
const REFUSED: Failure = { code: 'NOT_ALLOWED', message: 'no' };

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

/** A host that stores what reaches it, and a line that breaks when told to. */
async function createBench(disk = createMemoryRecords(), stored: string[] = [], tabs = noTabs) {
  const vault = createOutboxVault({ records: disk, tabs, onUnkept: () => undefined });
  await vault.ready;
  const storage = vault.openHost('host');
  const timers = new Set<() => void>();
  const bench = {
    stored,
    outbox: null as unknown as Outbox,
    answer: (): Result<unknown> => ({ ok: true, data: null }),
    /** False: what was sent is stored, but its acknowledgement is lost. */
    isHeard: true,
    isOnline: true,
    underWay: 0,
    mostUnderWay: 0,
    pending: [] as readonly PendingMessage[],
    runTimers() {
      for (const timer of [...timers]) {
        timers.delete(timer);
        timer();
      }
    },
  };
  vault.onDropped((_host, _room, clientId) => bench.outbox.settle(clientId));
  bench.outbox = createOutbox({
    roomId: 'room',
    storage,
    isReady: () => bench.isOnline,
    async send(item) {
      bench.underWay += 1;
      bench.mostUnderWay = Math.max(bench.mostUnderWay, bench.underWay);
      await Promise.resolve();
      bench.underWay -= 1;
      if (!bench.isOnline) return { ok: false, error: GONE };
      const answer = bench.answer();
      // The host knows a client id it has seen and gives its first answer again.
      if (answer.ok && !stored.includes(item.clientId)) stored.push(item.clientId);
      return bench.isHeard ? answer : { ok: false, error: GONE };
    },
    onChange: (pending) => {
      bench.pending = pending;
    },
    delay(callback) {
      timers.add(callback);
      return () => timers.delete(callback);
    },
  });
  return bench;
}

function openAlone(vault: OutboxVault, send: (item: PendingMessage) => Promise<unknown>): Outbox {
  return createOutbox({
    roomId: 'room',
    storage: vault.openHost('host'),
    isReady: () => true,
    send: async (item) => ({ ok: true, data: await send(item) }),
    onChange: () => undefined,
    delay: () => () => undefined,
  });
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 500; turn += 1) await Promise.resolve();
}

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

  it('survives a restart with order and client ids', async () => {
    const disk = createMemoryRecords();
    const before = await createBench(disk);
    before.isOnline = false;
    for (const id of ['a', 'b']) before.outbox.add(makePending(id));
    await settle();
    before.outbox.stop();
    const after = await createBench(disk);
    expect(after.pending.map((item) => item.clientId)).toEqual(['a', 'b']);
    after.outbox.flush();
    await settle();
    expect(after.stored).toEqual(['a', 'b']);
    expect((await createBench(disk)).pending).toEqual([]);
  });

  it('gives texts back and forgets them on disk too', async () => {
    const disk = createMemoryRecords();
    const bench = await createBench(disk);
    bench.answer = () => ({ ok: false, error: REFUSED });
    for (const id of ['a', 'b']) bench.outbox.add(makePending(id));
    await settle();
    expect(bench.outbox.discardAll().map((item) => item.draft.content)).toEqual(['a', 'b']);
    expect(bench.pending).toEqual([]);
    await settle();
    expect((await createBench(disk)).pending).toEqual([]);
  });

  it('is shown and sent before it is kept, and never dropped before', async () => {
    const disk = createMemoryRecords();
    const bench = await createBench(disk);
    bench.isOnline = false;
    bench.outbox.add(makePending('a'));
    expect(bench.pending).toHaveLength(1);
    expect(disk.kept.size).toBe(0);
    bench.isOnline = true;
    bench.outbox.flush();
    await settle();
    expect(bench.stored).toEqual(['a']);
    expect(disk.kept.size).toBe(0);
  });

  it('tells when a message cannot be kept, and sends it all the same', async () => {
    const full = { ...createMemoryRecords(), keep: async () => Promise.reject(new Error('quota')) };
    let told = 0;
    const vault = createOutboxVault({ records: full, tabs: noTabs, onUnkept: () => (told += 1) });
    const sent: string[] = [];
    const outbox = openAlone(vault, async ({ clientId }) => sent.push(clientId));
    outbox.add(makePending('a'));
    outbox.add(makePending('b'));
    await settle();
    expect([sent, told]).toEqual([['a', 'b'], 1]);
  });

  it('starts empty where the browser refuses its database, and skips what it cannot read', async () => {
    const closed = { ...createMemoryRecords(), load: async () => Promise.reject(new Error('no database')) };
    expect((await createBench(closed)).pending).toEqual([]);
    const strange = createMemoryRecords();
    await strange.keep('host/room/x', { draft: 'of another version' });
    expect((await createBench(strange)).pending).toEqual([]);
  });

  it('of two tabs neither loses what the other wrote, and what one got rid of the other forgets', async () => {
    const disk = createMemoryRecords();
    const tabs = createTabs();
    const [one, two] = [await createBench(disk, [], tabs.open()), await createBench(disk, [], tabs.open())];
    one.isOnline = two.isOnline = false;
    one.outbox.add(makePending('a'));
    two.outbox.add(makePending('b'));
    await settle();
    const three = await createBench(disk, [], tabs.open());
    three.isOnline = false;
    expect(three.pending.map((item) => item.clientId)).toEqual(['a', 'b']);
    one.outbox.discardAll();
    await settle();
    expect(three.pending.map((item) => item.clientId)).toEqual(['b']);
    expect(two.pending.map((item) => item.clientId)).toEqual(['b']);
    expect([...disk.kept.keys()]).toEqual(['host/room/b']);
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

it('drafts are kept per host and room, and an empty one leaves nothing behind', () => {
  const disk = createMemoryStorage();
  const drafts = createDrafts({ textStore: createTextStore({ storage: disk }) });
  drafts.write('host', 'room', 'half a sentence');
  expect(createDrafts({ textStore: createTextStore({ storage: disk }) }).read('host', 'room')).toBe(
    'half a sentence',
  );
  expect(drafts.read('host', 'other')).toBe('');
  drafts.write('host', 'room', '');
  expect(disk.length).toBe(0);
});

it('without any storage things work for as long as the page lives', async () => {
  const textStore = createTextStore({ storage: null });
  expect(textStore.write('key', 'value')).toBe(false);
  expect(textStore.read('key')).toBeNull();
});
