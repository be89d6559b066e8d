import { type GoodbyeListener, readTxt, type SightingListener, serviceName } from './announcement.ts';
import { isInSubnet, type UsableInterface } from './interfaces.ts';
import type { DnsPacket, DnsRecord, MdnsLink } from './mdns-link.ts';
import type { MdnsLinks } from './mdns-links.ts';

/** The first question may fall into a Wi-Fi nap: asked again quickly, then ever more seldom. */
const firstRoundMs = [0, 250, 1000, 2000, 4000];
const slowRoundMs = 15_000;
const slowestRoundMs = 120_000;
const maxRecordsPerPacket = 200;

export interface Browser {
  /** Asks quickly again, as at the start. */
  refresh(): void;
  stop(): Promise<void>;
}

/** Asks on every link who is there and reports each answer; it remembers nothing, the directory does. */
export function createBrowser({
  links,
  listInterfaces,
  onSighting,
  onGoodbye,
  random = Math.random,
}: {
  links: MdnsLinks;
  listInterfaces: () => UsableInterface[];
  onSighting: SightingListener;
  onGoodbye: GoodbyeListener;
  random?: () => number;
}): Browser {
  const rounds = new Map<MdnsLink, () => void>();

  function handleResponse(packet: DnsPacket, sender: { address: string }): void {
    const records = [...(packet.answers ?? []), ...(packet.additionals ?? [])].slice(0, maxRecordsPerPacket);
    for (const pointer of records) {
      if (pointer.type !== 'PTR' || !isSameName(pointer.name, serviceName)) continue;
      const found = readService(records, String(pointer.data));
      if (!found) continue;
      const { hostId, startId, port, addresses } = found;
      if (pointer.ttl === 0) onGoodbye({ hostId, startId });
      else {
        // The sender's address is the one that works; others only if they are on a network of ours: a stranger
        // must not be able to make this machine knock anywhere else.
        for (const address of new Set([sender.address, ...addresses])) {
          if (isLocal(address, listInterfaces()))
            onSighting({ source: 'mdns', address, port, hostId, startId });
        }
      }
    }
  }

  function start(): () => Promise<void> {
    return links.attachToLinks((link) => {
      const stopListening = link.onResponse(handleResponse);
      rounds.set(
        link,
        startRounds(() => link.query(), random),
      );
      return () => {
        stopListening();
        rounds.get(link)?.();
        rounds.delete(link);
      };
    });
  }

  const undo = start();
  return {
    refresh: () => {
      for (const [link, stopRounds] of rounds) {
        stopRounds();
        rounds.set(
          link,
          startRounds(() => link.query(), random),
        );
      }
    },
    stop: undo,
  };
}

function startRounds(ask: () => void, random: () => number): () => void {
  const timers = new Set<NodeJS.Timeout>();
  const askAfter = (delayMs: number, next?: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      ask();
      next?.();
    }, delayMs);
    timer.unref();
    timers.add(timer);
  };
  // A hundred laptops that woke together must not ask together for ever.
  const askSlowly = (delayMs: number) =>
    askAfter(delayMs * (0.75 + random() / 2), () => askSlowly(Math.min(slowestRoundMs, delayMs * 2)));
  for (const delayMs of firstRoundMs) askAfter(delayMs);
  askSlowly(slowRoundMs);
  return () => {
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
  };
}

function readService(records: DnsRecord[], instance: string) {
  const ofInstance = (type: string) =>
    records.find((one) => one.type === type && isSameName(one.name, instance));
  const service = ofInstance('SRV')?.data as { port?: unknown; target?: unknown } | undefined;
  const txt = ofInstance('TXT')?.data;
  const port = Number(service?.port);
  if (!txt || !Number.isInteger(port) || port < 1 || port > 65_535) return undefined;
  const entries = (Array.isArray(txt) ? txt : [txt]).filter((entry) => entry instanceof Uint8Array);
  const announcement = readTxt(entries);
  if (!announcement) return undefined;
  const addresses = records
    .filter((one) => one.type === 'A' && isSameName(one.name, String(service?.target)))
    .map((one) => String(one.data));
  return { ...announcement, port, addresses };
}

function isLocal(address: string, interfaces: UsableInterface[]): boolean {
  return interfaces.some((one) => isInSubnet(address, one.address, one.netmask));
}

function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
