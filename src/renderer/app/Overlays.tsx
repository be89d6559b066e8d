import { lazy, Suspense } from 'react';
import { useApp, useAppStore } from './app-context.ts';

const SettingsDialog = lazy(async () => ({
  default: (await import('../features/settings/SettingsDialog.tsx')).SettingsDialog,
}));
const ShortcutsDialog = lazy(async () => ({
  default: (await import('./ShortcutsDialog.tsx')).ShortcutsDialog,
}));
const RoomSettingsDialog = lazy(async () => ({
  default: (await import('../features/room-settings/RoomSettingsDialog.tsx')).RoomSettingsDialog,
}));
const RemovedDialog = lazy(async () => ({
  default: (await import('../features/moderation/RemovedDialog.tsx')).RemovedDialog,
}));

/** What lies over the screens, one at a time; each is loaded when it is first wanted. */
export function Overlays() {
  const app = useAppStore();
  const overlay = useApp((state) => state.overlay);
  const settings = useApp((state) => state.settings);
  const hostStatus = useApp((state) => state.hostStatus);
  const handleClose = () => app.setState({ overlay: null });
  return (
    <Suspense fallback={null}>
      {overlay?.name === 'settings' && settings !== null && (
        <SettingsDialog settings={settings} hostStatus={hostStatus} onClose={handleClose} />
      )}
      {overlay?.name === 'shortcuts' && <ShortcutsDialog onClose={handleClose} />}
      {overlay?.name === 'room-settings' && (
        <RoomSettingsDialog roomRef={overlay.ref} onClose={handleClose} />
      )}
      {overlay?.name === 'removed' && <RemovedDialog {...overlay} onClose={handleClose} />}
    </Suspense>
  );
}
