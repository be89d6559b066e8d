import { randomUUID } from 'node:crypto';
import { platform, release } from 'node:os';
import { join } from 'node:path';
import { app, dialog, nativeTheme, session, shell } from 'electron';
import type { MenuCommand } from '#shared/contract/ipc.ts';
import { createDesktopHost, readWishes } from './desktop-host.ts';
import { locateApp } from './electron/app-locations.ts';
import { installAppMenu } from './electron/app-menu.ts';
import { registerAppScheme, serveAppFiles } from './electron/app-protocol.ts';
import { createCertificateJudge } from './electron/certificate-judge.ts';
import { findJoinLink, LINK_SCHEME, parseJoinLink } from './electron/deep-links.ts';
import { openDesktopFiles } from './electron/desktop-files.ts';
import { createDesktopWindow } from './electron/desktop-window.ts';
import { createFileDownloads } from './electron/file-downloads.ts';
import { createFoundHosts } from './electron/found-hosts.ts';
import { createIpcHandlers } from './electron/ipc-handlers.ts';
import { serveIpc } from './electron/ipc-wrapper.ts';
import { openMainWindow } from './electron/main-window.ts';
import { createNetworkRequests } from './electron/network-requests.ts';
import { createNotifications } from './electron/notifications.ts';
import { guardPermissions } from './electron/permissions.ts';
import { onWakeUp } from './electron/power.ts';
import { createCodeResolver } from './electron/resolve-code.ts';
import { claimSingleInstance } from './electron/single-instance.ts';
import { createUnreadTray } from './electron/unread-tray.ts';
import { readServerConfig } from './server/config.ts';
import { createNetwork } from './server/create-network.ts';
import { createLogger } from './server/logger.ts';

const STOP_WITHIN = 4_000;
const { env } = process;
const logger = createLogger({ level: env.SPACES_LOG_LEVEL ?? 'info' });
/** Set by the dev server; a packaged app never listens to it. */
const devUrl = app.isPackaged ? undefined : env.ELECTRON_RENDERER_URL;
const desktopWindow = createDesktopWindow();

async function openLink(url: string): Promise<void> {
  await shell.openExternal(url);
}

async function runDesktop(): Promise<void> {
  const folder = app.getPath('userData');
  const place = locateApp({ built: join(import.meta.dirname, '..'), devUrl });
  serveAppFiles({ root: place.webRoot });
  guardPermissions({ session: session.defaultSession, origin: place.origin });

  const warn = (details: object, message: string) => logger.warn(details, message);
  const { settings, secrets, windowState } = await openDesktopFiles({ folder, warn });
  nativeTheme.themeSource = settings.read().theme;

  const config = readServerConfig([], env);
  const network = await createNetwork({
    pinFile: join(folder, 'known-hosts.json'),
    isDiscoveryOn: config.hasDiscovery,
    discoveryPort: config.discoveryPort,
    readChoice: () => ({
      include: config.interfaces.include,
      exclude: [...config.interfaces.exclude, ...settings.read().excludedInterfaces],
    }),
    logger,
  });
  const host = createDesktopHost({
    ...{ folder, webRoot: place.webRoot, origin: place.origin, env, logger },
    locateHost: network.listPlaces,
  });
  const found = createFoundHosts({ network });
  found.onChange((view) => desktopWindow.push('network:changed', view));
  host.subscribe((status) => {
    desktopWindow.push('host:changed', status);
    const serving = host.readServing();
    void network.setOwnHost(
      serving && { ...serving, name: serving.wishes.hostName, isAnnounced: serving.wishes.isHostingOn },
    );
  });
  settings.subscribe((now) => {
    nativeTheme.themeSource = now.theme;
    desktopWindow.push('settings:changed', now);
    void host.apply(readWishes(now, env));
  });
  onWakeUp(() => {
    network.reportResume();
    desktopWindow.push('power:resumed', {});
  });

  const resolver = createCodeResolver({
    getOwnHost() {
      const status = host.readStatus();
      const serving = host.readServing();
      return status.state === 'running' && serving ? { address: status.address, url: serving.httpUrl } : null;
    },
    network,
    async getPerson({ fingerprint }) {
      const proof = fingerprint ?? host.readServing()?.fingerprint ?? '';
      return {
        displayName: settings.read().displayName ?? 'Guest',
        deviceId: await secrets.getDeviceId(proof),
      };
    },
  });
  const saved = await windowState.read();
  const showWindow = () =>
    desktopWindow.open(() =>
      openMainWindow({
        url: place.pageUrl,
        preload: place.preload,
        icon: place.icon,
        saved,
        stateFile: windowState,
        openLink: (url) => void openLink(url),
        logProblem: (problem) => logger.warn({ problem }, 'The page of the window failed.'),
      }),
    );
  const runCommand = (command: MenuCommand) => desktopWindow.push('menu:command', { command });
  const tray = createUnreadTray({
    pictures: place.trayPictures,
    getWindow: desktopWindow.getWindow,
    openWindow: showWindow,
    runCommand,
  });
  serveIpc({
    handlers: createIpcHandlers({
      settings,
      host,
      network: createNetworkRequests({
        network,
        found,
        host,
        judge: createCertificateJudge({ session: session.defaultSession }),
        secrets,
        about: () => ({ app: app.getVersion(), system: `${platform()} ${release()}` }),
      }),
      resolver,
      notifications: createNotifications({ push: desktopWindow.push, getWindow: desktopWindow.getWindow }),
      openLink,
      downloads: createFileDownloads({
        session: session.defaultSession,
        dialog,
        getWindow: desktopWindow.getWindow,
        getFolder: () => app.getPath('downloads'),
      }),
      tray,
    }),
    origin: place.origin,
    getContents: desktopWindow.getContents,
    logUnexpected(name, error) {
      const logId = randomUUID();
      logger.error({ error, name, logId }, 'A request of the window failed.');
      return logId;
    },
  });
  installAppMenu({ isPackaged: app.isPackaged, runCommand });

  // The window does not wait for the host: it shows what it knows and hears when the host is there.
  const started = host.apply(readWishes(settings.read(), env));
  showWindow();
  app.on('activate', showWindow);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  stopBeforeQuit(async () => {
    await started;
    found.stop();
    await Promise.all([network.stop(), host.stop(), windowState.flush()]);
  });
}

/** Holds the end back until the host has said goodbye and closed its database, but not for ever. */
function stopBeforeQuit(stop: () => Promise<void>): void {
  app.once('will-quit', (event) => {
    event.preventDefault();
    const deadline = setTimeout(() => app.exit(0), STOP_WITHIN);
    void stop().finally(() => {
      clearTimeout(deadline);
      app.exit(0);
    });
  });
}

function startApp(): void {
  registerAppScheme();
  // macOS sends a link before the app is ready, so this cannot wait.
  app.on('open-url', (event, url) => {
    event.preventDefault();
    desktopWindow.follow(parseJoinLink(url));
  });
  // Hot reload starts the next process while the last one still says goodbye.
  const isAlone =
    devUrl !== undefined ||
    claimSingleInstance({ onSecondStart: (argv) => desktopWindow.follow(findJoinLink(argv)) });
  if (!isAlone) {
    app.quit();
    return;
  }
  desktopWindow.follow(findJoinLink(process.argv));
  // Windows groups the taskbar and names notifications by it; the installer's shortcut carries the same.
  app.setAppUserModelId('app.spaces.desktop');
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
  app
    .whenReady()
    .then(runDesktop)
    .catch((error: unknown) => {
      logger.error({ error }, 'The app could not start.');
      app.exit(1);
    });
}

startApp();
