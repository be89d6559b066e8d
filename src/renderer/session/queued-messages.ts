import { uuidv7 } from 'uuidv7';
import type { PendingDraft, PendingFile, RoomRef } from './replica.ts';
import { openOutbox } from './room-outbox.ts';
import type { SessionCore } from './session-core.ts';
import { listBeside, type QueuedMessage, type UploadStore } from './upload-store.ts';

/** Messages that wait for their files, and go into the outbox when the last one has arrived. */
export interface QueuedMessages {
  /** Takes the files beside a composer along. */
  queue(ref: RoomRef, threadId: string | null, draft: PendingDraft): void;
  /** Its files lie beside the composer again. */
  takeBack(id: string): QueuedMessage | null;
  /** Gives the text of the message that the host refused; its files lie beside this composer again. */
  takeBackRefused(ref: RoomRef, threadId: string | null): string | null;
  stop(): void;
}

export function createQueuedMessages({
  core,
  uploads,
}: {
  core: SessionCore;
  uploads: UploadStore;
}): QueuedMessages {
  function forget(id: string): void {
    uploads.setState((state) => ({
      queued: state.queued.filter((message) => message.id !== id),
      uploads: state.uploads.filter((upload) => upload.queuedId !== id),
    }));
  }

  function post({ id, ref, draft }: QueuedMessage, files: readonly PendingFile[]): void {
    const outbox = openOutbox(core, ref);
    if (outbox === null) return;
    // The same client id in every try: a crash between these two lines makes no second message.
    const sent: PendingDraft =
      files.length > 0
        ? { ...draft, fileIds: files.map(({ fileId }) => fileId) }
        : { ...draft, messageType: 'user_text' };
    outbox.add({
      clientId: id,
      draft: sent,
      createdAt: new Date().toISOString(),
      state: 'waiting',
      error: null,
      files,
    });
    forget(id);
  }

  function check(): void {
    for (const message of uploads.getState().queued) {
      // Posting one changes the picture, and so comes here again.
      if (!uploads.getState().queued.includes(message)) continue;
      const own = uploads.getState().uploads.filter(({ queuedId }) => queuedId === message.id);
      if (own.length === 0 && message.draft.content === '') forget(message.id);
      else if (own.every(({ state }) => state === 'done')) {
        post(
          message,
          own.flatMap(({ fileId, name, size }) => (fileId === null ? [] : { fileId, name, size })),
        );
      }
    }
  }

  const undo = uploads.subscribe(check);
  return {
    queue(ref, threadId, draft) {
      const id = uuidv7();
      uploads.setState((state) => {
        const taken = new Set(
          listBeside(state.uploads, ref, threadId).flatMap((upload) =>
            upload.queuedId === null ? upload.id : [],
          ),
        );
        return {
          queued: [...state.queued, { id, ref, threadId, draft }],
          uploads: state.uploads.map((upload) =>
            taken.has(upload.id) ? { ...upload, queuedId: id } : upload,
          ),
        };
      });
    },
    takeBack(id) {
      const message = uploads.getState().queued.find((known) => known.id === id);
      if (message === undefined) return null;
      uploads.setState((state) => ({
        queued: state.queued.filter((known) => known.id !== id),
        uploads: state.uploads.map((upload) =>
          upload.queuedId === id ? { ...upload, queuedId: null } : upload,
        ),
      }));
      return message;
    },
    takeBackRefused(ref, threadId) {
      const message = openOutbox(core, ref)?.takeBackFailed();
      if (!message) return null;
      const there = { blob: null, head: null, state: 'done', error: null, queuedId: null } as const;
      const back = (message.files ?? []).map((file) => ({
        ...{ ...file, ref, threadId, ...there },
        id: uuidv7(),
        sent: file.size,
      }));
      if (back.length > 0) uploads.setState((state) => ({ uploads: [...state.uploads, ...back] }));
      return message.draft.content;
    },
    stop: undo,
  };
}
