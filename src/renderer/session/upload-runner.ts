import { fail, type Result, succeed } from '#shared/contract/result.ts';
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

const BROKEN = fail({ code: 'NOT_REACHABLE', message: 'The file could not be sent.' });

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
    const stop = new AbortController();
    stops.set(upload.id, stop);
    const result = await send(upload, blob, stop.signal).catch((): Result<null> => BROKEN);
    if (!result.ok && !stop.signal.aborted) {
      changeUpload(uploads, upload.id, { state: 'failed', error: result.error });
    }
    if (stops.get(upload.id) === stop) stops.delete(upload.id);
    runNext();
  }

  async function send(upload: Upload, blob: Blob, signal: AbortSignal): Promise<Result<null>> {
    const { hostKey, roomId } = upload.ref;
    const active = findActive(core, hostKey);
    if ('ok' in active) return active;
    // A guest's browser fetches this part of the program from the host, which may be away just now.
    const { uploadFile } = await import('./upload-file.ts');
    const result = await uploadFile({
      link: breakWithLine(core, hostKey, active.link),
      roomId,
      file: blob,
      name: upload.name,
      fileId: upload.fileId,
      signal,
      onStarted(fileId) {
        // An answer to a try that was paused meanwhile must not hide what the next try has begun.
        if (!signal.aborted || readFileId(upload.id) === null) changeUpload(uploads, upload.id, { fileId });
      },
      // What was under way when somebody pressed pause must not move the bar any more.
      onProgress: (sent) => !signal.aborted && changeUpload(uploads, upload.id, { sent }),
      waitForHost: (given) => waitForHost(core.store, hostKey, given),
    });
    if (!result.ok) return result;
    if (!signal.aborted) await finish(upload, blob, result.data);
    return succeed(null);
  }

  const readFileId = (id: string) => uploads.getState().uploads.find((known) => known.id === id)?.fileId;

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
