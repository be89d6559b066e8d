import { type ClipboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { SIZES } from '#shared/contract/limits.ts';
import { utf8Length } from '#shared/model/text.ts';
import { laterText } from '../../../lib/later-text.ts';
import type { PendingDraft, RoomRef } from '../../../session/replica.ts';
import { useSessionActions, useUploads } from '../../../session/use-session.ts';
import { showToast } from '../../../ui/toast-store.ts';

interface AttachmentOptions {
  roomRef: RoomRef;
  threadId: string | null;
  /** What stands in the field already counts towards the limit. */
  typed: string;
  send: (extra: Partial<PendingDraft>) => void;
}

/** Adds files beside a composer, as many as a message takes. */
export function useAddFiles(roomRef: RoomRef, threadId: string | null): (files: readonly File[]) => void {
  const session = useSessionActions();
  const count = useUploads(roomRef, threadId).length;
  return useCallback(
    (files) => {
      const room = Math.max(0, SIZES.filesPerMessage - count);
      if (files.length > room) showToast(laterText().files.tooMany(SIZES.filesPerMessage), { tone: 'bad' });
      if (room > 0) session.addFiles(roomRef, threadId, files.slice(0, room));
    },
    [session, roomRef, threadId, count],
  );
}

/** Files of the next message: pasted, picked or dropped; the message waits until all have arrived. */
export function useAttachments({ roomRef, threadId, typed, send }: AttachmentOptions) {
  const session = useSessionActions();
  const uploads = useUploads(roomRef, threadId);
  const addFiles = useAddFiles(roomRef, threadId);
  const [isQueued, setQueued] = useState(false);
  const areReady = uploads.every(({ state }) => state === 'done');
  const isStuck = uploads.some(({ state }) => state === 'failed' || state === 'paused');

  const sendNow = () => {
    const fileIds = uploads.flatMap(({ fileId }) => fileId ?? []);
    send({ messageType: 'file', fileIds });
    session.forgetUploads(uploads.map(({ id }) => id));
  };
  const latestSend = useRef(sendNow);
  useEffect(() => {
    latestSend.current = sendNow;
  });
  useEffect(() => {
    if (!isQueued) return;
    if (uploads.length === 0 || isStuck) setQueued(false);
    else if (areReady) {
      setQueued(false);
      latestSend.current();
    }
  }, [isQueued, areReady, isStuck, uploads.length]);

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
    uploads,
    isQueued,
    addFiles,
    handlePaste,
    /** True when there are files and they go, now or as soon as they can. */
    sendFiles(): boolean {
      if (uploads.length === 0) return false;
      if (areReady) sendNow();
      else setQueued(true);
      return true;
    },
  };
}
