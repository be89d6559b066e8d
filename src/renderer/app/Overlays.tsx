import { lazy, Suspense } from 'react';
import { useReadSession, useSessionActions } from '../session/use-session.ts';
import { useApp, useAppStore } from './app-context.ts';

const SettingsDialog = lazy(async () => ({
  default: (await import('../features/settings/SettingsDialog.tsx')).SettingsDialog,
}));
const ShortcutsDialog = lazy(async () => ({
  default: (await import('./ShortcutsDialog.tsx')).ShortcutsDialog,
}));
const DoctorDialog = lazy(async () => ({
  default: (await import('../features/network/DoctorDialog.tsx')).DoctorDialog,
}));
const ChangedHostDialog = lazy(async () => ({
  default: (await import('../features/network/ChangedHostDialog.tsx')).ChangedHostDialog,
}));
const RoomSettingsDialog = lazy(async () => ({
  default: (await import('../features/room-settings/RoomSettingsDialog.tsx')).RoomSettingsDialog,
}));
const InviteDialog = lazy(async () => ({
  default: (await import('../features/invitations/InviteDialog.tsx')).InviteDialog,
}));
const AgentsDialog = lazy(async () => ({
  default: (await import('../features/agents/AgentsDialog.tsx')).AgentsDialog,
}));
const AnalyticsDialog = lazy(async () => ({
  default: (await import('../features/analytics/AnalyticsDialog.tsx')).AnalyticsDialog,
}));
const AdministrationDialog = lazy(async () => ({
  default: (await import('../features/administration/AdministrationDialog.tsx')).AdministrationDialog,
}));
const PersonDialog = lazy(async () => ({
  default: (await import('../features/participants/PersonDialog.tsx')).PersonDialog,
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
  const network = useApp((state) => state.network);
  const session = useSessionActions();
  const readSession = useReadSession();
  const handleClose = () => app.setState({ overlay: null });
  return (
    <Suspense fallback={null}>
      {overlay?.name === 'settings' && settings !== null && (
        <SettingsDialog
          settings={settings}
          hostStatus={hostStatus}
          network={network}
          onExamine={() => app.setState({ overlay: { name: 'doctor' } })}
          onAdminister={
            hostStatus?.state === 'running'
              ? () =>
                  app.setState({ overlay: { name: 'administration', hostKey: hostStatus.address.hostKey } })
              : null
          }
          onClose={handleClose}
        />
      )}
      {overlay?.name === 'shortcuts' && <ShortcutsDialog onClose={handleClose} />}
      {overlay?.name === 'doctor' && <DoctorDialog {...overlay} onClose={handleClose} />}
      {overlay?.name === 'changed-host' && (
        <ChangedHostDialog
          hostId={overlay.hostId}
          name={overlay.hostName}
          onTrusted={() => {
            const hosts = Object.values(readSession().hosts);
            const host = hosts.find(({ address }) => address.hostId === overlay.hostId);
            if (host) session.retryNow(host.address.hostKey);
          }}
          onClose={handleClose}
        />
      )}
      {overlay?.name === 'room-settings' && (
        <RoomSettingsDialog roomRef={overlay.ref} onClose={handleClose} />
      )}
      {overlay?.name === 'invite' && <InviteDialog roomRef={overlay.ref} onClose={handleClose} />}
      {overlay?.name === 'agents' && <AgentsDialog roomRef={overlay.ref} onClose={handleClose} />}
      {overlay?.name === 'analytics' && <AnalyticsDialog roomRef={overlay.ref} onClose={handleClose} />}
      {overlay?.name === 'person' && (
        <PersonDialog roomRef={overlay.ref} person={overlay.person} act={overlay.act} onClose={handleClose} />
      )}
      {overlay?.name === 'administration' && (
        <AdministrationDialog hostKey={overlay.hostKey} onClose={handleClose} />
      )}
      {overlay?.name === 'removed' && <RemovedDialog {...overlay} onClose={handleClose} />}
    </Suspense>
  );
}
