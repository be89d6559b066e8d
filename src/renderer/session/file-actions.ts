import { uuidv7 } from 'uuidv7';
import type { Result } from '#shared/contract/result.ts';
import type { RoomFile } from '#shared/model/file.ts';
import type { RoomRef } from './replica.ts';
import { findActive, type SessionCore } from './session-core.ts';
import { changeUpload, type Upload, type UploadStore } from './upload-store.ts';
import { waitForHost } from './wait-for-host.ts';

interface FileActionOptions {
  core: SessionCore;
  uploads: UploadStore;
}

/** At most so many go out at a time; the others wait their turn. */
const AT_ONCE = 2;
const UPLOAD_NOW_WITHIN_MS = 60_000;

export function createFileActions({ core, uploads }: FileActionOptions) {
  const stops = new Map<string, AbortController>();
  const find = (id: string) => uploads.getState().uploads.find((upload) => upload.id === id);

  async function run(upload: Upload): Promise<void> {
    const active = findActive(core, upload.ref.hostKey);
    if ('ok' in active) {
      return changeUpload(uploads, upload.id, { state: 'failed', error: active.ok ? null : active.error });
    }
    const stop = new AbortController();
    stops.set(upload.id, stop);
    const { uploadFile } = await import('./upload-file.ts');
    const result = await uploadFile({
      link: active.link,
      roomId: upload.ref.roomId,
      file: upload.blob,
      name: upload.name,
      fileId: upload.fileId,
      signal: stop.signal,
      onStarted: (fileId) => changeUpload(uploads, upload.id, { fileId }),
      onProgress: (sent) => changeUpload(uploads, upload.id, { sent }),
      waitForHost: (signal) => waitForHost(core.store, upload.ref.hostKey, signal),
    });
    stops.delete(upload.id);
    if (!stop.signal.aborted) {
      if (result.ok) await finish(upload, result.data);
      else changeUpload(uploads, upload.id, { state: 'failed', error: result.error });
    }
    runNext();
  }

  async function finish(upload: Upload, file: RoomFile): Promise<void> {
    const active = findActive(core, upload.ref.hostKey);
    const { makeThumbnail } = await import('./make-thumbnail.ts');
    const thumbnail = file.kind === 'image' ? await makeThumbnail(upload.blob) : null;
    if (thumbnail !== null && !('ok' in active)) {
      await active.link.fetchRaw(`/api/files/${file.id}/thumbnail`, { method: 'PUT', body: thumbnail });
    }
    changeUpload(uploads, upload.id, { state: 'done', file, sent: upload.size });
  }

  function runNext(): void {
    const waiting = uploads
      .getState()
      .uploads.filter((upload) => upload.state === 'sending' && !stops.has(upload.id));
    for (const upload of waiting.slice(0, Math.max(0, AT_ONCE - stops.size))) void run(upload);
  }

  function stopUpload(id: string): void {
    stops.get(id)?.abort();
    stops.delete(id);
  }

  return {
    addFiles(ref: RoomRef, threadId: string | null, files: readonly File[]): void {
      const added = files.map(
        (file): Upload => ({
          id: uuidv7(),
          ref,
          threadId,
          blob: file,
          name: file.name,
          size: file.size,
          sent: 0,
          state: 'sending',
          fileId: null,
          file: null,
          error: null,
        }),
      );
      uploads.setState((state) => ({ uploads: [...state.uploads, ...added] }));
      runNext();
    },

    /** Sends one file without a place beside a composer, as for a recording. */
    async uploadNow(ref: RoomRef, blob: Blob, name: string): Promise<Result<RoomFile>> {
      const active = findActive(core, ref.hostKey);
      if ('ok' in active) return active;
      const { uploadFile } = await import('./upload-file.ts');
      return uploadFile({
        ...{ link: active.link, roomId: ref.roomId, file: blob, name, fileId: null },
        signal: AbortSignal.timeout(UPLOAD_NOW_WITHIN_MS),
        onStarted: () => undefined,
        onProgress: () => undefined,
        waitForHost: (signal) => waitForHost(core.store, ref.hostKey, signal),
      });
    },

    pauseUpload(id: string): void {
      stopUpload(id);
      changeUpload(uploads, id, { state: 'paused' });
      runNext();
    },

    resumeUpload(id: string): void {
      changeUpload(uploads, id, { state: 'sending', error: null });
      runNext();
    },

    async cancelUpload(id: string): Promise<void> {
      const upload = find(id);
      stopUpload(id);
      uploads.setState((state) => ({ uploads: state.uploads.filter((known) => known.id !== id) }));
      runNext();
      const active = upload && findActive(core, upload.ref.hostKey);
      if (!upload?.fileId || !active || 'ok' in active) return;
      await active.link.call({ name: 'cancelUpload', params: { fileId: upload.fileId } });
    },

    /** They go with a message now. */
    forgetUploads(ids: readonly string[]): void {
      uploads.setState((state) => ({ uploads: state.uploads.filter(({ id }) => !ids.includes(id)) }));
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
      for (const id of [...stops.keys()]) stopUpload(id);
    },
  };
}

export type FileActions = ReturnType<typeof createFileActions>;
