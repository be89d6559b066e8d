import { randomBytes } from 'node:crypto';
import { type Announcement, buildTxt, serviceType } from './announcement.ts';
import { goodbyeTimeoutMs, runWithin } from './mdns-link.ts';
import type { MdnsLinks } from './mdns-links.ts';

export interface Announcer {
  /** Says it again everywhere, after the name or the port changed. */
  update(): Promise<void>;
  /** Resolves when the good-byes are on their way. */
  stop(): Promise<void>;
}

/** Says that this host is here, on every link, and good-bye when a link or the host goes. */
export function createAnnouncer({
  links,
  describe,
}: {
  links: MdnsLinks;
  /** Undefined while hosting is switched off. */
  describe: () => Announcement | undefined;
}): Announcer {
  // Not the machine's name: two hosts with one name, or one host on two cables, would rename each other for ever.
  const startName = `spaces-${randomBytes(6).toString('hex')}`;
  const namesByAddress = new Map<string, string>();

  function start(): () => Promise<void> {
    return links.attachToLinks(({ bonjour, interface: { address } }) => {
      const announcement = describe();
      if (!announcement) return () => undefined;
      const name = namesByAddress.get(address) ?? `${startName}-${namesByAddress.size}`;
      namesByAddress.set(address, name);
      const service = bonjour.publish({
        name,
        type: serviceType,
        port: announcement.port,
        host: `${name}.local`,
        txt: buildTxt(announcement),
        disableIPv6: true,
        // A random name needs no second spent on asking whether it is taken.
        probe: false,
      });
      return () => runWithin(goodbyeTimeoutMs, (done) => service.stop(done));
    });
  }

  let undo = start();
  return {
    update: async () => {
      await undo();
      undo = start();
    },
    stop: () => undo(),
  };
}
