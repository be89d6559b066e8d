import { fail, type Result, succeed } from '#shared/contract/result.ts';
import type { RoomFile } from '#shared/model/file.ts';
import { RoomFileSchema } from '#shared/model/file.ts';
import { anySignal } from '../lib/any-signal.ts';
import { hashAside } from './hash-aside.ts';
import type { HostLink } from './host-link.ts';
import { FIRST_PART_BYTES, fitPart } from './upload-parts.ts';

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
    if (known.ok) return succeed(known.data.file);
    // A host forgets what nobody finishes: then it begins anew.
    if (known.error.code !== 'NOT_FOUND') return known;
  }
  const body = { name: name || 'file', size: file.size, contentType: file.type };
  const created = await link.call({ name: 'createUpload', params: { roomId }, body });
  return created.ok ? succeed(created.data.file) : created;
}

const STOPPED = fail({ code: 'GONE', message: 'The upload was stopped.' });
const CHANGED = fail({ code: 'CONFLICT', message: 'The file changed while it was sent.' });

/** The part that broke off may still hold the file on the host, for as long as it takes it to notice. */
const MOST_CONFLICTS = 45;

/**
 * Sends a file in parts and never holds more than one of them. A broken line only delays it: the host tells what
 * it has, and the rest follows. At the end both sides must have counted the same sum.
 */
export async function uploadFile(job: UploadJob): Promise<Result<RoomFile>> {
  const { link, file, onStarted, onProgress, waitForHost } = job;
  const unreadable = new AbortController();
  const signal = anySignal([job.signal, unreadable.signal]);
  const finished = new AbortController();
  const summed = hashAside(file, anySignal([job.signal, finished.signal])).then((sum) => {
    if (sum === null) unreadable.abort();
    return sum;
  });
  const stopped = () => (job.signal.aborted ? STOPPED : CHANGED);
  let fileId = job.fileId;
  let conflicts = 0;
  try {
    for (;;) {
      if (signal.aborted) return stopped();
      const known = await begin({ ...job, fileId });
      if (!known.ok && known.error.code !== 'NOT_REACHABLE') return known;
      if (known.ok) {
        fileId = known.data.id;
        onStarted(fileId);
        const sent = await sendParts(known.data);
        if (signal.aborted) return stopped();
        if (sent.ok) return await compare(sent.data);
        if (sent.error.code === 'CONFLICT') conflicts += 1;
        const isPassing = sent.error.code === 'NOT_REACHABLE' || sent.error.code === 'CONFLICT';
        if (!isPassing || conflicts > MOST_CONFLICTS) return sent;
      }
      await waitForHost(signal);
    }
  } finally {
    finished.abort();
  }

  async function sendParts(started: RoomFile): Promise<Result<RoomFile>> {
    let state = started;
    let length = FIRST_PART_BYTES;
    onProgress(state.received);
    while (!state.isComplete) {
      if (signal.aborted) return STOPPED;
      const part = file.slice(state.received, state.received + length);
      const before = performance.now();
      const answer = await link.fetchRaw(`/api/files/${state.id}/content?offset=${state.received}`, {
        method: 'PUT',
        body: part,
        headers: { 'content-type': 'application/octet-stream' },
        signal,
      });
      if (!answer.ok) return answer;
      const next = await readFile(answer.data);
      if (!next.ok) return next;
      state = next.data;
      conflicts = 0;
      length = fitPart(length, performance.now() - before);
      onProgress(state.received);
    }
    return succeed(state);
  }

  async function compare(state: RoomFile): Promise<Result<RoomFile>> {
    const sum = await summed;
    if (sum !== null && state.sha256 === sum) return succeed(state);
    if (job.signal.aborted) return STOPPED;
    await link.call({ name: 'cancelUpload', params: { fileId: state.id } });
    return CHANGED;
  }
}
