import { describe, expect, it } from 'vitest';
import { createOutbox, type Outbox } from '../outbox.ts';
import { createOutboxVault, type OutboxVault } from '../outbox-storage.ts';
import type { PendingMessage } from '../replica.ts';
import { noTabs } from '../tab-channel.ts';
import { createMemoryRecords, createTabs } from './memory-records.ts';
import { createBench, REFUSED, settle } from './outbox-bench.ts';
import { makePending } from './samples.ts';

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

describe('the outbox', () => {
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

  it('gives one refused message back after the other and forgets them on disk too', async () => {
    const disk = createMemoryRecords();
    const bench = await createBench(disk);
    bench.answer = () => ({ ok: false, error: REFUSED });
    for (const id of ['a', 'b']) bench.outbox.add(makePending(id));
    await settle();
    for (const id of ['a', 'b']) {
      expect(bench.outbox.takeBackFailed()?.draft.content).toBe(id);
      await settle();
    }
    expect(bench.outbox.takeBackFailed()).toBeNull();
    expect(bench.pending).toEqual([]);
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
    one.outbox.settle('a');
    await settle();
    expect(three.pending.map((item) => item.clientId)).toEqual(['b']);
    expect(two.pending.map((item) => item.clientId)).toEqual(['b']);
    expect([...disk.kept.keys()]).toEqual(['host/room/b']);
  });
});
