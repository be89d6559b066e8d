import type { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import type { App } from '../api/app.ts';
import type { StandInWindow } from '../api/browser-window.ts';
import type { createClipboard } from '../api/clipboard.ts';
import type { createDialog } from '../api/dialog.ts';
import type { DownloadItem } from '../api/download-item.ts';
import type { IpcMain } from '../api/ipc-main.ts';
import type { NativeTheme } from '../api/native-theme.ts';
import type { createNet } from '../api/net.ts';
import type { createPowerMonitor, createPowerSaveBlocker } from '../api/power.ts';
import type { createSafeStorage } from '../api/safe-storage.ts';
import type { createScreen } from '../api/screen.ts';
import type { Session } from '../api/session.ts';
import type { createShell } from '../api/shell.ts';
import type { WebContents } from '../api/web-contents.ts';
import { expect, test } from './launch-fixture.ts';

/** True when every public name of ours is one of Electron's, or is listed as our own wiring. */
type IsHonest<Ours, Theirs, Wiring extends PropertyKey = never> = [
  Exclude<keyof Ours, keyof Theirs | keyof EventEmitter | Wiring>,
] extends [never]
  ? true
  : false;

// The compiler is the test: a name that Electron does not have makes one of these types false.
test('imitates no name that Electron does not have', () => {
  const app: IsHonest<App, Electron.App, 'becomeReady' | 'isEnding' | 'handleLastWindowClosed'> = true;
  const window: IsHonest<
    StandInWindow,
    Electron.BrowserWindow,
    'options' | 'askToClose' | 'finishClose' | 'getOuterSize' | 'handleTitle' | 'handleFirstLoad'
  > = true;
  const contents: IsHonest<WebContents, Electron.WebContents, 'page' | 'handleDestroyed'> = true;
  const ipcMain: IsHonest<IpcMain, Electron.IpcMain, 'answer'> = true;
  const theme: IsHonest<
    NativeTheme,
    Electron.NativeTheme,
    'applyToPages' | 'setSystemDark' | 'describeMedia'
  > = true;
  const session: IsHonest<
    Session,
    Electron.Session,
    'decidePermission' | 'verifyPeer' | 'changeHeaders' | 'download'
  > = true;
  const item: IsHonest<DownloadItem, Electron.DownloadItem, 'open' | 'start'> = true;
  const dialog: IsHonest<ReturnType<typeof createDialog>, Electron.Dialog> = true;
  const shell: IsHonest<ReturnType<typeof createShell>, Electron.Shell> = true;
  const clipboard: IsHonest<ReturnType<typeof createClipboard>, Electron.Clipboard> = true;
  const net: IsHonest<ReturnType<typeof createNet>, Electron.Net> = true;
  const storage: IsHonest<ReturnType<typeof createSafeStorage>, Electron.SafeStorage> = true;
  const screen: IsHonest<ReturnType<typeof createScreen>, Electron.Screen> = true;
  const monitor: IsHonest<ReturnType<typeof createPowerMonitor>, Electron.PowerMonitor> = true;
  const blocker: IsHonest<ReturnType<typeof createPowerSaveBlocker>, Electron.PowerSaveBlocker> = true;
  const main = [app, window, contents, ipcMain, theme, session, item];
  expect([...main, dialog, shell, clipboard, net, storage, screen, monitor, blocker]).not.toContain(false);
});
