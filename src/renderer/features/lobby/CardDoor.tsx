import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import type { MemberRoom } from '#shared/model/room.ts';
import { text } from '../../lib/text.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu } from '../../ui/Menu.tsx';

interface CardDoorProps {
  room: MemberRoom;
  onOpen: () => void;
  /** Where in the card the menu lies. */
  menuPlace: string;
  /** The entries of the menu. */
  children: ReactNode;
}

/** The whole card opens its room; its menu lies above that. */
export function CardDoor({ room, onOpen, menuPlace, children }: CardDoorProps) {
  const words = text().lobby;
  return (
    <>
      <button
        type="button"
        aria-label={words.openRoom(room.name, room.unreadCount)}
        onClick={onOpen}
        className="absolute inset-0 rounded-card"
      />
      <div className={`absolute ${menuPlace}`}>
        <Menu
          trigger={
            <IconButton
              label={words.roomMenu(room.name)}
              tooltip={false}
              icon={<Ellipsis size={16} aria-hidden />}
            />
          }
        >
          {children}
        </Menu>
      </div>
    </>
  );
}
