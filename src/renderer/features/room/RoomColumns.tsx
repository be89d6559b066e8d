import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { MemberRoom } from '#shared/model/room.ts';
import { text } from '../../lib/text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { Drawer } from './Drawer.tsx';
import { RoomDialogs } from './RoomDialogs.tsx';
import { RoomHeader, type RoomPanelName } from './RoomHeader.tsx';
import type { RoomDialog, RoomSubject } from './RoomMenu.tsx';
import { useEdgeSwipe } from './use-edge-swipe.ts';
import { MEDIUM, useMediaQuery, WIDE } from './use-media-query.ts';

interface RoomColumnsProps {
  roomRef: RoomRef;
  room: MemberRoom;
  /** The bell, for small windows where the bar above is not shown. */
  notices: ReactNode;
  rooms: ReactNode;
  conversation: ReactNode;
  people: ReactNode;
  /** What was opened beside the conversation; it takes the place of the people. */
  panel: ReactNode;
  onPanel: (panel: RoomPanelName) => void;
  onClosePanel: () => void;
  onShow: (subject: RoomSubject) => void;
}

/** Rooms, conversation, people; what does not fit beside the conversation slides over it. */
export function RoomColumns(props: RoomColumnsProps) {
  const { roomRef, room, notices, rooms, conversation, people, panel, onPanel, onClosePanel, onShow } = props;
  const isWide = useMediaQuery(WIDE);
  const isMedium = useMediaQuery(MEDIUM);
  const [isPanelOpen, setPanelOpen] = useState(true);
  const [drawer, setDrawer] = useState<'rooms' | 'people' | null>(null);
  const [dialog, setDialog] = useState<RoomDialog | null>(null);

  // What slid over the conversation has done its work once another room is open.
  const [shownId, setShownId] = useState(roomRef.roomId);
  if (shownId !== roomRef.roomId) {
    setShownId(roomRef.roomId);
    setDrawer(null);
    setDialog(null);
  }

  const hasPanel = panel !== null;
  const togglePeople = useCallback(() => {
    if (isWide && hasPanel) {
      onClosePanel();
      setPanelOpen(true);
    } else if (isWide) setPanelOpen((isOpen) => !isOpen);
    else setDrawer((open) => (open === 'people' ? null : 'people'));
  }, [isWide, hasPanel, onClosePanel]);

  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      const isSearch =
        (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key === 'f';
      if (isSearch && document.querySelector('dialog[open]') === null) {
        event.preventDefault();
        return onPanel('search');
      }
      // The physical key: on a Mac, Alt turns letters into other characters.
      if (event.code !== 'KeyP' || !event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      togglePeople();
    };
    window.addEventListener('keydown', handleKey);
    return () => window.removeEventListener('keydown', handleKey);
  }, [togglePeople, onPanel]);

  const openRooms = isMedium ? null : () => setDrawer('rooms');
  const swipe = useEdgeSwipe(openRooms);
  const arePeopleShown = isWide ? isPanelOpen && !hasPanel : drawer === 'people';
  return (
    <div className="relative flex h-full min-h-0">
      {isMedium && <aside className="w-65 shrink-0 border-line border-e bg-canvas">{rooms}</aside>}
      <div {...swipe} className="flex min-w-0 flex-1 flex-col">
        <RoomHeader
          roomRef={roomRef}
          room={room}
          notices={notices}
          arePeopleShown={arePeopleShown}
          onOpenRooms={openRooms}
          onTogglePeople={togglePeople}
          onAsk={setDialog}
          onPanel={onPanel}
          onShow={onShow}
        />
        {conversation}
      </div>
      {hasPanel && (
        <aside className="w-95 shrink-0 border-line border-s bg-canvas max-lg:absolute max-lg:inset-y-0 max-lg:end-0 max-lg:z-20 max-lg:max-w-full max-lg:animate-fade-in max-lg:shadow-popover max-md:w-full">
          {panel}
        </aside>
      )}
      {isWide && isPanelOpen && !hasPanel && (
        <aside
          aria-label={text().participants.panel(room.name)}
          className="w-70 shrink-0 border-line border-s bg-canvas"
        >
          {people}
        </aside>
      )}
      {drawer === 'rooms' && !isMedium && (
        <Drawer label={text().room.yourRooms} side="start" onClose={() => setDrawer(null)}>
          {rooms}
        </Drawer>
      )}
      {drawer === 'people' && !isWide && (
        <Drawer label={text().participants.panel(room.name)} side="end" onClose={() => setDrawer(null)}>
          {people}
        </Drawer>
      )}
      {dialog !== null && (
        <RoomDialogs roomRef={roomRef} room={room} dialog={dialog} onClose={() => setDialog(null)} />
      )}
    </div>
  );
}
