import { CalendarPlus } from 'lucide-react';
import type { HostAddress, NetworkView } from '#shared/contract/ipc.ts';
import type { Room } from '#shared/model/room.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { formatMoment } from '../../lib/moment.ts';
import { saveFile, toFileName } from '../../lib/save-file.ts';
import { text } from '../../lib/text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useSession, useSessionActions } from '../../session/use-session.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { listComingRooms } from './coming-rooms.ts';

interface ComingUpProps {
  network: NetworkView;
  isShown: (room: Room) => boolean;
  onOpen: (ref: RoomRef) => void;
  onJoin: (host: HostAddress, room: Room) => Promise<void>;
}

/** Rooms with a time of their own, the next one first. */
export function ComingUp({ network, isShown, onOpen, onJoin }: ComingUpProps) {
  const hosts = useSession((state) => state.hosts);
  const { callHost } = useSessionActions();
  const { rooms: words, lobby } = text();
  const coming = listComingRooms(hosts, network, Date.now()).filter(({ room }) => isShown(room));
  if (coming.length === 0) return null;
  const saveCalendar = async (hostKey: string, room: Room) => {
    const result = await callHost(hostKey, { name: 'getCalendar', params: { roomId: room.id } });
    if (!result.ok) return showToast(errorSentence(result.error), { tone: 'bad' });
    saveFile({
      fileName: toFileName(room.name, 'ics'),
      content: result.data.content,
      type: 'text/calendar',
    });
  };
  return (
    <section aria-labelledby="coming-up" className="flex flex-col gap-3">
      <h2 id="coming-up" className="font-semibold text-lg">
        {words.comingUp}
      </h2>
      <ul className="overflow-hidden rounded-card border border-line bg-surface">
        {coming.map(({ address, room, startsAt, isMember }) => (
          <li key={room.id} className="flex items-center gap-3 border-line px-4 py-3 not-last:border-b">
            <DayTile startsAt={startsAt} />
            <div className="min-w-0 flex-1">
              <p className="truncate font-medium">
                <bdi>{room.name}</bdi>
              </p>
              <p className="text-pretty text-sm text-text-2">
                <time dateTime={startsAt}>{words.begins(formatMoment(startsAt))}</time>
              </p>
            </div>
            <IconButton
              label={words.calendarOf(room.name)}
              icon={<CalendarPlus size={20} aria-hidden />}
              onClick={() => void saveCalendar(address.hostKey, room)}
            />
            <Button
              size="small"
              aria-label={isMember ? lobby.openRoom(room.name, 0) : lobby.joinRoom(room.name)}
              onClick={() =>
                isMember ? onOpen({ hostKey: address.hostKey, roomId: room.id }) : void onJoin(address, room)
              }
            >
              {isMember ? lobby.open : lobby.join}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A leaf of a calendar; the time stands in words beside it. */
function DayTile({ startsAt }: { startsAt: string }) {
  const date = new Date(startsAt);
  return (
    <span
      aria-hidden="true"
      className="flex size-10 shrink-0 flex-col items-center justify-center rounded-control bg-accent-soft text-accent-text leading-none"
    >
      <span className="font-semibold text-md leading-5">{date.getDate()}</span>
      <span className="text-[10px] uppercase">{date.toLocaleDateString(undefined, { month: 'short' })}</span>
    </span>
  );
}
