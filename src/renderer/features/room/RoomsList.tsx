import { CloudOff, House, Lock } from 'lucide-react';
import type { MemberRoom } from '#shared/model/room.ts';
import { joinClasses } from '../../lib/class-names.ts';
import { describeLastMessage } from '../../lib/room-line.ts';
import { text } from '../../lib/text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useIsHostAway } from '../../session/use-is-away.ts';
import { useNameIn } from '../../session/use-names.ts';
import { UnreadBadge } from '../../ui/Badge.tsx';
import { PeerAvatar, PeerPresence } from '../../ui/PeerAvatar.tsx';
import { RoomTile } from '../../ui/RoomTile.tsx';

export interface ListedRoom {
  readonly ref: RoomRef;
  readonly host: { readonly self: { readonly id: string } | null };
  readonly replica: { readonly room: MemberRoom };
}

interface RoomEntryProps {
  roomRef: RoomRef;
  room: MemberRoom;
  selfId: string | undefined;
  isOpen: boolean;
  onOpen: () => void;
}

function RoomEntry({ roomRef, room, selfId, isOpen, onOpen }: RoomEntryProps) {
  const showName = useNameIn(roomRef);
  const isHostAway = useIsHostAway(roomRef.hostKey);
  return (
    <li>
      <button
        type="button"
        aria-current={isOpen ? 'page' : undefined}
        onClick={onOpen}
        className={joinClasses(
          'flex w-full items-center gap-3 rounded-control px-2 py-2 text-start transition-colors',
          isOpen ? 'bg-accent-soft' : 'hover:bg-hover active:bg-pressed',
        )}
      >
        {room.kind === 'direct' ? (
          <PeerAvatar room={room} isHostAway={isHostAway} size={36} className="mx-0.5" />
        ) : (
          <RoomTile roomId={room.id} name={room.name} size={40} />
        )}
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-1.5">
            <bdi className={joinClasses('truncate', room.unreadCount > 0 ? 'font-semibold' : 'font-medium')}>
              {room.name}
            </bdi>
            {room.kind === 'direct' && <PeerPresence room={room} isHostAway={isHostAway} />}
            {isHostAway && (
              <CloudOff
                size={12}
                role="img"
                aria-label={text().participants.hostAway}
                className="shrink-0 text-text-3"
              />
            )}
            {room.locked && (
              <Lock size={12} role="img" aria-label={text().room.locked} className="shrink-0 text-text-3" />
            )}
          </span>
          <bdi className="block truncate text-sm text-text-3">
            {describeLastMessage(room, selfId, showName) ?? text().room.nothingSaid}
          </bdi>
        </span>
        {!isOpen && <UnreadBadge count={room.unreadCount} />}
      </button>
    </li>
  );
}

interface RoomsListProps {
  rooms: readonly ListedRoom[];
  openRoom: RoomRef;
  onOpen: (ref: RoomRef) => void;
  onShowLobby: () => void;
  /** While somebody points at the list nothing may move under the pointer. */
  onHold: (isHeld: boolean) => void;
}

export function RoomsList({ rooms, openRoom, onOpen, onShowLobby, onHold }: RoomsListProps) {
  const t = text().room;
  const direct = rooms.filter(({ replica }) => replica.room.kind === 'direct');
  const entries = (list: readonly ListedRoom[]) =>
    list.map(({ ref, host, replica }) => (
      <RoomEntry
        key={`${ref.hostKey} ${ref.roomId}`}
        roomRef={ref}
        room={replica.room}
        selfId={host.self?.id}
        isOpen={ref.roomId === openRoom.roomId}
        onOpen={() => onOpen(ref)}
      />
    ));
  return (
    <nav aria-label={t.yourRooms} className="flex h-full min-h-0 flex-col">
      <div className="flex h-14 shrink-0 items-center justify-between gap-2 border-line border-b px-4 max-md:pr-14">
        <h2 className="font-semibold">{t.yourRooms}</h2>
        <button
          type="button"
          onClick={onShowLobby}
          className="flex h-11 items-center gap-2 rounded-control px-2 font-medium text-text-2 hover:bg-hover md:hidden"
        >
          <House size={16} aria-hidden />
          {t.lobby}
        </button>
      </div>
      <ul
        onPointerEnter={() => onHold(true)}
        onPointerLeave={() => onHold(false)}
        className="flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto p-2"
      >
        {entries(rooms.filter(({ replica }) => replica.room.kind !== 'direct'))}
        {direct.length > 0 && (
          <li className="pt-2">
            <h3 id="rooms-direct" className="px-2 py-1 font-medium text-text-3 text-xs">
              {text().rooms.directTitle}
            </h3>
            <ul aria-labelledby="rooms-direct" className="flex flex-col gap-0.5">
              {entries(direct)}
            </ul>
          </li>
        )}
      </ul>
    </nav>
  );
}
