import type { FoundRoom } from '#shared/contract/ipc.ts';
import { text } from '../../lib/text.ts';
import { useSession, useSessionActions } from '../../session/use-session.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** The doors I wait at, so that nobody forgets one on the way through the lobby. */
export function DoorLines({ onShow }: { onShow: (found: FoundRoom) => void }) {
  const hosts = useSession((state) => state.hosts);
  const actions = useSessionActions();
  const words = text().waiting;
  const doors = Object.entries(hosts).flatMap(([hostKey, host]) =>
    Object.values(host.doors)
      .filter((door) => door.state === 'waiting')
      .map((door) => ({ hostKey, host, door })),
  );
  if (doors.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      {doors.map(({ hostKey, host, door: { room, kind, position } }) => (
        <Notice
          key={room.id}
          action={
            <span className="flex gap-2">
              <Button
                size="small"
                look="quiet"
                onClick={() => void actions.leaveDoor({ hostKey, roomId: room.id })}
              >
                {words.leave}
              </Button>
              <Button size="small" onClick={() => onShow({ host: host.address, room })}>
                {words.show}
              </Button>
            </span>
          }
        >
          {kind === 'knock' ? words.lobbyLine.knock(room.name) : words.lobbyLine.queue(room.name, position)}
        </Notice>
      ))}
    </div>
  );
}
