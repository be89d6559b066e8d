import type { Failure, Result } from '#shared/contract/result.ts';
import { createOutbox, type Outbox } from '../outbox.ts';
import { createOutboxVault } from '../outbox-storage.ts';
import type { PendingMessage } from '../replica.ts';
import { noTabs } from '../tab-channel.ts';
import { createMemoryRecords } from './memory-records.ts';

const GONE: Failure = { code: 'NOT_REACHABLE', message: 'gone' };
export const REFUSED: Failure = { code: 'NOT_ALLOWED', message: 'no' };

/** A host that stores what reaches it, and a line that breaks when told to. */
export async function createBench(disk = createMemoryRecords(), stored: string[] = [], tabs = noTabs) {
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

export async function settle(): Promise<void> {
  for (let turn = 0; turn < 500; turn += 1) await Promise.resolve();
}
