import { useState } from 'react';
import { SIZES } from '#shared/contract/limits.ts';
import type { Participant } from '#shared/model/room.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { laterText } from '../../lib/later-text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useRoom, useSessionActions } from '../../session/use-session.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { changeMember, removePerson } from './person-actions.ts';

export type AskedAct = 'kick' | 'ban' | 'hand-over';

interface PersonDialogProps {
  roomRef: RoomRef;
  person: Participant;
  act: AskedAct;
  onClose: () => void;
}

/** Asks before somebody loses a seat or the room changes hands, naming both. */
export function PersonDialog({ roomRef, person, act, onClose }: PersonDialogProps) {
  const roomName = useRoom(roomRef, (room) => room?.room.name ?? '');
  const actions = useSessionActions();
  const [reason, setReason] = useState('');
  const [isBusy, setBusy] = useState(false);
  const words = laterText().moderation;
  const { displayName: name, userId } = person;
  const said = {
    kick: [words.kickTitle(name, roomName), words.kickWhy, words.kickConfirm(name), words.kicked(name)],
    ban: [words.banTitle(name, roomName), words.banWhy(name), words.banConfirm(name), words.banned(name)],
    'hand-over': [
      words.handOverTitle(name, roomName),
      words.handOverWhy,
      words.handOverConfirm,
      words.handedOver(name),
    ],
  } as const;
  const [title, why, confirmLabel, done] = said[act];

  const handleConfirm = async () => {
    setBusy(true);
    const result =
      act === 'hand-over'
        ? await changeMember(actions, roomRef, userId, { role: 'owner' })
        : await removePerson(actions, roomRef, userId, { act, reason });
    onClose();
    if (result.ok) showToast(done);
    else showToast(errorSentence(result.error), { tone: 'bad' });
  };

  return (
    <ConfirmDialog
      title={title}
      confirmLabel={confirmLabel}
      isDestructive
      isBusy={isBusy}
      onConfirm={() => void handleConfirm()}
      onClose={onClose}
    >
      <p>{why}</p>
      {act !== 'hand-over' && (
        <div className="mt-4">
          <TextField
            label={words.reasonLabel}
            hint={words.reasonHint}
            maxLength={SIZES.reason}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      )}
    </ConfirmDialog>
  );
}
