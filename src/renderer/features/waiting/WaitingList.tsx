import { Check, X } from 'lucide-react';
import { useState } from 'react';
import { SIZES } from '#shared/contract/limits.ts';
import type { Waiting } from '#shared/model/waiting.ts';
import { laterText } from '../../lib/later-text.ts';
import { mayInRoom } from '../../lib/may-in-room.ts';
import { text } from '../../lib/text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useRoom, useSessionActions } from '../../session/use-session.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { createDoorKeeper } from './door-words.ts';

const NOBODY: readonly Waiting[] = [];

/** Everybody at the door of a room, for those who may open it. */
export function WaitingList({ roomRef }: { roomRef: RoomRef }) {
  const actions = useSessionActions();
  const people = useRoom(roomRef, (known) => known?.waiting ?? NOBODY);
  const room = useRoom(roomRef, (known) => known?.room);
  const [denied, setDenied] = useState<Waiting | null>(null);
  const words = text().waiting;
  if (people.length === 0 || !mayInRoom(room, 'admit')) return null;
  const door = createDoorKeeper(actions, roomRef);
  return (
    <section aria-label={words.listTitle} className="mb-3 rounded-card bg-accent-soft p-1 pb-2">
      <div className="flex min-h-9 items-center justify-between gap-2 ps-2 pe-1">
        <h3 className="font-medium text-accent-text text-xs">
          {words.listTitle} · {people.length}
        </h3>
        {people.length > 1 && (
          <Button size="small" look="quiet" onClick={() => void door.admitAll()}>
            {words.admitAll}
          </Button>
        )}
      </div>
      <ul>
        {people.map((person) => (
          <li key={person.userId} className="flex min-h-12 items-center gap-3 px-2">
            <Avatar userId={person.userId} name={person.displayName} />
            <div className="min-w-0 flex-1">
              <p className="truncate font-medium">
                <bdi>{person.displayName}</bdi>
              </p>
              <p className="text-text-2 text-xs">
                {person.kind === 'knock' ? words.kinds.knock : words.kinds.queue(person.position)}
              </p>
            </div>
            <IconButton
              label={words.denyPerson(person.displayName)}
              icon={<X size={16} aria-hidden />}
              onClick={() => setDenied(person)}
            />
            <IconButton
              label={words.admitPerson(person.displayName)}
              icon={<Check size={16} aria-hidden />}
              onClick={() => void door.admit(person)}
            />
          </li>
        ))}
      </ul>
      {denied !== null && (
        <DenyDialog
          person={denied}
          roomName={room?.name ?? ''}
          onDeny={(reason) => door.deny(denied, reason)}
          onClose={() => setDenied(null)}
        />
      )}
    </section>
  );
}

interface DenyDialogProps {
  person: Waiting;
  roomName: string;
  onDeny: (reason: string) => Promise<boolean>;
  onClose: () => void;
}

function DenyDialog({ person, roomName, onDeny, onClose }: DenyDialogProps) {
  const [reason, setReason] = useState('');
  const [isBusy, setBusy] = useState(false);
  const words = text().waiting;
  const { moderation } = laterText();
  const handleConfirm = async () => {
    setBusy(true);
    await onDeny(reason);
    onClose();
  };
  return (
    <ConfirmDialog
      title={words.denyTitle(person.displayName, roomName)}
      confirmLabel={words.denyConfirm(person.displayName)}
      isDestructive
      isBusy={isBusy}
      onConfirm={() => void handleConfirm()}
      onClose={onClose}
    >
      <p className="mb-4">{words.denyWhy}</p>
      <TextField
        label={moderation.reasonLabel}
        hint={moderation.denialHint}
        maxLength={SIZES.reason}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </ConfirmDialog>
  );
}
