import { laterText } from '../../lib/later-text.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';

interface RemovedDialogProps {
  roomName: string;
  reason: string | null;
  isBanned: boolean;
  onClose: () => void;
}

/** Stays until it was read: a toast would be gone before somebody understood where the room went. */
export function RemovedDialog({ roomName, reason, isBanned, onClose }: RemovedDialogProps) {
  const words = laterText().moderation;
  return (
    <Dialog
      role="alertdialog"
      title={isBanned ? words.bannedTitle(roomName) : words.removedTitle(roomName)}
      hasCloseButton={false}
      onClose={onClose}
      footer={
        <Button data-autofocus look="primary" onClick={onClose}>
          {words.understood}
        </Button>
      }
    >
      <p className="text-text-2">{isBanned ? words.bannedWhy : words.removedWhy}</p>
      {reason !== null && (
        <p className="mt-3 break-words rounded-control bg-sunken px-3 py-2">{words.reasonGiven(reason)}</p>
      )}
    </Dialog>
  );
}
