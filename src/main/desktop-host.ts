import { join } from 'node:path';
import type { Settings } from '#shared/contract/ipc.ts';
import { createEmbeddedHost, type EmbeddedHost, type HostWishes } from './electron/embedded-host.ts';
import { readServerConfig } from './server/config.ts';
import { createRoomServer } from './server/create-room-server.ts';
import type { Logger } from './server/logger.ts';

/** The environment may forbid what a person allows, never the other way round. */
export function readWishes(
  { isHostingOn, hostName, allowsBrowsers, allowsHttp }: Settings,
  env: NodeJS.ProcessEnv,
): HostWishes {
  const { access } = readServerConfig([], env);
  return {
    isHostingOn,
    hostName,
    allowsBrowsers: allowsBrowsers && access.allowsBrowsers,
    allowsHttp: allowsHttp && access.allowsHttp,
  };
}

/** The room server of this app, with its data beside the app's own and its window among those that may ask. */
export function createDesktopHost({
  folder,
  webRoot,
  origin,
  env,
  logger,
  locateHost,
}: {
  folder: string;
  webRoot: string;
  origin: string;
  env: NodeJS.ProcessEnv;
  logger: Logger;
  /** Where other hosts are now, for agents of this machine that were asked in there. */
  locateHost: (hostId: string) => readonly string[];
}): EmbeddedHost {
  return createEmbeddedHost({
    createServer({ host, hostName, allowsBrowsers, allowsHttp }) {
      const config = readServerConfig([], env);
      return createRoomServer(
        {
          ...config,
          usesNextFreePort: true,
          dataDir: join(folder, 'host'),
          webRoot,
          host,
          hostName,
          access: { allowsBrowsers, allowsHttp },
          // The desktop looks around and announces by itself, also while its host is down.
          hasDiscovery: false,
          // In development the window comes from the dev server.
          extraOrigins: [...config.extraOrigins, origin],
        },
        { logger, locateHost },
      );
    },
    networkHost: env.SPACES_HOST,
    logFailure: (error) => logger.error({ error }, 'The host could not be started or stopped.'),
  });
}
