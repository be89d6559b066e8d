import { join } from 'node:path';
import { App } from './api/app.ts';
import { StandInWindow } from './api/browser-window.ts';
import { createClipboard } from './api/clipboard.ts';
import { createDialog } from './api/dialog.ts';
import { IpcMain } from './api/ipc-main.ts';
import { createMenuClasses } from './api/menu.ts';
import { runRole } from './api/menu-roles.ts';
import { createNativeImage } from './api/native-image.ts';
import { NativeTheme } from './api/native-theme.ts';
import { createNet } from './api/net.ts';
import { createNotificationClass } from './api/notification.ts';
import { createPowerMonitor, createPowerSaveBlocker } from './api/power.ts';
import { createProtocol } from './api/protocol.ts';
import type { Runtime } from './api/runtime.ts';
import { createSafeStorage } from './api/safe-storage.ts';
import { createScreen } from './api/screen.ts';
import { Session } from './api/session.ts';
import { createShell } from './api/shell.ts';
import { createTrayClass } from './api/tray.ts';
import { createWindowList } from './api/window-list.ts';
import { bindWindowClass, createWebContentsModule } from './api/window-module.ts';
import type { AppPackage } from './app-package.ts';
import { startBrowser } from './browser/start-browser.ts';
import { createMissingExport, refuseUnknown } from './not-imitated.ts';
import { createRecorder } from './recorder.ts';
import type { StandInHandle } from './stand-in-handle.ts';

export interface ElectronOptions {
  package: AppPackage;
  executable: string;
  switches: Map<string, string>;
}

export interface ImitatedElectron {
  /** What require('electron') gives. */
  electron: Record<string, unknown>;
  handle: StandInHandle;
  start(): Promise<void>;
}

/** Exports of Electron that nothing here imitates: named so that importing them works and using them throws. */
const MISSING = [
  'autoUpdater',
  'BaseWindow',
  'BrowserView',
  'contentTracing',
  'crashReporter',
  'globalShortcut',
  'inAppPurchase',
  'MessageChannelMain',
  'netLog',
  'pushNotifications',
  'ShareMenu',
  'systemPreferences',
  'TouchBar',
  'utilityProcess',
  'View',
  'WebContentsView',
  'webFrameMain',
];

function createRuntime(options: ElectronOptions) {
  const recorder = createRecorder();
  const schemes = createProtocol(() => runtime.browser !== undefined);
  const windows = createWindowList({ onLastClosed: () => runtime.app.handleLastWindowClosed() });
  const runtime: Runtime = {
    ...options,
    recorder,
    windows,
    browser: undefined,
    ipcMain: new IpcMain(),
    nativeTheme: new NativeTheme(),
    defaultSession: new Session(recorder, schemes.protocol),
    app: new App({
      ...options,
      recorder,
      async closeWindows() {
        const open = windows.list();
        if (!open.every((window) => window.askToClose())) return false;
        await Promise.all(open.map((window) => window.finishClose()));
        return true;
      },
      closeBrowser: async () => runtime.browser?.close(),
    }),
  };
  runtime.nativeTheme.applyToPages = () => {
    const [method, params] = runtime.nativeTheme.describeMedia();
    for (const { webContents } of windows.list())
      webContents.page?.command(method, params).catch(() => undefined);
  };
  return { runtime, schemes };
}

export function createElectron(options: ElectronOptions): ImitatedElectron {
  const { runtime, schemes } = createRuntime(options);
  const { app, recorder, windows, defaultSession, nativeTheme } = runtime;
  const notifications: object[] = [];
  const trays: object[] = [];
  const menus = createMenuClasses(recorder, {
    getFocusedWindow: windows.getFocused,
    runRole(role) {
      recorder.record('MenuItem.role', role);
      runRole(role, { app, window: windows.getFocused() });
    },
  });
  const electron: Record<string, unknown> = {
    ...Object.fromEntries(MISSING.map((name) => [name, createMissingExport(name)])),
    ...menus,
    app,
    BrowserWindow: bindWindowClass(StandInWindow, runtime),
    clipboard: createClipboard(),
    desktopCapturer: refuseUnknown(
      { getSources: async () => [{ id: 'screen:0:0', name: 'Screen' }] },
      'desktopCapturer',
    ),
    dialog: createDialog(recorder),
    ipcMain: runtime.ipcMain,
    nativeImage: createNativeImage(),
    nativeTheme,
    net: createNet(),
    Notification: createNotificationClass(notifications, recorder),
    powerMonitor: createPowerMonitor(),
    powerSaveBlocker: createPowerSaveBlocker(recorder),
    protocol: schemes.protocol,
    safeStorage: createSafeStorage(),
    screen: createScreen(),
    session: refuseUnknown({ defaultSession }, 'session'),
    shell: createShell(recorder),
    Tray: createTrayClass(trays),
    webContents: createWebContentsModule(windows),
  };

  async function start(): Promise<void> {
    await new Promise(setImmediate); // lets an app.quit() before ready (a second instance) go first
    if (app.isEnding()) return;
    const browser = await startBrowser({
      switches: runtime.switches,
      profile: join(app.getPath('sessionData'), 'Chromium'),
      door: {
        answerScheme: schemes.answer,
        verifyPeer: (host, socket) => defaultSession.verifyPeer(host, socket),
        changeHeaders: (received) => defaultSession.changeHeaders(received),
      },
    });
    browser.onExit(() => {
      if (!app.isEnding()) console.error('Electron stand-in: Chromium ended by itself');
      app.exit(1);
    });
    browser.onTargetGone((targetId) => {
      const gone = windows.list().find(({ webContents }) => webContents.page?.targetId === targetId);
      gone?.destroy();
    });
    Object.assign(process.versions, { chrome: browser.version });
    runtime.browser = browser;
    process.stderr.write(`\nDevTools listening on ${browser.devtools.url}\n`); // what Playwright waits for
    app.becomeReady();
  }

  const handle: StandInHandle = {
    calls: recorder.calls,
    notifications,
    trays,
    prepareAnswer: recorder.prepareAnswer,
    setSystemDark: (isDark) => nativeTheme.setSystemDark(isDark),
  };
  return { electron, handle, start };
}
