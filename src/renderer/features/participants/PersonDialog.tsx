import { useState } from 'react';
import { SIZES } from '#shared/contract/limits.ts';
import { isAllowed, POLICIES } from '#shared/model/policy.ts';
import type { Participant } from '#shared/model/room.ts';
import { formatRoomCode } from '#shared/model/room-code.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { laterText } from '../../lib/later-text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useRoom, useSessionActions } from '../../session/use-session.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { changeMember, removePerson, renewCode } from './person-actions.ts';

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
  // Whoever was in the room knows its code. A public room needs none.
  const mayRenew = useRoom(
    roomRef,
    (known) =>
      act === 'ban' &&
      known?.room.visibility === 'private' &&
      isAllowed(POLICIES.people, known.room.role, 'change-settings'),
  );
  const [isRenewing, setRenewing] = useState(true);
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
    const renewed = result.ok && mayRenew && isRenewing ? await renewCode(actions, roomRef) : null;
    onClose();
    if (!result.ok) return showToast(errorSentence(result.error), { tone: 'bad' });
    if (renewed === null) return showToast(done);
    if (renewed.ok) showToast(words.bannedWithCode(name, formatRoomCode(renewed.data.roomCode)));
    else showToast(words.bannedSameCode(name, errorSentence(renewed.error)), { tone: 'bad' });
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
      {mayRenew && (
        <div className="mt-4">
          <Switch
            label={words.banRenewCode}
            hint={words.banRenewCodeHint}
            isOn={isRenewing}
            onChange={setRenewing}
          />
        </div>
      )}
    </ConfirmDialog>
  );
}
