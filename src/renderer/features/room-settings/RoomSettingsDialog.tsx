import { useEffect, useState } from 'react';
import { laterText } from '../../lib/later-text.ts';
import { mayInRoom } from '../../lib/may-in-room.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useRoom } from '../../session/use-session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { AccessTab } from './AccessTab.tsx';
import { AuditTab } from './AuditTab.tsx';
import { BansTab } from './BansTab.tsx';
import { GeneralTab } from './GeneralTab.tsx';

/** Everything that can be set about a room, as far as my role goes; a role that changes changes the tabs. */
export function RoomSettingsDialog({ roomRef, onClose }: { roomRef: RoomRef; onClose: () => void }) {
  const room = useRoom(roomRef, (known) => known?.room);
  const words = laterText().moderation;
  const may = (action: 'change-settings' | 'ban-member') => mayInRoom(room, action);
  const [chosen, setChosen] = useState<'general' | 'access' | 'bans' | 'audit'>('general');
  const isUseless = !may('change-settings') && !may('ban-member');

  useEffect(() => {
    if (isUseless) onClose();
  }, [isUseless, onClose]);
  if (room === undefined || isUseless) return null;

  const tabs = [
    ...(may('change-settings')
      ? ([
          {
            name: 'general',
            label: words.tabs.general,
            content: <GeneralTab roomRef={roomRef} room={room} />,
          },
          { name: 'access', label: words.tabs.access, content: <AccessTab roomRef={roomRef} room={room} /> },
        ] as const)
      : []),
    { name: 'bans', label: words.tabs.bans, content: <BansTab roomRef={roomRef} /> },
    { name: 'audit', label: words.tabs.audit, content: <AuditTab roomRef={roomRef} /> },
  ] as const;
  const selected = tabs.find((tab) => tab.name === chosen)?.name ?? tabs[0]?.name ?? 'bans';
  return (
    <Dialog title={words.settingsTitle(room.name)} size="medium" onClose={onClose}>
      <div className="min-h-[min(560px,calc(100dvh-220px))]">
        <Tabs label={words.tabsLabel} tabs={tabs} selected={selected} onSelect={setChosen} />
      </div>
    </Dialog>
  );
}
