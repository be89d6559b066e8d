import type { AppPackage } from '../app-package.ts';
import type { Browser } from '../browser/start-browser.ts';
import type { Recorder } from '../recorder.ts';
import type { App } from './app.ts';
import type { IpcMain } from './ipc-main.ts';
import type { NativeTheme } from './native-theme.ts';
import type { Session } from './session.ts';
import type { WindowList } from './window-list.ts';

/** What the imitated modules share: one per process, made by createElectron. */
export interface Runtime {
  readonly package: AppPackage;
  readonly executable: string;
  readonly switches: Map<string, string>;
  readonly recorder: Recorder;
  readonly app: App;
  readonly windows: WindowList;
  readonly ipcMain: IpcMain;
  readonly nativeTheme: NativeTheme;
  readonly defaultSession: Session;
  /** There once the app is ready. */
  browser: Browser | undefined;
}
