import type { BrowserWindowConstructorOptions } from 'electron';
import { refuseUnknown } from '../not-imitated.ts';
import type { StandInWindow } from './browser-window.ts';
import type { Runtime } from './runtime.ts';
import type { WebContents } from './web-contents.ts';
import type { WindowList } from './window-list.ts';

/** The BrowserWindow class that the app sees: Electron's constructor and statics. */
export function bindWindowClass(Base: typeof StandInWindow, runtime: Runtime) {
  const { windows } = runtime;
  class BrowserWindow extends Base {
    constructor(options?: BrowserWindowConstructorOptions) {
      super(runtime, options);
    }
    static getAllWindows() {
      return windows.list();
    }
    static getFocusedWindow() {
      return windows.getFocused();
    }
    static fromWebContents(contents: WebContents | undefined) {
      return windows.list().find((window) => window.webContents === contents) ?? null;
    }
    static fromId(id: number) {
      return windows.list().find((window) => window.id === id) ?? null;
    }
  }
  return BrowserWindow;
}

export function createWebContentsModule(windows: WindowList) {
  const listContents = () => windows.list().map((window) => window.webContents);
  return refuseUnknown(
    {
      getAllWebContents: listContents,
      getFocusedWebContents: () => windows.getFocused()?.webContents ?? null,
      fromId: (id: number) => listContents().find((contents) => contents.id === id),
      fromFrame: (frame: unknown) => listContents().find((contents) => contents.mainFrame === frame),
      fromDevToolsTargetId: (id: string) => listContents().find((contents) => contents.page?.targetId === id),
    },
    'webContents',
  );
}
