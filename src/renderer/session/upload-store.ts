import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '#shared/contract/result.ts';
import type { PendingDraft, RoomRef } from './replica.ts';

/** `missing`: begun in an earlier visit, and its bytes are no longer at hand. */
export type UploadState = 'sending' | 'paused' | 'done' | 'failed' | 'missing';

/** A file on its way to a room, or there already and not yet sent with a message. */
export interface Upload {
  readonly id: string;
  readonly ref: RoomRef;
  readonly threadId: string | null;
  readonly blob: Blob | null;
  readonly name: string;
  readonly size: number;
  /** The sum of its first bytes, to know it again. */
  readonly head: string | null;
  readonly sent: number;
  readonly state: UploadState;
  /** The host's own name for it, once it has one. */
  readonly fileId: string | null;
  readonly error: Failure | null;
  /** The message that waits for it; null while it lies beside the composer. */
  readonly queuedId: string | null;
}

/** A message that goes out when its files have arrived. Its id becomes the client id. */
export interface QueuedMessage {
  readonly id: string;
  readonly ref: RoomRef;
  readonly threadId: string | null;
  readonly draft: PendingDraft;
}

export interface UploadPicture {
  readonly uploads: readonly Upload[];
  readonly queued: readonly QueuedMessage[];
}

export type UploadStore = StoreApi<UploadPicture>;

export function createUploadStore(): UploadStore {
  return createStore(() => ({ uploads: [], queued: [] }));
}

export function changeUpload(store: UploadStore, id: string, change: Partial<Upload>): void {
  store.setState(({ uploads }) => ({
    uploads: uploads.map((upload) => (upload.id === id ? { ...upload, ...change } : upload)),
  }));
}

/** Those of one composer, in the order they were added. */
export function listBeside<T extends Pick<Upload, 'ref' | 'threadId'>>(
  all: readonly T[],
  ref: RoomRef,
  threadId: string | null,
): readonly T[] {
  return all.filter(
    (one) => one.ref.roomId === ref.roomId && one.ref.hostKey === ref.hostKey && one.threadId === threadId,
  );
}
