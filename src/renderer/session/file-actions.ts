import { uuidv7 } from 'uuidv7';
import { fail, type Result, succeed } from '#shared/contract/result.ts';
import { createQueuedMessages } from './queued-messages.ts';
import type { RecordStore } from './record-store.ts';
import type { PendingDraft, RoomRef } from './replica.ts';
import { findActive, type SessionCore } from './session-core.ts';
import type { TabChannel } from './tab-channel.ts';
import { keepUploads } from './upload-keeper.ts';
import { HEAD_BYTES, KEPT_BYTES } from './upload-records.ts';
import { createUploadRunner } from './upload-runner.ts';
import { changeUpload, type Upload, type UploadStore } from './upload-store.ts';

interface FileActionOptions {
  core: SessionCore;
  uploads: UploadStore;
  kept: { readonly uploads: RecordStore; readonly tabs: TabChannel };
}

function beginUpload(ref: RoomRef, threadId: string | null, file: File): Upload {
  const { name, size } = file;
  const unknown = { head: null, fileId: null, error: null, queuedId: null };
  return { ...unknown, id: uuidv7(), ref, threadId, blob: file, name, size, sent: 0, state: 'sending' };
}

const ANOTHER_FILE = fail({ code: 'CONFLICT', message: 'That is another file.' });

export function createFileActions({ core, uploads, kept }: FileActionOptions) {
  const runner = createUploadRunner({ core, uploads });
  const queued = createQueuedMessages({ core, uploads });
  const undoKeeping = keepUploads({
    ...{ core, uploads, records: kept.uploads, tabs: kept.tabs },
    onRestored: runner.runNext,
  });
  const find = (id: string) => uploads.getState().uploads.find((upload) => upload.id === id);

  async function hashHead(blob: Blob): Promise<string> {
    const { hashBlob } = await import('./hash-blob.ts');
    return hashBlob(blob.slice(0, HEAD_BYTES));
  }

  /** What is too large to be kept must be known again when its person brings it back. */
  async function rememberHead(id: string, blob: Blob): Promise<void> {
    if (blob.size <= KEPT_BYTES) return;
    const head = await hashHead(blob).catch(() => null);
    if (head !== null) changeUpload(uploads, id, { head });
  }

  return {
    addFiles(ref: RoomRef, threadId: string | null, files: readonly File[]): void {
      const added = files.map((file) => beginUpload(ref, threadId, file));
      uploads.setState((state) => ({ uploads: [...state.uploads, ...added] }));
      for (const { id, blob } of added) if (blob !== null) void rememberHead(id, blob);
      runner.runNext();
    },

    /** Sends one file by itself, with nothing beside a composer, as for a recording. */
    sendOneFile(ref: RoomRef, threadId: string | null, file: File, draft: PendingDraft): void {
      const message = { id: uuidv7(), ref, threadId, draft };
      const upload = { ...beginUpload(ref, threadId, file), queuedId: message.id };
      uploads.setState((state) => ({
        queued: [...state.queued, message],
        uploads: [...state.uploads, upload],
      }));
      runner.runNext();
    },

    /** Sends what lies beside a composer with a message, as soon as all of it has arrived. */
    sendWithFiles: queued.queue,

    /** Gives a waiting message back, as it was before it was sent. */
    takeBackQueued: queued.takeBack,
    takeBackRefused: queued.takeBackRefused,

    pauseUpload(id: string): void {
      runner.stopUpload(id);
      changeUpload(uploads, id, { state: 'paused' });
      runner.runNext();
    },

    resumeUpload(id: string): void {
      changeUpload(uploads, id, { state: 'sending', error: null });
      runner.runNext();
    },

    /** The bytes of an upload that was begun in an earlier visit. */
    async chooseAgain(id: string, file: File): Promise<Result<null>> {
      const upload = find(id);
      if (upload === undefined) return succeed(null);
      if (file.name !== upload.name || file.size !== upload.size) return ANOTHER_FILE;
      if (upload.head !== null && upload.head !== (await hashHead(file).catch(() => null)))
        return ANOTHER_FILE;
      changeUpload(uploads, id, { blob: file, state: 'sending', error: null });
      runner.runNext();
      return succeed(null);
    },

    async cancelUpload(id: string): Promise<void> {
      const upload = find(id);
      runner.stopUpload(id);
      uploads.setState((state) => ({ uploads: state.uploads.filter((known) => known.id !== id) }));
      runner.runNext();
      const active = upload && findActive(core, upload.ref.hostKey);
      if (!upload?.fileId || !active || 'ok' in active) return;
      await active.link.call({ name: 'cancelUpload', params: { fileId: upload.fileId } });
    },

    /** The bytes of a file or its thumbnail, for something that shows it. */
    async readFileBytes(hostKey: string, path: string, signal: AbortSignal): Promise<Result<Blob>> {
      const active = findActive(core, hostKey);
      if ('ok' in active) return active;
      const answer = await active.link.fetchRaw(path, { signal });
      if (!answer.ok) return answer;
      try {
        return { ok: true, data: await answer.data.blob() };
      } catch {
        return { ok: false, error: { code: 'NOT_REACHABLE', message: 'The file did not arrive.' } };
      }
    },

    /** An address that saves the file without a token, for a few minutes. */
    async linkFile(hostKey: string, fileId: string): Promise<Result<string>> {
      const active = findActive(core, hostKey);
      if ('ok' in active) return active;
      const answer = await active.link.call({ name: 'linkFile', params: { fileId } });
      if (!answer.ok) return answer;
      const place = await active.link.locate();
      return place.ok ? { ok: true, data: new URL(answer.data.url, place.data).href } : place;
    },

    stopUploads(): void {
      undoKeeping();
      queued.stop();
      runner.stopAll();
    },
  };
}

export type FileActions = ReturnType<typeof createFileActions>;
