import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '#shared/contract/result.ts';
import type { RoomFile } from '#shared/model/file.ts';
import type { RoomRef } from './replica.ts';

export type UploadState = 'sending' | 'paused' | 'done' | 'failed';

/** A file on its way to a room, or there already and not yet sent with a message. */
export interface Upload {
  readonly id: string;
  readonly ref: RoomRef;
  readonly threadId: string | null;
  readonly blob: Blob;
  readonly name: string;
  readonly size: number;
  readonly sent: number;
  readonly state: UploadState;
  /** The host's own name for it, once it has one. */
  readonly fileId: string | null;
  readonly file: RoomFile | null;
  readonly error: Failure | null;
}

export type UploadStore = StoreApi<{ readonly uploads: readonly Upload[] }>;

export function createUploadStore(): UploadStore {
  return createStore(() => ({ uploads: [] }));
}

export function changeUpload(store: UploadStore, id: string, change: Partial<Upload>): void {
  store.setState(({ uploads }) => ({
    uploads: uploads.map((upload) => (upload.id === id ? { ...upload, ...change } : upload)),
  }));
}

/** The files beside one composer, in the order they were added. */
export function listUploads(
  uploads: readonly Upload[],
  ref: RoomRef,
  threadId: string | null,
): readonly Upload[] {
  return uploads.filter(
    (upload) =>
      upload.ref.roomId === ref.roomId && upload.ref.hostKey === ref.hostKey && upload.threadId === threadId,
  );
}
