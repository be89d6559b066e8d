import type { HostAddress, HostStatus, Settings } from '#shared/contract/ipc.ts';
import { makeHostKey } from '#shared/model/host-key.ts';
import type { JoinLink } from '#shared/model/invite-link.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { text } from '../lib/text.ts';
import type { Session } from '../session/create-session.ts';
import { watchAlerts } from './alerts/watch-alerts.ts';
import type { AppStore, Screens } from './app-store.ts';
import { runCommand } from './commands.ts';
import { loadFrontScreens, loadRoomScreen } from './load-screens.ts';
import type { Navigation } from './navigation.ts';
import { listenForShortcuts } from './shortcuts.ts';
import { watchChangedHosts } from './watch-changed-hosts.ts';
import { watchDoors } from './watch-doors.ts';
import { watchGoneRooms } from './watch-gone-rooms.ts';
import { watchGuessedCodes } from './watch-guessed-codes.ts';
import { watchLateRoom } from './watch-late-room.ts';
import { watchNetwork } from './watch-network.ts';
import { watchNotices } from './watch-notices.ts';
import { watchPresence } from './watch-presence.ts';
import { watchPublicRooms } from './watch-public-rooms.ts';
import { watchRecentRooms } from './watch-recent-rooms.ts';
import { watchTitle } from './watch-title.ts';

interface StartOptions {
  app: AppStore;
  bridge: Bridge;
  session: Session;
  navigation: Navigation;
}

function applyTheme(settings: Settings): void {
  document.documentElement.dataset.theme = settings.theme;
}

/** Settings, own host, view: in the order in which each needs the one before. Returns the undo. */
export function startApp({ app, bridge, session, navigation }: StartOptions): () => void {
  let earlyLink: JoinLink | null = null;

  function connect(address: HostAddress) {
    // Nobody is asked for a name before it is needed: until then a host that is new sees a guest.
    const chosen = app.getState().settings?.displayName ?? null;
    const displayName = chosen ?? text().app.guestName;
    return session.actions.connectHost({ address, displayName, keepName: chosen === null });
  }

  function takeSettings(settings: Settings): void {
    app.setState({ settings });
    applyTheme(settings);
  }

  /** A host that was started anew may have another port: it is looked for again under its name. */
  async function takeHostStatus(hostStatus: HostStatus): Promise<void> {
    app.setState({ hostStatus });
    // Before the settings nobody knows under which name; the start asks again then.
    if (hostStatus.state !== 'running' || app.getState().settings === null) return;
    session.actions.describeHost(hostStatus.address);
    await connect(hostStatus.address);
  }

  /** Fetched while the host is asked, so that nobody waits for them. */
  async function takeScreens(load: () => Promise<Screens>): Promise<void> {
    try {
      const loaded = await load();
      app.setState(({ screens }) => ({ screens: { ...screens, ...loaded } }));
    } catch {
      app.setState({ phase: 'failed' });
    }
  }

  async function start(): Promise<void> {
    const front = takeScreens(loadFrontScreens);
    const settings = await bridge.readSettings();
    if (!settings.ok) return app.setState({ phase: 'failed' });
    takeSettings(settings.data);
    void takeScreens(loadRoomScreen);
    const hostStatus = await bridge.readHostStatus();
    const own = hostStatus.ok && hostStatus.data.state === 'running' ? hostStatus.data.address : null;
    // Other hosts may take long or be away; only the first one decides what is shown first.
    for (const { hostId, name } of settings.data.knownHosts) {
      const address = { hostKey: makeHostKey(hostId), hostId, name, isOwn: false };
      if (hostId !== own?.hostId) void connect(address);
    }
    if (hostStatus.ok) await takeHostStatus(hostStatus.data);
    await front;
    navigation.restore();
    if (app.getState().phase === 'starting') app.setState({ phase: 'ready' });
    if (earlyLink !== null) navigation.openLink(earlyLink);
  }

  const undos = [
    bridge.onSettingsChanged(takeSettings),
    bridge.onHostChanged((hostStatus) => void takeHostStatus(hostStatus)),
    navigation.start(),
    watchNetwork({ app, bridge, session }),
    watchChangedHosts({ app, session }),
    watchGuessedCodes({ session }),
    watchPublicRooms({ session }),
    watchLateRoom({ app, session }),
    // Before the next one, which takes away what explains why a room is gone.
    watchRecentRooms({ app, bridge, session }),
    watchGoneRooms({ app, session, navigation }),
    watchDoors({ app, bridge, session, navigation }),
    watchNotices({ bridge, session, navigation }),
    watchAlerts({ app, bridge, session, navigation }),
    watchPresence({ session }),
    watchTitle({ app, bridge, session }),
    listenForShortcuts({ app, navigation, session }),
    bridge.onMenuCommand((command) => runCommand(command, { app, navigation })),
  ];
  // In a browser the address itself is the link, and navigation follows it.
  if (bridge.platform === 'desktop') {
    undos.push(
      bridge.onJoinLink((link) => {
        if (app.getState().phase === 'ready') navigation.openLink(link);
        else earlyLink = link;
      }),
    );
  }
  void start();
  return () => {
    for (const undo of undos.reverse()) undo();
  };
}
