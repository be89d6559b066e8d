import type { Alert, AlertPermission, Undo } from './bridge.ts';

/** Notifications of the browser. Pages without encryption have none, and a person may refuse them. */
export function createBrowserAlerts() {
  const shown = new Map<string, Notification>();
  const listeners = new Set<(tag: string) => void>();
  const isThere = () => 'Notification' in window && window.isSecureContext;

  function readPermission(): AlertPermission {
    if (!isThere()) return 'unavailable';
    return Notification.permission === 'default' ? 'undecided' : Notification.permission;
  }

  function closeAlert(tag: string): void {
    shown.get(tag)?.close();
    shown.delete(tag);
  }

  return {
    async readAlertPermission() {
      return readPermission();
    },
    /** Browsers ask only after a click. */
    async askForAlerts() {
      if (isThere() && Notification.permission === 'default') await Notification.requestPermission();
      return readPermission();
    },
    showAlert({ tag, title, body, isSilent }: Alert): void {
      if (readPermission() !== 'granted') return;
      closeAlert(tag);
      try {
        const notification = new Notification(title, { body, tag, silent: isSilent });
        shown.set(tag, notification);
        notification.onclick = () => {
          closeAlert(tag);
          window.focus();
          for (const listener of listeners) listener(tag);
        };
      } catch {
        // Some mobile browsers offer the constructor and refuse to run it.
      }
    },
    closeAlert,
    onAlertOpened(listener: (tag: string) => void): Undo {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
