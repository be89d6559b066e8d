import type { Logger } from '../trust/logger.ts';
import type { Announcement } from './announcement.ts';
import { createAnnouncer } from './announcer.ts';
import { createBroadcast } from './broadcast.ts';
import { createBrowser } from './browser.ts';
import { knock } from './doctor-checks.ts';
import { createHostDirectory, type HostDirectory } from './host-directory.ts';
import type { HostPlace } from './host-list.ts';
import type { UsableInterface } from './interfaces.ts';
import { createKnockAnswerer, defaultBroadcastPort } from './knock-datagrams.ts';
import { createMdnsLinks } from './mdns-links.ts';
import { createNetworkWatcher, type NetworkWatcher } from './network-watcher.ts';
import { type ProbeHost, probeHost } from './probe-host.ts';

/** Shorter than a network check lasts: its answer must still be in time. */
const knockTimeoutMs = 1_500;

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
  getOwnHostId,
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
  isSilent = false,
}: {
  /** Undefined while this machine hosts nothing. */
  getOwnHostId: () => string | undefined;
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
  /** Nothing is sent to the network and nothing is listened for: known and typed addresses only. */
  isSilent?: boolean;
}): Discovery {
  const watcher = createNetworkWatcher({
    read: readInterfaces,
    now,
    ...(watchIntervalMs !== undefined && { intervalMs: watchIntervalMs }),
  });
  const directory = createHostDirectory({
    getOwnHostId,
    ownProtocol,
    probe,
    listKnownPlaces,
    getKnownFingerprint,
    now,
    logger,
  });
  // Known hosts are asked before the first question goes out to everybody.
  directory.refresh();
  const stopRefreshing = watcher.onChange(directory.refresh);
  const voices = isSilent ? null : startVoices();

  function startVoices() {
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
      answerKnock: createKnockAnswerer({
        getHostId: () => describe()?.hostId,
        knockAt: (address, port) =>
          knock({ address, port, signal: AbortSignal.timeout(knockTimeoutMs), timeoutMs: knockTimeoutMs }),
        seesAddress: (address) =>
          directory.listHosts().some(({ places }) => places.some((place) => place.address === address)),
        now,
      }),
      port: broadcastPort,
    });
    return { links, announcer, browser, broadcast };
  }

  return {
    directory,
    watcher,
    updateAnnouncement: async () => {
      voices?.broadcast.announce();
      await voices?.announcer.update();
    },
    refresh: () => {
      directory.refresh();
      voices?.browser.refresh();
      voices?.broadcast.refresh();
    },
    stop: async () => {
      stopRefreshing();
      await Promise.all([voices?.browser.stop(), voices?.announcer.stop(), voices?.broadcast.stop()]);
      await voices?.links.stop();
      directory.stop();
      watcher.stop();
    },
  };
}
