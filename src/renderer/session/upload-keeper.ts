import type { RecordStore } from './record-store.ts';
import type { SessionCore } from './session-core.ts';
import type { TabChannel } from './tab-channel.ts';
import { createUploadFinder } from './upload-finder.ts';
import {
  bytesKey,
  describeQueued,
  describeUpload,
  type FoundRecords,
  KEPT_BYTES,
  queuedKey,
  readUpload,
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

const readIdOf = (key: string) => key.slice(key.indexOf('/') + 1);

/** Keeps the picture of uploads on disk, and brings back what an earlier visit did not finish. Returns the undo. */
export function keepUploads({ core, uploads, records, tabs, onRestored }: Options): () => void {
  const written = new Map<string, string>();
  /** The hosts whose files are back already, with their keys. */
  const restored = new Map<string, string>();
  let isStopped = false;
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
    finder.addOwn(readIdOf(key));
    write(() => records.keep(key, value));
    return isNew;
  }

  function dropOthers(present: ReadonlySet<string>): void {
    for (const key of [...written.keys()]) {
      if (present.has(key)) continue;
      written.delete(key);
      write(() => records.drop(key));
      const id = key.startsWith(uploadKey('')) ? key.slice(uploadKey('').length) : null;
      if (id !== null) write(() => records.drop(bytesKey(id)));
      // Not before it is gone: the tab that waits for it would bring it back.
      write(async () => {
        if (!written.has(key)) tabs.claims?.release(readIdOf(key));
      });
    }
  }

  function keepBytes({ id, blob, size }: Upload): void {
    if (blob !== null && size <= KEPT_BYTES) write(() => records.keep(bytesKey(id), blob));
  }

  const finder = createUploadFinder({
    records,
    tabs,
    listPresent: () => {
      const { uploads: all, queued } = uploads.getState();
      return [...all, ...queued].map(({ id }) => id);
    },
    drop: (key) => write(() => records.drop(key)),
    onFree() {
      const there = [...restored];
      return (more) => {
        for (const [hostId, hostKey] of there) bringBack(more, hostKey, hostId);
      };
    },
  });

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

  async function restore(hostKey: string, hostId: string): Promise<void> {
    bringBack(await finder.find(), hostKey, hostId);
  }

  function bringBack(earlier: FoundRecords, hostKey: string, hostId: string): void {
    if (isStopped) return;
    const rooms = core.store.getState().hosts[hostKey]?.rooms;
    if (rooms === undefined) return;
    const known = uploads.getState();
    const isHere = (record: { hostId: string; id: string }) =>
      record.hostId === hostId && ![...known.uploads, ...known.queued].some(({ id }) => id === record.id);
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
      restored.set(address.hostId, hostKey);
      void restore(hostKey, address.hostId);
    }
  });

  return () => {
    isStopped = true;
    undoKeeping();
    undoRestoring();
    finder.stop();
  };
}
