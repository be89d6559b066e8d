import { useState } from 'react';
import { laterText } from '../../../lib/later-text.ts';
import type { PendingDraft, RoomRef } from '../../../session/replica.ts';
import { useSessionActions } from '../../../session/use-session.ts';
import { showToast } from '../../../ui/toast-store.ts';
import { canRecord, type Recording } from '../voice/create-recorder.ts';

interface VoiceOptions {
  roomRef: RoomRef;
  threadId: string | null;
}

/** Records, and sends the recording as a message when the host has it. */
export function useVoiceMessage({ roomRef, threadId }: VoiceOptions) {
  const session = useSessionActions();
  const [isRecording, setRecording] = useState(false);

  const send = ({ blob, durationMs, peaks }: Recording): void => {
    setRecording(false);
    const type = blob.type.split(';')[0] ?? '';
    const file = new File([blob], `voice-message.${type.split('/')[1] ?? 'webm'}`, { type: blob.type });
    const draft: PendingDraft = {
      messageType: 'user_voice',
      content: '',
      contentType: 'text/plain',
      metadata: { durationMs, peaks: [...peaks] },
      ...(threadId === null ? {} : { threadId }),
    };
    session.sendOneFile(roomRef, threadId, file, draft);
  };

  return {
    isRecording,
    start(): void {
      if (canRecord()) setRecording(true);
      else showToast(laterText().voice.notHere, { tone: 'bad' });
    },
    cancel: () => setRecording(false),
    send,
  };
}
