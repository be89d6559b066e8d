import { Link } from 'lucide-react';
import { useState } from 'react';
import { writeAppLink } from '#shared/model/invite-link.ts';
import type { MemberRoom } from '#shared/model/room.ts';
import { formatRoomCode } from '#shared/model/room-code.ts';
import { useBridge } from '../../bridge/use-bridge.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { text } from '../../lib/text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useSessionActions } from '../../session/use-session.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { showToast } from '../../ui/toast-store.ts';
import type { RoomDialog } from './RoomMenu.tsx';
import { useJoinLinks } from './use-join-links.ts';

interface RoomDialogsProps {
  roomRef: RoomRef;
  room: MemberRoom;
  dialog: RoomDialog;
  onClose: () => void;
}

export function RoomDialogs({ roomRef, room, dialog, onClose }: RoomDialogsProps) {
  if (dialog === 'qr') return <QrDialog roomRef={roomRef} room={room} onClose={onClose} />;
  return <GiveUpDialog roomRef={roomRef} room={room} dialog={dialog} onClose={onClose} />;
}

function QrDialog({ roomRef, room, onClose }: Omit<RoomDialogsProps, 'dialog'>) {
  const t = text().room;
  const links = useJoinLinks(roomRef, room);
  const [chosen, setChosen] = useState<string | null>(null);
  // A network that went away takes its choice along.
  const link = links.find((one) => one === chosen) ?? links[0] ?? room.joinLink;
  return (
    <Dialog title={t.qrTitle(room.name)} onClose={onClose}>
      <div className="flex flex-col items-center gap-4 text-center">
        <QrCode value={link} size={240} />
        <p className="font-medium font-mono text-xl tracking-widest">{formatRoomCode(room.roomCode)}</p>
        <p className="text-pretty text-sm text-text-3">{t.qrHint}</p>
        <div className="flex flex-wrap justify-center gap-2">
          <CopyButton label={t.copyLink} value={link} />
          <CopyButton label={t.copyAppLink} value={writeAppLink(link) ?? link} />
        </div>
        {links.length > 1 && <LinkChoice links={links} link={link} onChoose={setChosen} />}
      </div>
    </Dialog>
  );
}

function CopyButton({ label, value }: { label: string; value: string }) {
  const bridge = useBridge();
  const handleCopy = async () => {
    const result = await bridge.copyText(value);
    if (result.ok) showToast(text().room.linkCopied);
    else showToast(text().common.copyFailed, { tone: 'bad' });
  };
  return (
    <Button size="small" icon={<Link size={16} aria-hidden />} onClick={() => void handleCopy()}>
      {label}
    </Button>
  );
}

interface LinkChoiceProps {
  links: readonly string[];
  link: string;
  onChoose: (link: string) => void;
}

/** A machine on several networks has an address on each; only people know on which one their guests are. */
function LinkChoice({ links, link, onChoose }: LinkChoiceProps) {
  return (
    <fieldset className="w-full rounded-control bg-canvas p-3 text-start">
      <legend className="sr-only">{text().network.linkAddress}</legend>
      <p aria-hidden="true" className="pb-1 text-text-2 text-xs">
        {text().network.linkAddress}
      </p>
      {links.map((one) => (
        <label key={one} className="flex min-h-9 items-center gap-3 text-sm max-md:min-h-11">
          <input
            type="radio"
            name="link"
            checked={one === link}
            onChange={() => onChoose(one)}
            className="size-4 shrink-0 accent-accent"
          />
          <span className="truncate font-mono">{new URL(one).host}</span>
        </label>
      ))}
    </fieldset>
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
