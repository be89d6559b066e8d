import { useState } from 'react';
import { errorSentence } from '../../../lib/error-sentence.ts';
import { laterText } from '../../../lib/later-text.ts';
import { text } from '../../../lib/text.ts';
import type { PendingDraft, RoomRef } from '../../../session/replica.ts';
import { useSessionActions } from '../../../session/use-session.ts';
import { showToast } from '../../../ui/toast-store.ts';
import { canRecord, type Recording } from '../voice/create-recorder.ts';

interface VoiceOptions {
  roomRef: RoomRef;
  threadId: string | null;
}

/** Records, brings the recording to the host, and sends it as a message. */
export function useVoiceMessage({ roomRef, threadId }: VoiceOptions) {
  const session = useSessionActions();
  const [isRecording, setRecording] = useState(false);

  const send = async (recording: Recording): Promise<void> => {
    setRecording(false);
    const { blob, durationMs, peaks } = recording;
    const ending = blob.type.split('/')[1] ?? 'webm';
    const uploaded = await session.uploadNow(roomRef, blob, `voice-message.${ending}`);
    if (!uploaded.ok) {
      // What was said is not lost: it can be sent again as long as this page lives.
      const onAct = () => void send(recording);
      return showToast(errorSentence(uploaded.error), {
        tone: 'bad',
        action: { label: text().common.retry, onAct },
      });
    }
    const draft: PendingDraft = {
      messageType: 'user_voice',
      content: '',
      contentType: 'text/plain',
      metadata: { durationMs, peaks: [...peaks] },
      fileIds: [uploaded.data.id],
      ...(threadId === null ? {} : { threadId }),
    };
    session.sendMessage(roomRef, draft);
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
