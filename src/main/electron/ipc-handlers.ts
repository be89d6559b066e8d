import { app, type BrowserWindow, clipboard, nativeImage } from 'electron';
import { AppError } from '#shared/contract/errors.ts';
import type { IpcHandlers } from './answer-request.ts';
import type { EmbeddedHost } from './embedded-host.ts';
import type { NetworkRequests } from './network-requests.ts';
import type { Notifications } from './notifications.ts';
import type { CodeResolver } from './resolve-code.ts';
import type { SettingsStore } from './settings-file.ts';
import { isExternalLink } from './trusted-page.ts';

/** macOS and some Linux desktops count on the icon; Windows lays a small picture over it. */
function showBadge(count: number, window: BrowserWindow | null, overlayIcon: string): void {
  if (process.platform !== 'win32') {
    app.setBadgeCount(count);
    return;
  }
  const image = count === 0 ? null : nativeImage.createFromPath(overlayIcon);
  window?.setOverlayIcon(image, count === 0 ? '' : `${count} unread`);
}

export function createIpcHandlers({
  settings,
  host,
  network,
  resolver,
  notifications,
  openLink,
  getWindow,
  overlayIcon,
}: {
  settings: SettingsStore;
  host: EmbeddedHost;
  network: NetworkRequests;
  resolver: CodeResolver;
  notifications: Notifications;
  openLink: (url: string) => Promise<void>;
  getWindow: () => BrowserWindow | null;
  overlayIcon: string;
}): IpcHandlers {
  return {
    'app:info': () => ({
      version: app.getVersion(),
      platform: process.platform,
      isPackaged: app.isPackaged,
    }),
    ...network,
    'settings:read': () => settings.read(),
    'settings:change': (change) => settings.change(change),
    'host:status': () => host.readStatus(),
    'host:admin'() {
      const serving = host.readServing();
      if (serving === null) throw new AppError('NOT_REACHABLE', 'The host does not run.');
      return { token: serving.adminToken };
    },
    'code:resolve': ({ code, address }) => resolver.resolve({ code, address }),
    'clipboard:write'({ text }) {
      clipboard.writeText(text);
      return {};
    },
    async 'link:open'({ url }) {
      if (!isExternalLink(url)) throw new AppError('NOT_ALLOWED', 'Only web and mail links are opened.');
      await openLink(url);
      return {};
    },
    'file:save'({ url }) {
      if (!/^https?:\/\//.test(url)) throw new AppError('NOT_ALLOWED', 'Only files of hosts are saved.');
      getWindow()?.webContents.downloadURL(url);
      return {};
    },
    'alert:show'(alert) {
      notifications.show(alert);
      return {};
    },
    'alert:close'({ tag }) {
      notifications.close(tag);
      return {};
    },
    'badge:set'({ count }) {
      showBadge(count, getWindow(), overlayIcon);
      return {};
    },
  };
}
