import { app, clipboard } from 'electron';
import { AppError } from '#shared/contract/errors.ts';
import type { IpcHandlers } from './answer-request.ts';
import type { EmbeddedHost } from './embedded-host.ts';
import type { FileDownloads } from './file-downloads.ts';
import type { NetworkRequests } from './network-requests.ts';
import type { Notifications } from './notifications.ts';
import type { CodeResolver } from './resolve-code.ts';
import type { SettingsStore } from './settings-file.ts';
import { isExternalLink } from './trusted-page.ts';
import type { UnreadTray } from './unread-tray.ts';

export function createIpcHandlers({
  settings,
  host,
  network,
  resolver,
  notifications,
  openLink,
  downloads,
  tray,
}: {
  settings: SettingsStore;
  host: EmbeddedHost;
  network: NetworkRequests;
  resolver: CodeResolver;
  notifications: Notifications;
  openLink: (url: string) => Promise<void>;
  downloads: FileDownloads;
  tray: UnreadTray;
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
    'file:save': (file) => downloads.save(file),
    'alert:show'(alert) {
      notifications.show(alert);
      return {};
    },
    'alert:close'({ tag }) {
      notifications.close(tag);
      return {};
    },
    'badge:set'({ count }) {
      tray.show(count);
      return {};
    },
  };
}
