import { app, type BrowserWindow, Menu, type NativeImage, nativeImage, Tray } from 'electron';
import type { MenuCommand } from '#shared/contract/ipc.ts';

export interface UnreadTray {
  /** Tells how many messages are unread, on everything that the system offers for it. */
  show(count: number): void;
}

export interface TrayPictures {
  readonly calm: string;
  readonly unread: string;
  /** macOS colours this one itself and writes the number beside it. */
  readonly template: string;
  /** Windows lays this one over the icon in the task bar. */
  readonly overlay: string;
}

function describeUnread(count: number): string {
  return count === 1 ? '1 unread message' : `${count} unread messages`;
}

/** macOS and some Linux desktops count on the icon; Windows lays a small picture over it. */
function markIcon(count: number, window: BrowserWindow | null, overlay: NativeImage): void {
  if (process.platform !== 'win32') app.setBadgeCount(count);
  else window?.setOverlayIcon(count === 0 ? null : overlay, count === 0 ? '' : describeUnread(count));
}

/**
 * The icon beside the clock, with the same number as the window's title. A desktop without a tray shows nothing
 * there, so nothing may be reached through it alone.
 */
export function createUnreadTray({
  pictures,
  getWindow,
  openWindow,
  runCommand,
}: {
  pictures: TrayPictures;
  getWindow: () => BrowserWindow | null;
  openWindow: () => void;
  runCommand: (command: MenuCommand) => void;
}): UnreadTray {
  const isMac = process.platform === 'darwin';
  const calm = nativeImage.createFromPath(isMac ? pictures.template : pictures.calm);
  const unread = isMac ? calm : nativeImage.createFromPath(pictures.unread);
  const overlay = nativeImage.createFromPath(pictures.overlay);
  const tray = new Tray(calm);

  function choose(command: MenuCommand): void {
    openWindow();
    runCommand(command);
  }

  tray.setToolTip(app.name);
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { id: 'open', label: `Open ${app.name}`, click: openWindow },
      { type: 'separator' },
      { id: 'new-room', label: 'New Room', click: () => choose('new-room') },
      { id: 'join-room', label: 'Join Room…', click: () => choose('join-room') },
      { type: 'separator' },
      { role: 'quit' },
    ]),
  );
  // On macOS a click opens the menu.
  if (!isMac) tray.on('click', openWindow);

  return {
    show(count) {
      tray.setImage(count === 0 ? calm : unread);
      tray.setToolTip(count === 0 ? app.name : `${app.name}: ${describeUnread(count)}`);
      if (isMac) tray.setTitle(count === 0 ? '' : String(count));
      markIcon(count, getWindow(), overlay);
    },
  };
}
