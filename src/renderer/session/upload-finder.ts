import type { RecordStore } from './record-store.ts';
import type { TabChannel } from './tab-channel.ts';
import { createUploadOwners } from './upload-owners.ts';
import {
  bytesKey,
  type FoundRecords,
  type QueuedRecord,
  queuedKey,
  sortRecords,
  type UploadRecord,
  uploadKey,
} from './upload-records.ts';

/** What is on the disk and belongs to no other tab. */
export interface UploadFinder {
  /** Everything found so far. */
  find(): Promise<FoundRecords>;
  /** This tab has made it: what it finishes is not found again while it is still being dropped. */
  addOwn(id: string): void;
  stop(): void;
}

interface Options {
  records: RecordStore;
  tabs: TabChannel;
  listPresent: () => readonly string[];
  drop: (key: string) => void;
  /** Called when another tab's may be free; what is returned takes them. Who asks later finds them among the rest. */
  onFree: () => (more: FoundRecords) => void;
}

const KEPT_FOR_MS = 7 * 86_400_000;
const KEYS = [uploadKey, bytesKey, queuedKey];

const readGroup = (record: UploadRecord | QueuedRecord) =>
  record.kind === 'upload' ? (record.queuedId ?? record.id) : record.id;

/** Ids begin with the millisecond they were made in. */
const readTimeOf = (id: string) => Number.parseInt(id.replace('-', '').slice(0, 12), 16);

export function createUploadFinder({ records, tabs, listPresent, drop, onFree }: Options): UploadFinder {
  const mine = new Set<string>();
  const awaited = new Set<string>();
  let found: readonly string[] = [];
  let finding: Promise<FoundRecords> | null = null;
  let isStopped = false;
  const owners = createUploadOwners({ tabs, listOwn: () => [...found, ...listPresent()] });

  async function load(): Promise<FoundRecords> {
    const all = sortRecords(await records.load().catch(() => []));
    const isNew = (record: UploadRecord | QueuedRecord) =>
      !mine.has(record.id) && !mine.has(readGroup(record));
    const [ups, queued] = [all.uploads.filter(isNew), all.queued.filter(isNew)];
    // A message and its files belong together: whoever has the message has them.
    const ids = [...new Set([...queued, ...ups].map(readGroup))];
    const theirs = await owners.findTheirs(ids);
    for (const id of theirs) void takeOverWhenFree(id);
    // What nobody came back for must not fill the disk for ever.
    const old = [...ups, ...queued].filter(({ id }) => Date.now() - readTimeOf(id) > KEPT_FOR_MS);
    for (const { id } of old) for (const toKey of KEYS) drop(toKey(id));
    const isOurs = (record: UploadRecord | QueuedRecord) =>
      !theirs.has(readGroup(record)) && !old.includes(record);
    const ours = { uploads: ups.filter(isOurs), queued: queued.filter(isOurs), bytes: all.bytes };
    const taken = [...ours.uploads, ...ours.queued].flatMap((record) => [record.id, readGroup(record)]);
    found = [...found, ...taken];
    for (const id of taken) {
      mine.add(id);
      void tabs.claims?.claim(id);
    }
    return ours;
  }

  /** The tab that had it has ended, or its page was going away while this one came. */
  async function takeOverWhenFree(id: string): Promise<void> {
    if (tabs.claims === null || awaited.has(id)) return;
    awaited.add(id);
    const isFree = await tabs.claims.waitFor(id);
    awaited.delete(id);
    if (!isFree || isStopped) return;
    const take = onFree();
    const before = find();
    finding = before.then(async (known) => {
      const more = await load();
      if (!mine.has(id)) tabs.claims?.release(id);
      if (!isStopped) take(more);
      return {
        uploads: [...known.uploads, ...more.uploads],
        queued: [...known.queued, ...more.queued],
        bytes: more.bytes,
      };
    });
  }

  function find(): Promise<FoundRecords> {
    finding ??= load();
    return finding;
  }

  return {
    find,
    addOwn: (id) => void mine.add(id),
    stop() {
      isStopped = true;
      owners.stop();
    },
  };
}
