import { randomBytes } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import { Bonjour } from 'bonjour-service';
import { serviceName } from './announcement.ts';
import type { UsableInterface } from './interfaces.ts';

const heartbeatMs = 15_000;
const deafBeatsBeforeRebuild = 2;
export const goodbyeTimeoutMs = 500;

export interface DnsRecord {
  type: string;
  name: string;
  ttl?: number;
  data?: unknown;
}
export interface DnsPacket {
  answers?: DnsRecord[];
  additionals?: DnsRecord[];
}
type SendCallback = (error?: Error | null) => void;
interface Mdns extends EventEmitter {
  query(name: string, type: string, callback: SendCallback): void;
  respond(packet: DnsPacket | DnsRecord[], ...rest: unknown[]): void;
}

/** One multicast socket on one address. */
export interface MdnsLink {
  interface: UsableInterface;
  bonjour: Bonjour;
  query(): void;
  /** Answers the undo. */
  onResponse(listener: (packet: DnsPacket, sender: { address: string }) => void): () => void;
}

type Detach = () => void | Promise<void>;
export type Attach = (link: MdnsLink) => Detach;

export interface OpenLink extends MdnsLink {
  detachers: Map<Attach, Detach>;
  close(): Promise<void>;
}

export function openLink({
  usable,
  onDead,
  onHealthy,
}: {
  usable: UsableInterface;
  onDead: (reason: string) => void;
  onHealthy: () => void;
}): OpenLink {
  const { address } = usable;
  // `bind` matters: bound to the address itself, Linux delivers no multicast to the socket.
  const options = { interface: address, bind: '0.0.0.0' } as object;
  const bonjour = new Bonjour(options, (error: Error) => onDead(error.message));
  const { mdns } = Reflect.get(bonjour, 'server') as { mdns: Mdns };
  const detachers: OpenLink['detachers'] = new Map();
  let deafBeats = 0;

  mdns.on('error', (error: Error) => onDead(error.message));
  mdns.on('packet', () => {
    if (deafBeats > 0) onHealthy();
    deafBeats = 0;
  });
  announceOwnAddressOnly(mdns, address);

  const send = (name: string) =>
    mdns.query(name, 'PTR', (error) => {
      if (error) onDead(error.message);
    });
  // A question nobody answers: it comes back over the multicast loop, or the socket hears nothing at all.
  const heartbeat = setInterval(() => {
    deafBeats += 1;
    if (deafBeats > deafBeatsBeforeRebuild) onDead('It does not hear itself');
    send(`${randomBytes(6).toString('hex')}.${serviceName}`);
  }, heartbeatMs);
  heartbeat.unref();

  return {
    interface: usable,
    bonjour,
    detachers,
    query: () => send(serviceName),
    onResponse: (listener) => {
      mdns.on('response', listener);
      return () => {
        mdns.off('response', listener);
      };
    },
    close: async () => {
      clearInterval(heartbeat);
      const detaching = [...detachers.values()].map((detach) => detach());
      detachers.clear();
      await Promise.all(detaching);
      await runWithin(goodbyeTimeoutMs, (done) => bonjour.destroy(done));
    },
  };
}

/** The library would tell every network the addresses of all the others, excluded ones and VPNs too. */
function announceOwnAddressOnly(mdns: Mdns, address: string): void {
  const respond = mdns.respond.bind(mdns);
  const isOurs = (record: DnsRecord) =>
    record.type === 'A' ? record.data === address : record.type !== 'AAAA';
  mdns.respond = (packet, ...rest) => {
    const { answers = [], additionals = [] } = Array.isArray(packet) ? { answers: packet } : packet;
    respond({ answers: answers.filter(isOurs), additionals: additionals.filter(isOurs) }, ...rest);
  };
}

/** A socket without network may never call back; leaving must not wait for it. */
export function runWithin(limitMs: number, run: (done: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, limitMs);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    try {
      run(done);
    } catch {
      done();
    }
  });
}
