import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '#shared/contract/ipc.ts';

/** The system's own entries by role, so that they are named and placed as on every other app. */
export function installAppMenu({
  isPackaged,
  runCommand,
}: {
  isPackaged: boolean;
  runCommand: (command: MenuCommand) => void;
}): void {
  const isMac = process.platform === 'darwin';
  const divider: MenuItemConstructorOptions = { type: 'separator' };
  const command = (id: MenuCommand, label: string, accelerator: string): MenuItemConstructorOptions => ({
    id,
    label,
    accelerator,
    click: () => runCommand(id),
  });
  const settings = command('settings', 'Settings…', 'CmdOrCtrl+,');

  const appMenu: MenuItemConstructorOptions = {
    label: app.name,
    submenu: [
      { role: 'about' },
      divider,
      settings,
      divider,
      { role: 'services' },
      divider,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      divider,
      { role: 'quit' },
    ],
  };
  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: [
      command('new-room', 'New Room', 'CmdOrCtrl+N'),
      command('join-room', 'Join Room…', 'CmdOrCtrl+J'),
      divider,
      ...(isMac ? [{ role: 'close' } as const] : [settings, divider, { role: 'quit' } as const]),
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      { role: 'reload' },
      ...(isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
      divider,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      divider,
      { role: 'togglefullscreen' },
    ],
  };
  const help: MenuItemConstructorOptions = {
    role: 'help',
    submenu: [
      command('shortcuts', 'Keyboard Shortcuts', 'CmdOrCtrl+/'),
      ...(isMac ? [] : [divider, { role: 'about' } as const]),
    ],
  };
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [appMenu] : []),
      file,
      { role: 'editMenu' },
      view,
      { role: 'windowMenu' },
      help,
    ]),
  );
}
