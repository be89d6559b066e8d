import type { Logger } from '../trust/logger.ts';
import type { UsableInterface } from './interfaces.ts';
import { type Attach, type OpenLink, openLink } from './mdns-link.ts';
import type { NetworkWatcher } from './network-watcher.ts';

const firstRebuildDelayMs = 1000;
const longestRebuildDelayMs = 5 * 60_000;

export interface MdnsLinks {
  /** Runs for each link there is and each one to come; what it answers runs before that link closes. */
  attachToLinks(attach: Attach): () => Promise<void>;
  stop(): Promise<void>;
}

/** Keeps one working link on each address, through network changes, sleep and dying sockets. */
export function createMdnsLinks({ watcher, logger }: { watcher: NetworkWatcher; logger: Logger }): MdnsLinks {
  const links = new Map<string, OpenLink>();
  const users = new Set<Attach>();
  const rebuilds = new Map<string, { delayMs: number; timer: NodeJS.Timeout | undefined }>();
  let isStopped = false;

  function open(usable: UsableInterface): void {
    const link = openLink({
      usable,
      onDead: (reason) => scheduleRebuild(usable, reason),
      onHealthy: () => rebuilds.delete(usable.address),
    });
    links.set(usable.address, link);
    for (const attach of users) link.detachers.set(attach, attach(link));
  }

  async function close(address: string): Promise<void> {
    const link = links.get(address);
    links.delete(address);
    await link?.close();
  }

  function scheduleRebuild(usable: UsableInterface, reason: string): void {
    const { address } = usable;
    const previous = rebuilds.get(address);
    if (isStopped || previous?.timer) return;
    const delayMs = Math.min(longestRebuildDelayMs, previous ? previous.delayMs * 2 : firstRebuildDelayMs);
    logger.warn({ address, reason, delayMs }, 'A discovery socket is dead and will be rebuilt');
    const timer = setTimeout(() => {
      rebuilds.set(address, { delayMs, timer: undefined });
      if (!links.has(address)) return;
      void close(address);
      open(usable);
    }, delayMs);
    timer.unref();
    rebuilds.set(address, { delayMs, timer });
  }

  function forgetRebuild(address: string): void {
    clearTimeout(rebuilds.get(address)?.timer);
    rebuilds.delete(address);
  }

  /** After a change nothing old is trusted: an address that came back lost its multicast membership silently. */
  function rebuildAll(interfaces: UsableInterface[]): void {
    for (const address of [...links.keys()]) {
      forgetRebuild(address);
      void close(address);
    }
    for (const usable of interfaces) open(usable);
  }

  rebuildAll(watcher.listInterfaces());
  const stopWatching = watcher.onChange((change) => rebuildAll(change.interfaces));

  return {
    attachToLinks: (attach) => {
      users.add(attach);
      for (const link of links.values()) link.detachers.set(attach, attach(link));
      return async () => {
        users.delete(attach);
        const detaching = [...links.values()].map((link) => {
          const detach = link.detachers.get(attach);
          link.detachers.delete(attach);
          return detach?.();
        });
        await Promise.all(detaching);
      };
    },
    stop: async () => {
      isStopped = true;
      stopWatching();
      for (const address of [...rebuilds.keys()]) forgetRebuild(address);
      await Promise.all([...links.keys()].map(close));
    },
  };
}
