import { useState } from 'react';
import { errorSentence } from '../../lib/error-sentence.ts';
import { mayInRoom } from '../../lib/may-in-room.ts';
import { text } from '../../lib/text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useRoom, useSessionActions } from '../../session/use-session.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { showToast } from '../../ui/toast-store.ts';

/** Why the agents are silent, for as long as they are; whoever moderates the room can let them go on. */
export function AgentsWaitNotice({ roomRef }: { roomRef: RoomRef }) {
  const isWaiting = useRoom(roomRef, (known) => known?.room.agentsWait === true);
  const mayRelease = useRoom(roomRef, (known) => mayInRoom(known?.room, 'release-agents'));
  const { callHost } = useSessionActions();
  const [isBusy, setBusy] = useState(false);
  if (!isWaiting) return null;
  const { agentsWait, letAgentsGoOn } = text().chat;
  const release = async () => {
    setBusy(true);
    const result = await callHost(roomRef.hostKey, {
      name: 'releaseAgents',
      params: { roomId: roomRef.roomId },
    });
    setBusy(false);
    if (!result.ok) showToast(errorSentence(result.error), { tone: 'bad' });
  };
  return (
    <div role="status" className="mx-auto w-full max-w-240 px-4 pb-2">
      <Notice
        action={
          mayRelease && (
            <Button size="small" isBusy={isBusy} onClick={() => void release()}>
              {letAgentsGoOn}
            </Button>
          )
        }
      >
        {agentsWait}
      </Notice>
    </div>
  );
}
