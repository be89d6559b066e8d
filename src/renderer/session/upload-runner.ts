import type { RoomFile } from '#shared/model/file.ts';
import { anySignal } from '../lib/any-signal.ts';
import type { HostLink } from './host-link.ts';
import { findActive, type SessionCore } from './session-core.ts';
import { changeUpload, type Upload, type UploadStore } from './upload-store.ts';
import { waitForHost } from './wait-for-host.ts';

/** Brings files to their hosts, a few at a time. */
export interface UploadRunner {
  /** Starts whatever may go out now. */
  runNext(): void;
  stopUpload(id: string): void;
  stopAll(): void;
}

/** At most so many go out at a time; the others wait their turn. */
const AT_ONCE = 2;

type FileLine = Pick<HostLink, 'call' | 'fetchRaw'>;

/** A network that went without a word leaves requests hanging for minutes; the line to the host knows sooner. */
function breakWithLine(core: SessionCore, hostKey: string, link: FileLine): FileLine {
  return {
    call: link.call,
    fetchRaw(path, init) {
      const broken = new AbortController();
      const undo = core.store.subscribe(({ hosts }) => {
        if (hosts[hostKey]?.connection.phase !== 'online') broken.abort();
      });
      const signals = [broken.signal, ...(init.signal ? [init.signal] : [])];
      return link.fetchRaw(path, { ...init, signal: anySignal(signals) }).finally(undo);
    },
  };
}

export function createUploadRunner({
  core,
  uploads,
}: {
  core: SessionCore;
  uploads: UploadStore;
}): UploadRunner {
  const stops = new Map<string, AbortController>();

  async function run(upload: Upload, blob: Blob): Promise<void> {
    const active = findActive(core, upload.ref.hostKey);
    if ('ok' in active) {
      return changeUpload(uploads, upload.id, { state: 'failed', error: active.ok ? null : active.error });
    }
    const stop = new AbortController();
    stops.set(upload.id, stop);
    const { uploadFile } = await import('./upload-file.ts');
    const result = await uploadFile({
      link: breakWithLine(core, upload.ref.hostKey, active.link),
      roomId: upload.ref.roomId,
      file: blob,
      name: upload.name,
      fileId: upload.fileId,
      signal: stop.signal,
      onStarted: (fileId) => changeUpload(uploads, upload.id, { fileId }),
      // What was under way when somebody pressed pause must not move the bar any more.
      onProgress: (sent) => !stop.signal.aborted && changeUpload(uploads, upload.id, { sent }),
      waitForHost: (signal) => waitForHost(core.store, upload.ref.hostKey, signal),
    });
    if (!stop.signal.aborted) {
      if (result.ok) await finish(upload, blob, result.data);
      else changeUpload(uploads, upload.id, { state: 'failed', error: result.error });
    }
    if (stops.get(upload.id) === stop) stops.delete(upload.id);
    runNext();
  }

  async function finish(upload: Upload, blob: Blob, file: RoomFile): Promise<void> {
    const active = findActive(core, upload.ref.hostKey);
    const { makeThumbnail } = await import('./make-thumbnail.ts');
    const thumbnail = file.kind === 'image' && !file.hasThumbnail ? await makeThumbnail(blob) : null;
    if (thumbnail !== null && !('ok' in active)) {
      await active.link.fetchRaw(`/api/files/${file.id}/thumbnail`, { method: 'PUT', body: thumbnail });
    }
    changeUpload(uploads, upload.id, { state: 'done', sent: upload.size });
  }

  function runNext(): void {
    for (const upload of uploads.getState().uploads) {
      if (stops.size >= AT_ONCE) return;
      const { blob, state, id } = upload;
      if (state === 'sending' && blob !== null && !stops.has(id)) void run(upload, blob);
    }
  }

  function stopUpload(id: string): void {
    stops.get(id)?.abort();
    stops.delete(id);
  }

  return {
    runNext,
    stopUpload,
    stopAll() {
      for (const id of [...stops.keys()]) stopUpload(id);
    },
  };
}
