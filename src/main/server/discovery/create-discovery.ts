import type { Logger } from '../trust/logger.ts';
import type { Announcement } from './announcement.ts';
import { createAnnouncer } from './announcer.ts';
import { createBroadcast, defaultBroadcastPort } from './broadcast.ts';
import { createBrowser } from './browser.ts';
import { createHostDirectory, type HostDirectory } from './host-directory.ts';
import type { HostPlace } from './host-list.ts';
import type { UsableInterface } from './interfaces.ts';
import { createMdnsLinks } from './mdns-links.ts';
import { createNetworkWatcher, type NetworkWatcher } from './network-watcher.ts';
import { type ProbeHost, probeHost } from './probe-host.ts';

export interface Discovery {
  directory: HostDirectory;
  watcher: NetworkWatcher;
  /** After the name or the port changed, or hosting was switched on or off. */
  updateAnnouncement(): Promise<void>;
  /** For "look again" in the lobby. */
  refresh(): void;
  /** Says good-bye and closes every socket. */
  stop(): Promise<void>;
}

/** All ways to find and to be found, put together. */
export function createDiscovery({
  ownHostId,
  ownProtocol,
  describe,
  readInterfaces,
  listKnownPlaces,
  getKnownFingerprint,
  logger,
  now = Date.now,
  probe = probeHost,
  broadcastPort = defaultBroadcastPort,
  watchIntervalMs,
}: {
  ownHostId: string;
  ownProtocol: number;
  /** Undefined while hosting is switched off: then it looks for others and says nothing. */
  describe: () => Announcement | undefined;
  readInterfaces: () => UsableInterface[];
  listKnownPlaces: () => HostPlace[];
  getKnownFingerprint: (hostId: string) => string | undefined;
  logger: Logger;
  now?: () => number;
  probe?: ProbeHost;
  broadcastPort?: number;
  watchIntervalMs?: number;
}): Discovery {
  const watcher = createNetworkWatcher({
    read: readInterfaces,
    now,
    ...(watchIntervalMs !== undefined && { intervalMs: watchIntervalMs }),
  });
  const directory = createHostDirectory({
    ownHostId,
    ownProtocol,
    probe,
    listKnownPlaces,
    getKnownFingerprint,
    now,
    logger,
  });
  // Known hosts are asked before the first question goes out to everybody.
  directory.refresh();
  const links = createMdnsLinks({ watcher, logger });
  const announcer = createAnnouncer({ links, describe });
  const onSighting = directory.reportSighting;
  const onGoodbye = directory.reportGoodbye;
  const browser = createBrowser({ links, listInterfaces: watcher.listInterfaces, onSighting, onGoodbye });
  const broadcast = createBroadcast({
    watcher,
    logger,
    now,
    onSighting,
    onGoodbye,
    describe,
    port: broadcastPort,
  });
  const stopRefreshing = watcher.onChange(directory.refresh);

  return {
    directory,
    watcher,
    updateAnnouncement: async () => {
      broadcast.announce();
      await announcer.update();
    },
    refresh: () => {
      directory.refresh();
      browser.refresh();
      broadcast.refresh();
    },
    stop: async () => {
      stopRefreshing();
      await Promise.all([browser.stop(), announcer.stop(), broadcast.stop()]);
      await links.stop();
      directory.stop();
      watcher.stop();
    },
  };
}
