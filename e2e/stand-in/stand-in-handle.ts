import type { DesktopCall } from './recorder.ts';

/** What a test reaches as globalThis.__standIn inside electronApp.evaluate(). Absent on the real binary. */
export interface StandInHandle {
  /** Every call to the desktop, in order: { api: 'shell.openExternal', args: [url] }. */
  calls: DesktopCall[];
  /** Notifications on show; emit 'click' on one to click it. */
  notifications: object[];
  /** Trays; `tray.menu.getMenuItemById(id).click()` chooses an item. */
  trays: object[];
  /** The next answer of a dialog, e.g. prepareAnswer('dialog.showMessageBox', { response: 1 }). */
  prepareAnswer(api: string, answer: unknown): void;
  /** The desktop itself goes dark or light, for themeSource = 'system'. */
  setSystemDark(isDark: boolean): void;
}
