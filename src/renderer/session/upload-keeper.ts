import type { RecordStore } from './record-store.ts';
import type { SessionCore } from './session-core.ts';
import type { TabChannel } from './tab-channel.ts';
import { createUploadOwners } from './upload-owners.ts';
import {
  bytesKey,
  describeQueued,
  describeUpload,
  type FoundRecords,
  KEPT_BYTES,
  type QueuedRecord,
  queuedKey,
  readUpload,
  sortRecords,
  type UploadRecord,
  uploadKey,
} from './upload-records.ts';
import type { QueuedMessage, Upload, UploadStore } from './upload-store.ts';

interface Options {
  core: SessionCore;
  uploads: UploadStore;
  records: RecordStore;
  tabs: TabChannel;
  /** Files of an earlier visit are in the picture again. */
  onRestored: () => void;
}

const KEPT_FOR_MS = 7 * 86_400_000;
const KEYS = [uploadKey, bytesKey, queuedKey];

const readIdOf = (key: string) => key.slice(key.indexOf('/') + 1);
const readGroup = (record: UploadRecord | QueuedRecord) =>
  record.kind === 'upload' ? (record.queuedId ?? record.id) : record.id;

/** Ids begin with the millisecond they were made in. */
const readTimeOf = (id: string) => Number.parseInt(id.replace('-', '').slice(0, 12), 16);

/** Keeps the picture of uploads on disk, and brings back what an earlier visit did not finish. Returns the undo. */
export function keepUploads({ core, uploads, records, tabs, onRestored }: Options): () => void {
  const written = new Map<string, string>();
  const restored = new Set<string>();
  let loading: Promise<FoundRecords> | null = null;
  let found: readonly string[] = [];
  let last: Promise<unknown> = Promise.resolve();

  function write(work: () => Promise<void>): void {
    // What cannot be kept is sent all the same; after a restart its person begins anew.
    last = last.then(work).catch(() => undefined);
  }

  const hostIdOf = ({ ref }: Pick<Upload, 'ref'>) => core.active.get(ref.hostKey)?.link.address.hostId;

  function keep(key: string, value: object): boolean {
    const text = JSON.stringify(value);
    const isNew = !written.has(key);
    if (written.get(key) === text) return false;
    written.set(key, text);
    if (isNew) void tabs.claims?.claim(readIdOf(key));
    write(() => records.keep(key, value));
    return isNew;
  }

  function dropOthers(present: ReadonlySet<string>): void {
    for (const key of [...written.keys()]) {
      if (present.has(key)) continue;
      written.delete(key);
      tabs.claims?.release(readIdOf(key));
      write(() => records.drop(key));
      const id = key.startsWith(uploadKey('')) ? key.slice(uploadKey('').length) : null;
      if (id !== null) write(() => records.drop(bytesKey(id)));
    }
  }

  function keepBytes({ id, blob, size }: Upload): void {
    if (blob !== null && size <= KEPT_BYTES) write(() => records.keep(bytesKey(id), blob));
  }

  const undoKeeping = uploads.subscribe(({ uploads: all, queued }) => {
    const present = new Set<string>();
    for (const upload of all) {
      const hostId = hostIdOf(upload);
      present.add(uploadKey(upload.id));
      if (hostId === undefined) continue;
      if (keep(uploadKey(upload.id), describeUpload(upload, hostId))) keepBytes(upload);
    }
    for (const message of queued) {
      const hostId = hostIdOf(message);
      present.add(queuedKey(message.id));
      if (hostId !== undefined) keep(queuedKey(message.id), describeQueued(message, hostId));
    }
    dropOthers(present);
  });

  const owners = createUploadOwners({
    tabs,
    listOwn: () => {
      const { uploads: all, queued } = uploads.getState();
      return [...found, ...[...all, ...queued].map(({ id }) => id)];
    },
  });

  async function load(): Promise<FoundRecords> {
    const { uploads: ups, queued, bytes } = sortRecords(await records.load().catch(() => []));
    // A message and its files belong together: whoever has the message has them.
    const ids = [...new Set([...queued, ...ups].map(readGroup))];
    const theirs = await owners.findTheirs(ids);
    // What nobody came back for must not fill the disk for ever.
    const old = [...ups, ...queued].filter(({ id }) => Date.now() - readTimeOf(id) > KEPT_FOR_MS);
    for (const { id } of old) for (const toKey of KEYS) write(() => records.drop(toKey(id)));
    const isOurs = (record: UploadRecord | QueuedRecord) =>
      !theirs.has(readGroup(record)) && !old.includes(record);
    const ours = { uploads: ups.filter(isOurs), queued: queued.filter(isOurs), bytes };
    found = [...ours.uploads, ...ours.queued].flatMap((record) => [record.id, readGroup(record)]);
    for (const id of found) void tabs.claims?.claim(id);
    return ours;
  }

  async function restore(hostKey: string, hostId: string): Promise<void> {
    loading ??= load();
    const earlier = await loading;
    const rooms = core.store.getState().hosts[hostKey]?.rooms;
    if (rooms === undefined) return;
    const { uploads: known } = uploads.getState();
    const isHere = (record: { hostId: string; id: string }) =>
      record.hostId === hostId && !known.some(({ id }) => id === record.id);
    // Those of rooms that are gone count as written and, being in no picture, are dropped from the disk.
    const isWanted = (record: { roomId: string }, key: string) => {
      written.set(key, '');
      return Object.hasOwn(rooms, record.roomId);
    };
    const ups = earlier.uploads
      .filter((record) => isHere(record) && isWanted(record, uploadKey(record.id)))
      .map((record) => readUpload(record, hostKey, earlier.bytes.get(record.id) ?? null));
    const queued = earlier.queued
      .filter((record) => isHere(record) && isWanted(record, queuedKey(record.id)))
      .map(
        ({ id, roomId, threadId, draft }): QueuedMessage => ({
          ...{ id, threadId, ref: { hostKey, roomId } },
          draft: draft as QueuedMessage['draft'],
        }),
      );
    uploads.setState((state) => ({
      uploads: [...ups, ...state.uploads],
      queued: [...queued, ...state.queued],
    }));
    onRestored();
  }

  const undoRestoring = core.store.subscribe(({ hosts }) => {
    for (const [hostKey, { connection, areRoomsLoaded, address }] of Object.entries(hosts)) {
      if (connection.phase !== 'online' || !areRoomsLoaded || restored.has(address.hostId)) continue;
      restored.add(address.hostId);
      void restore(hostKey, address.hostId);
    }
  });

  return () => {
    undoKeeping();
    undoRestoring();
    owners.stop();
  };
}
