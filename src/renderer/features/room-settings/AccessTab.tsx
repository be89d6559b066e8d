import { useState } from 'react';
import type { MemberRoom } from '#shared/model/room.ts';
import { formatRoomCode } from '#shared/model/room-code.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { laterText } from '../../lib/later-text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useSessionActions } from '../../session/use-session.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { showToast } from '../../ui/toast-store.ts';

/** The lock and the code: both take effect at once. */
export function AccessTab({ roomRef, room }: { roomRef: RoomRef; room: MemberRoom }) {
  const { changeRoomState, callHost } = useSessionActions();
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const words = laterText().moderation;
  const code = formatRoomCode(room.roomCode);

  const setLocked = async (locked: boolean) => {
    const result = await changeRoomState(roomRef, { locked });
    if (!result.ok) showToast(errorSentence(result.error), { tone: 'bad' });
  };
  const changeCode = async () => {
    setBusy(true);
    const result = await callHost(roomRef.hostKey, {
      name: 'rotateCode',
      params: { roomId: roomRef.roomId },
    });
    setBusy(false);
    setAsking(false);
    if (result.ok) showToast(words.codeChanged(formatRoomCode(result.data.room.roomCode)));
    else showToast(errorSentence(result.error), { tone: 'bad' });
  };

  return (
    <div className="flex flex-col gap-6">
      <Switch
        label={words.lockLabel}
        hint={words.lockHint}
        isOn={room.locked}
        onChange={(isOn) => void setLocked(isOn)}
      />
      <section aria-labelledby="room-code" className="flex flex-col gap-2">
        <h3 id="room-code" className="font-medium text-sm">
          {words.codeLabel}
        </h3>
        <p className="text-pretty text-text-3 text-xs">{words.codeHint}</p>
        <div className="flex flex-wrap items-center justify-between gap-3 rounded-card bg-sunken px-4 py-3">
          <bdi className="select-text font-medium font-mono text-xl tracking-widest">{code}</bdi>
          <Button onClick={() => setAsking(true)}>{words.codeChange}</Button>
        </div>
      </section>
      {isAsking && (
        <ConfirmDialog
          title={words.codeChangeTitle(room.name)}
          confirmLabel={words.codeChangeConfirm}
          isDestructive
          isBusy={isBusy}
          onConfirm={() => void changeCode()}
          onClose={() => setAsking(false)}
        >
          {words.codeChangeWhy(code)}
        </ConfirmDialog>
      )}
    </div>
  );
}
