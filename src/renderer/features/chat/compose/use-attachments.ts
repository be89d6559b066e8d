import { type ClipboardEvent, useCallback } from 'react';
import { SIZES } from '#shared/contract/limits.ts';
import { utf8Length } from '#shared/model/text.ts';
import { laterText } from '../../../lib/later-text.ts';
import type { RoomRef } from '../../../session/replica.ts';
import { useSessionActions, useUploads } from '../../../session/use-session.ts';
import { showToast } from '../../../ui/toast-store.ts';

interface AttachmentOptions {
  roomRef: RoomRef;
  threadId: string | null;
  /** What stands in the field already counts towards the limit. */
  typed: string;
}

/** Adds files beside a composer, as many as a message takes. */
export function useAddFiles(roomRef: RoomRef, threadId: string | null): (files: readonly File[]) => void {
  const session = useSessionActions();
  const { uploads } = useUploads(roomRef, threadId);
  const count = uploads.filter(({ queuedId }) => queuedId === null).length;
  return useCallback(
    (files) => {
      const room = Math.max(0, SIZES.filesPerMessage - count);
      if (files.length > room) showToast(laterText().files.tooMany(SIZES.filesPerMessage), { tone: 'bad' });
      if (room > 0) session.addFiles(roomRef, threadId, files.slice(0, room));
    },
    [session, roomRef, threadId, count],
  );
}

/** Files of the next message: pasted, picked or dropped. */
export function useAttachments({ roomRef, threadId, typed }: AttachmentOptions) {
  const { uploads, queued } = useUploads(roomRef, threadId);
  const addFiles = useAddFiles(roomRef, threadId);

  const handlePaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    const pasted = event.clipboardData.getData('text/plain');
    if (files.length > 0 && pasted === '') {
      event.preventDefault();
      addFiles(files);
    } else if (pasted.length > SIZES.messageBytes / 4 && utf8Length(typed + pasted) > SIZES.messageBytes) {
      event.preventDefault();
      addFiles([new File([pasted], 'pasted-text.txt', { type: 'text/plain' })]);
      showToast(laterText().compose.pastedAsFile);
    }
  };

  return {
    /** Those that go with what is typed now. */
    beside: uploads.filter(({ queuedId }) => queuedId === null),
    uploads,
    queued,
    addFiles,
    handlePaste,
  };
}
