import { join } from 'node:path';
import { app } from 'electron';
import { APP_ORIGIN } from '#shared/contract/ipc.ts';
import type { TrayPictures } from './unread-tray.ts';

export interface AppLocations {
  /** The page to open, and the only origin that is listened to. */
  readonly pageUrl: string;
  readonly origin: string;
  readonly preload: string;
  readonly webRoot: string;
  readonly icon: string;
  readonly trayPictures: TrayPictures;
}

/** `built` is the folder of the bundles. Only a development start has a dev server to load the page from. */
export function locateApp({ built, devUrl }: { built: string; devUrl: string | undefined }): AppLocations {
  const resources = join(app.getAppPath(), 'resources');
  return {
    pageUrl: devUrl ?? `${APP_ORIGIN}/`,
    origin: devUrl === undefined ? APP_ORIGIN : new URL(devUrl).origin,
    preload: join(built, 'preload/preload.cjs'),
    webRoot: join(built, 'renderer'),
    icon: join(resources, 'icon.png'),
    trayPictures: {
      calm: join(resources, 'tray.png'),
      unread: join(resources, 'tray-unread.png'),
      template: join(resources, 'trayTemplate.png'),
      overlay: join(resources, 'overlay.png'),
    },
  };
}
