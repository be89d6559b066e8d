import type { BrowserWindow, WebContents } from 'electron';
import { createPush, type Push } from './ipc-wrapper.ts';
import { revealWindow } from './main-window.ts';

export interface DesktopWindow {
  getWindow(): BrowserWindow | null;
  getContents(): WebContents | null;
  /** Opens the window, or brings the open one forward, and hands it the link that may have been waiting. */
  open(create: () => BrowserWindow): void;
  /** Brings the app forward; a code is handed to the window, or kept until there is one. */
  follow(code: string | null): void;
  readonly push: Push;
}

/** The one window over the life of the app: on macOS it may be closed and opened again. */
export function createDesktopWindow(): DesktopWindow {
  let window: BrowserWindow | null = null;
  let waitingCode: string | null = null;
  const getContents = () => window?.webContents ?? null;
  const push = createPush({ getContents });

  function deliver(): void {
    if (!window || waitingCode === null) return;
    push('link:join', { code: waitingCode });
    waitingCode = null;
  }

  return {
    getWindow: () => window,
    getContents,
    push,
    open(create) {
      if (window) return revealWindow(window);
      window = create();
      window.once('closed', () => {
        window = null;
      });
      // The page is not there yet: the push waits for it.
      deliver();
    },
    follow(code) {
      waitingCode = code ?? waitingCode;
      if (window) revealWindow(window);
      deliver();
    },
  };
}
