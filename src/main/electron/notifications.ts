import { type BrowserWindow, Notification } from 'electron';
import type { IpcParsed } from '#shared/contract/ipc.ts';
import type { Push } from './ipc-wrapper.ts';
import { revealWindow } from './main-window.ts';

export interface Notifications {
  /** Takes the place of the one with the same tag. */
  show(alert: IpcParsed<'alert:show'>): void;
  close(tag: string): void;
}

/** Notifications of the system; a click brings the window forward and tells it which one it was. */
export function createNotifications({
  push,
  getWindow,
}: {
  push: Push;
  getWindow: () => BrowserWindow | null;
}): Notifications {
  const shown = new Map<string, Notification>();

  function close(tag: string): void {
    const known = shown.get(tag);
    // Forgotten first: closing tells, and what it tells is known already.
    shown.delete(tag);
    known?.close();
  }

  return {
    show({ tag, title, body, isSilent }) {
      if (!Notification.isSupported()) return;
      close(tag);
      const notification = new Notification({ title, body, silent: isSilent });
      // Kept until it goes: one that is collected forgets its click.
      shown.set(tag, notification);
      const forget = () => {
        if (shown.get(tag) === notification) shown.delete(tag);
      };
      notification.on('close', forget);
      notification.on('click', () => {
        forget();
        const window = getWindow();
        if (window) revealWindow(window);
        push('alert:opened', { tag });
      });
      notification.show();
    },
    close,
  };
}
