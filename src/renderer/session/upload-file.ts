import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { fail, type Result, succeed } from '#shared/contract/result.ts';
import type { RoomFile } from '#shared/model/file.ts';
import { RoomFileSchema } from '#shared/model/file.ts';
import type { HostLink } from './host-link.ts';

const PART_BYTES = 4 * 1_048_576;

export interface UploadJob {
  readonly link: Pick<HostLink, 'call' | 'fetchRaw'>;
  readonly roomId: string;
  readonly file: Blob;
  readonly name: string;
  /** Aborted when the person pauses or gives up. */
  readonly signal: AbortSignal;
  /** Known after a pause: the upload goes on where the host has it. */
  readonly fileId: string | null;
  readonly onStarted: (fileId: string) => void;
  readonly onProgress: (sent: number) => void;
  /** Resolves when the host can be reached again. */
  readonly waitForHost: (signal: AbortSignal) => Promise<void>;
}

/** Hashes a file from its beginning, each byte once, whatever is sent again. */
function createRunningHash(file: Blob) {
  const hash = sha256.create();
  let hashed = 0;
  return {
    async reach(end: number): Promise<void> {
      while (hashed < end) {
        const stop = Math.min(end, hashed + PART_BYTES);
        hash.update(new Uint8Array(await file.slice(hashed, stop).arrayBuffer()));
        hashed = stop;
      }
    },
    digest: () => bytesToHex(hash.digest()),
  };
}

async function readFile(response: Response): Promise<Result<RoomFile>> {
  const body = (await response.json().catch(() => null)) as { file?: unknown } | null;
  const parsed = RoomFileSchema.safeParse(body?.file);
  return parsed.success
    ? succeed(parsed.data)
    : fail({ code: 'INTERNAL', message: 'The host gave an unexpected answer.' });
}

async function begin({ link, roomId, file, name, fileId }: UploadJob): Promise<Result<RoomFile>> {
  if (fileId !== null) {
    const known = await link.call({ name: 'getUpload', params: { fileId } });
    return known.ok ? succeed(known.data.file) : known;
  }
  const body = { name: name || 'file', size: file.size, contentType: file.type };
  const created = await link.call({ name: 'createUpload', params: { roomId }, body });
  return created.ok ? succeed(created.data.file) : created;
}

const STOPPED = fail({ code: 'GONE', message: 'The upload was stopped.' });

/**
 * Sends a file in parts and never holds more than one of them. A broken line only delays it: the host tells what
 * it has, and the rest follows. At the end both sides must have counted the same sum.
 */
export async function uploadFile(job: UploadJob): Promise<Result<RoomFile>> {
  const { link, file, signal, onStarted, onProgress, waitForHost } = job;
  const hash = createRunningHash(file);
  let fileId = job.fileId;
  for (;;) {
    if (signal.aborted) return STOPPED;
    const known = await begin({ ...job, fileId });
    if (!known.ok && known.error.code !== 'NOT_REACHABLE') return known;
    if (known.ok) {
      fileId = known.data.id;
      onStarted(fileId);
      const sent = await sendParts(known.data);
      if (sent.ok || sent.error.code !== 'NOT_REACHABLE') return sent;
    }
    await waitForHost(signal);
  }

  async function sendParts(started: RoomFile): Promise<Result<RoomFile>> {
    let state = started;
    while (!state.isComplete) {
      if (signal.aborted) return STOPPED;
      onProgress(state.received);
      const part = file.slice(state.received, Math.min(file.size, state.received + PART_BYTES));
      const path = `/api/files/${state.id}/content?offset=${state.received}`;
      const answer = await link.fetchRaw(path, {
        method: 'PUT',
        body: part,
        headers: { 'content-type': 'application/octet-stream' },
        signal,
      });
      if (signal.aborted) return STOPPED;
      if (!answer.ok) return answer;
      const next = await readFile(answer.data);
      if (!next.ok) return next;
      state = next.data;
      await hash.reach(state.received);
    }
    await hash.reach(file.size);
    onProgress(file.size);
    if (state.sha256 === hash.digest()) return succeed(state);
    await link.call({ name: 'cancelUpload', params: { fileId: state.id } });
    return fail({ code: 'CONFLICT', message: 'The file changed while it was sent.' });
  }
}
