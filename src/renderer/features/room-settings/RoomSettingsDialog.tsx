import { useEffect, useState } from 'react';
import { laterText } from '../../lib/later-text.ts';
import { mayInRoom } from '../../lib/may-in-room.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useRoom } from '../../session/use-session.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { AccessTab } from './AccessTab.tsx';
import { AuditTab } from './AuditTab.tsx';
import { BansTab } from './BansTab.tsx';
import { GeneralTab } from './GeneralTab.tsx';
import { useSettingsForm } from './use-settings-form.ts';

/** Everything that can be set about a room, as far as my role goes; a role that changes changes the tabs. */
export function RoomSettingsDialog({ roomRef, onClose }: { roomRef: RoomRef; onClose: () => void }) {
  const room = useRoom(roomRef, (known) => known?.room);
  const words = laterText().moderation;
  const may = (action: 'change-settings' | 'ban-member') => mayInRoom(room, action);
  const [chosen, setChosen] = useState<'general' | 'access' | 'bans' | 'audit'>('general');
  const settings = useSettingsForm(roomRef, room);
  const [isAsking, setAsking] = useState(false);
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
            content: <GeneralTab room={room} settings={settings} />,
          },
          { name: 'access', label: words.tabs.access, content: <AccessTab roomRef={roomRef} room={room} /> },
        ] as const)
      : []),
    { name: 'bans', label: words.tabs.bans, content: <BansTab roomRef={roomRef} /> },
    { name: 'audit', label: words.tabs.audit, content: <AuditTab roomRef={roomRef} /> },
  ] as const;
  const selected = tabs.find((tab) => tab.name === chosen)?.name ?? tabs[0]?.name ?? 'bans';
  const close = () => {
    // The answer to a save is told here, and a refusal has to be seen.
    if (settings.isBusy) return;
    if (settings.isChanged) setAsking(true);
    else onClose();
  };
  return (
    <>
      {/* First, so that it goes first when both go: the focus is given back layer by layer. */}
      {isAsking && (
        <ConfirmDialog
          title={words.discardTitle}
          confirmLabel={words.discard}
          cancelLabel={words.discardNot}
          isDestructive
          onConfirm={onClose}
          onClose={() => setAsking(false)}
        >
          {words.discardWhy(room.name)}
        </ConfirmDialog>
      )}
      <Dialog
        title={words.settingsTitle(room.name)}
        size="medium"
        onClose={close}
        footer={
          (selected === 'general' || settings.isChanged) && (
            <>
              {settings.isChanged && (
                <Button look="quiet" onClick={settings.reset}>
                  {words.reset}
                </Button>
              )}
              <Button
                look="primary"
                isBusy={settings.isBusy}
                disabled={!settings.isChanged}
                onClick={() => {
                  // Whatever is refused stands on that tab.
                  setChosen('general');
                  void settings.save();
                }}
              >
                {words.save}
              </Button>
            </>
          )
        }
      >
        <div className="min-h-[min(500px,calc(100dvh-290px))]">
          <Tabs label={words.tabsLabel} tabs={tabs} selected={selected} onSelect={setChosen} />
        </div>
      </Dialog>
    </>
  );
}
