import { Undo2, X } from 'lucide-react';
import type { Settings } from '#shared/contract/ipc.ts';
import { text } from '../../lib/text.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { RoomTile } from '../../ui/RoomTile.tsx';

type RecentRoom = Settings['recentRooms'][number];

interface RecentRoomsProps {
  rooms: readonly RecentRoom[];
  onRejoin: (code: string) => void;
  onForget: (roomId: string) => void;
}

/** Rooms I left, with the way back. */
export function RecentRooms({ rooms, onRejoin, onForget }: RecentRoomsProps) {
  const { rooms: words, lobby } = text();
  if (rooms.length === 0) return null;
  return (
    <section aria-labelledby="recent-rooms" className="flex flex-col gap-3">
      <h2 id="recent-rooms" className="font-semibold text-lg">
        {words.recent}
      </h2>
      <ul className="grid gap-2 md:grid-cols-2 lg:grid-cols-3">
        {rooms.map((room) => (
          <li
            key={room.roomId}
            className="flex min-w-0 items-center gap-3 rounded-card border border-line px-3 py-2"
          >
            <RoomTile roomId={room.roomId} name={room.name} size={32} />
            <div className="min-w-0 flex-1">
              <p className="truncate font-medium text-sm">
                <bdi>{room.name}</bdi>
              </p>
              <p className="truncate text-text-3 text-xs">{lobby.on(room.hostName)}</p>
            </div>
            <Button
              size="small"
              look="quiet"
              aria-label={words.rejoinRoom(room.name)}
              icon={<Undo2 size={16} aria-hidden />}
              onClick={() => onRejoin(room.roomCode)}
            >
              {words.rejoin}
            </Button>
            <IconButton
              label={words.forget(room.name)}
              tooltip={false}
              icon={<X size={16} aria-hidden />}
              onClick={() => onForget(room.roomId)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
