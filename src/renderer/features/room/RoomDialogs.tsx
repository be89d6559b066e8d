import { useState } from 'react';
import type { MemberRoom } from '#shared/model/room.ts';
import { formatRoomCode } from '#shared/model/room-code.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { text } from '../../lib/text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useSessionActions } from '../../session/use-session.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { showToast } from '../../ui/toast-store.ts';
import type { RoomDialog } from './RoomMenu.tsx';

interface RoomDialogsProps {
  roomRef: RoomRef;
  room: MemberRoom;
  dialog: RoomDialog;
  onClose: () => void;
}

export function RoomDialogs({ roomRef, room, dialog, onClose }: RoomDialogsProps) {
  if (dialog === 'qr') return <QrDialog room={room} onClose={onClose} />;
  return <GiveUpDialog roomRef={roomRef} room={room} dialog={dialog} onClose={onClose} />;
}

function QrDialog({ room, onClose }: { room: MemberRoom; onClose: () => void }) {
  const t = text().room;
  return (
    <Dialog title={t.qrTitle(room.name)} onClose={onClose}>
      <div className="flex flex-col items-center gap-4 text-center">
        <QrCode value={room.joinLink} size={240} />
        <p className="font-medium font-mono text-xl tracking-widest">{formatRoomCode(room.roomCode)}</p>
        <p className="text-pretty text-sm text-text-3">{t.qrHint}</p>
      </div>
    </Dialog>
  );
}

/** Asks before a seat or a room is given up. The screen goes away with the room, and says so. */
function GiveUpDialog({ roomRef, room, dialog, onClose }: RoomDialogsProps) {
  const { leaveRoom, deleteRoom } = useSessionActions();
  const [isBusy, setBusy] = useState(false);
  const t = text().room;
  const isDelete = dialog === 'delete';
  const others = room.memberCount > 1;

  const confirm = async () => {
    setBusy(true);
    const result = await (isDelete ? deleteRoom(roomRef) : leaveRoom(roomRef));
    setBusy(false);
    onClose();
    if (!result.ok) showToast(errorSentence(result.error), { tone: 'bad' });
  };

  return (
    <ConfirmDialog
      title={isDelete ? t.deleteTitle(room.name) : t.leaveTitle(room.name)}
      confirmLabel={isDelete ? t.deleteConfirm : t.leaveConfirm}
      isDestructive
      isBusy={isBusy}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p>{isDelete ? t.deleteWhy : t.leaveWhy}</p>
      {!isDelete && room.role === 'owner' && others && <p className="pt-2">{t.leaveWhyOwner}</p>}
    </ConfirmDialog>
  );
}
