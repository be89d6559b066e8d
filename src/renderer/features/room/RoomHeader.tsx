import { Lock, Menu as MenuIcon, Search, Timer, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import type { MemberRoom } from '#shared/model/room.ts';
import { formatRoomCode } from '#shared/model/room-code.ts';
import { useBridge } from '../../bridge/use-bridge.ts';
import { joinClasses } from '../../lib/class-names.ts';
import { laterText } from '../../lib/later-text.ts';
import { text } from '../../lib/text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useIsHostAway } from '../../session/use-is-away.ts';
import { CodeChip } from '../../ui/CodeChip.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { PeerAvatar, PeerPresence } from '../../ui/PeerAvatar.tsx';
import { RoomTile } from '../../ui/RoomTile.tsx';
import { ModeChip } from './ModeChip.tsx';
import { type RoomDialog, RoomMenu, type RoomSubject } from './RoomMenu.tsx';

export type RoomPanelName = 'search' | 'pinned' | 'saved' | 'files';

interface RoomHeaderProps {
  roomRef: RoomRef;
  room: MemberRoom;
  notices: ReactNode;
  arePeopleShown: boolean;
  /** Only where the rooms are a drawer. */
  onOpenRooms: (() => void) | null;
  onTogglePeople: () => void;
  onAsk: (dialog: RoomDialog) => void;
  onPanel: (panel: RoomPanelName) => void;
  onShow: (subject: RoomSubject) => void;
}

export function RoomHeader(props: RoomHeaderProps) {
  const { roomRef, room, notices, arePeopleShown, onOpenRooms, onTogglePeople, onAsk, onPanel, onShow } =
    props;
  const bridge = useBridge();
  const t = text().room;
  const isHostAway = useIsHostAway(roomRef.hostKey);
  const tellPeople = arePeopleShown ? t.hidePeople : t.peopleHere;
  const peopleUnknown = arePeopleShown ? t.hidePeopleUnknown : t.peopleUnknown;
  return (
    <header className="flex h-14 shrink-0 items-center gap-3 border-line border-b bg-surface px-4 max-md:gap-1 max-md:px-2">
      {onOpenRooms !== null && (
        <IconButton label={t.openRooms} icon={<MenuIcon size={20} aria-hidden />} onClick={onOpenRooms} />
      )}
      <span className="max-lg:hidden">
        {room.kind === 'direct' ? (
          <PeerAvatar room={room} isHostAway={isHostAway} />
        ) : (
          <RoomTile roomId={room.id} name={room.name} size={32} />
        )}
      </span>
      <div className="min-w-0 flex-1">
        <h1 className="flex min-w-0 items-center gap-1.5 font-semibold text-md leading-5">
          <bdi className="truncate">{room.name}</bdi>
          {room.kind === 'direct' && <PeerPresence room={room} isHostAway={isHostAway} />}
          {room.locked && (
            <Lock size={14} role="img" aria-label={t.locked} className="shrink-0 text-text-3" />
          )}
          {room.kind !== 'direct' && (
            <span className="flex min-w-0 max-md:hidden">
              <ModeChip mode={room.currentMode} />
            </span>
          )}
        </h1>
        {room.kind !== 'direct' && (
          // Where the chip has no place, the code still stands there to be read aloud; the menu copies it.
          <p className="flex items-center gap-2 md:hidden">
            <bdi className="shrink-0 font-mono text-text-3 text-xs tracking-widest">
              {formatRoomCode(room.roomCode)}
            </bdi>
            <ModeChip mode={room.currentMode} />
          </p>
        )}
        {room.readLifeSeconds != null && (
          <p className="flex items-center gap-1 text-text-3 text-xs">
            <Timer size={12} aria-hidden className="shrink-0" />
            <span className="truncate">{laterText().direct.readLifeHint(room.readLifeSeconds)}</span>
          </p>
        )}
        {room.description !== '' && (
          <p className="truncate text-text-3 text-xs max-md:hidden">
            <bdi>{room.description}</bdi>
          </p>
        )}
      </div>
      {room.kind !== 'direct' && (
        <span className="max-md:hidden">
          <CodeChip code={room.roomCode} onCopy={async () => (await bridge.copyText(room.roomCode)).ok} />
        </span>
      )}
      <IconButton
        label={laterText().panels.showSearch}
        shortcut="Ctrl+F"
        icon={<Search size={20} aria-hidden />}
        onClick={() => onPanel('search')}
      />
      <IconButton
        label={isHostAway ? peopleUnknown : tellPeople(room.participantCount, room.maxParticipants)}
        shortcut="Alt+P"
        aria-expanded={arePeopleShown}
        icon={
          <span className="flex items-center gap-1.5">
            <Users size={20} aria-hidden />
            <span aria-hidden="true" className="font-medium text-sm tabular-nums">
              {isHostAway ? '–' : room.participantCount}
            </span>
          </span>
        }
        onClick={onTogglePeople}
        className={joinClasses('w-auto! px-2', arePeopleShown && 'bg-hover text-text')}
      />
      <span className="md:hidden">{notices}</span>
      <RoomMenu roomRef={roomRef} room={room} onAsk={onAsk} onPanel={onPanel} onShow={onShow} />
    </header>
  );
}
