import { laterText } from '../../../lib/later-text.ts';
import { mayInRoom } from '../../../lib/may-in-room.ts';
import type { RoomRef } from '../../../session/replica.ts';
import { useRoom } from '../../../session/use-session.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { COMMANDS } from './commands.ts';

/** Every command this person may use here. */
export function CommandsDialog({ roomRef, onClose }: { roomRef: RoomRef; onClose: () => void }) {
  const role = useRoom(roomRef, (room) => room?.room.role);
  const kind = useRoom(roomRef, (room) => room?.room.kind ?? 'room');
  const t = laterText().commands;
  const shown = COMMANDS.filter(
    ({ needs }) => needs === null || (role !== undefined && mayInRoom({ kind, role }, needs)),
  );
  return (
    <Dialog title={t.title} size="medium" onClose={onClose}>
      <p className="pb-3 text-sm text-text-3">{t.intro}</p>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-6 gap-y-2 max-md:grid-cols-1 max-md:gap-y-0.5">
        {shown.map(({ name }) => (
          <div key={name} className="contents">
            <dt className="font-mono text-sm">{t.usage[name]}</dt>
            <dd className="text-text-2 text-sm max-md:pb-2">{t.help[name]}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
