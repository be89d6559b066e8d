import type { BrowserWindow, WebContents } from 'electron';
import type { JoinLink } from '#shared/model/invite-link.ts';
import { createPush, type Push } from './ipc-wrapper.ts';
import { revealWindow } from './main-window.ts';

export interface DesktopWindow {
  getWindow(): BrowserWindow | null;
  getContents(): WebContents | null;
  /** Opens the window, or brings the open one forward, and hands it the link that may have been waiting. */
  open(create: () => BrowserWindow): void;
  /** Brings the app forward; a link is handed to the window, or kept until there is one. */
  follow(link: JoinLink | null): void;
  readonly push: Push;
}

/** The one window over the life of the app: on macOS it may be closed and opened again. */
export function createDesktopWindow(): DesktopWindow {
  let window: BrowserWindow | null = null;
  let waitingLink: JoinLink | null = null;
  const getContents = () => window?.webContents ?? null;
  const push = createPush({ getContents });

  function deliver(): void {
    if (!window || waitingLink === null) return;
    push('link:join', waitingLink);
    waitingLink = null;
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
    follow(link) {
      waitingLink = link ?? waitingLink;
      if (window) revealWindow(window);
      deliver();
    },
  };
}
