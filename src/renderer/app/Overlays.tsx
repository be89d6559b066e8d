import { useReadSession, useSessionActions } from '../session/use-session.ts';
import { lazyPart } from '../ui/lazy-part.tsx';
import { useApp, useAppStore } from './app-context.ts';

const SettingsDialog = lazyPart(
  async () => (await import('../features/settings/SettingsDialog.tsx')).SettingsDialog,
);
const ShortcutsDialog = lazyPart(async () => (await import('./ShortcutsDialog.tsx')).ShortcutsDialog);
const DoctorDialog = lazyPart(
  async () => (await import('../features/network/DoctorDialog.tsx')).DoctorDialog,
);
const ChangedHostDialog = lazyPart(
  async () => (await import('../features/network/ChangedHostDialog.tsx')).ChangedHostDialog,
);
const RoomSettingsDialog = lazyPart(
  async () => (await import('../features/room-settings/RoomSettingsDialog.tsx')).RoomSettingsDialog,
);
const InviteDialog = lazyPart(
  async () => (await import('../features/invitations/InviteDialog.tsx')).InviteDialog,
);
const AgentsDialog = lazyPart(async () => (await import('../features/agents/AgentsDialog.tsx')).AgentsDialog);
const AnalyticsDialog = lazyPart(
  async () => (await import('../features/analytics/AnalyticsDialog.tsx')).AnalyticsDialog,
);
const FiguresPanel = lazyPart(
  async () => (await import('../features/analytics/FiguresPanel.tsx')).FiguresPanel,
);
const AdministrationDialog = lazyPart(
  async () => (await import('../features/administration/AdministrationDialog.tsx')).AdministrationDialog,
);
const PersonDialog = lazyPart(
  async () => (await import('../features/participants/PersonDialog.tsx')).PersonDialog,
);
const RemovedDialog = lazyPart(
  async () => (await import('../features/moderation/RemovedDialog.tsx')).RemovedDialog,
);

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
    <>
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
        <AdministrationDialog hostKey={overlay.hostKey} Figures={FiguresPanel} onClose={handleClose} />
      )}
      {overlay?.name === 'removed' && <RemovedDialog {...overlay} onClose={handleClose} />}
    </>
  );
}
