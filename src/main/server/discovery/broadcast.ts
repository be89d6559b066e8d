import { randomBytes } from 'node:crypto';
import type { RemoteInfo } from 'node:dgram';
import { z } from 'zod';
import type { Logger } from '../trust/logger.ts';
import {
  type Announcement,
  type GoodbyeListener,
  type SightingListener,
  shortenName,
} from './announcement.ts';
import { isInSubnet } from './interfaces.ts';
import { keepSocket } from './kept-socket.ts';
import { type AnswerKnock, defaultBroadcastPort, knockQuestionSchema } from './knock-datagrams.ts';
import type { NetworkWatcher } from './network-watcher.ts';

const maxDatagramBytes = 512;
const askAtMs = [0, 250, 1000, 3000];
const slowRoundMs = 30_000;
const answersPerSecond = 50;
const answersPerSenderPerSecond = 4;

const identifier = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const questionSchema = z.strictObject({ spaces: z.literal('who'), nonce: identifier });
const answerSchema = z.strictObject({
  spaces: z.enum(['here', 'bye']),
  /** Absent when nobody asked: a host that has just come says so by itself. */
  nonce: identifier.optional(),
  hostId: identifier,
  startId: identifier,
  name: z.string().max(200),
  protocol: z.int().min(0),
  port: z.int().min(1).max(65_535),
});
const datagramSchema = z.union([questionSchema, answerSchema, knockQuestionSchema]);
type Answer = z.infer<typeof answerSchema>;

export interface Broadcast {
  /** Says to everybody that this host is here. */
  announce(): void;
  refresh(): void;
  stop(): Promise<void>;
}

/**
 * The second way to find each other: one small datagram to everybody on the subnet. It gets through where
 * multicast does not (no route for it, IGMP snooping), and needs no library.
 */
export function createBroadcast({
  watcher,
  logger,
  now,
  onSighting,
  onGoodbye,
  describe,
  answerKnock,
  port = defaultBroadcastPort,
}: {
  watcher: NetworkWatcher;
  logger: Logger;
  now: () => number;
  onSighting: SightingListener;
  onGoodbye: GoodbyeListener;
  /** Undefined while this machine hosts nothing: it asks, but does not answer. */
  describe: () => Announcement | undefined;
  /** For the network check of others; without it nobody is answered. */
  answerKnock?: AnswerKnock;
  port?: number;
}): Broadcast {
  const nonces = new Set<string>();
  const takeAnswer = createAnswerBudget(now);
  const timers = new Set<NodeJS.Timeout>();
  let isStopped = false;

  /** Everybody shares the port for questions; answers come back to a port of one's own, so that two programs on one machine both get theirs. */
  const hearing = keepSocket({
    port,
    onMessage: handleDatagram,
    logger,
    onOpen: announce,
  });
  const asking = keepSocket({ port: 0, onMessage: handleDatagram, logger, onOpen: startRounds });

  function handleDatagram(message: Buffer, sender: RemoteInfo): void {
    // Strangers from elsewhere get no answer: this must never be somebody's amplifier.
    const isNear = watcher
      .listInterfaces()
      .some((one) => isInSubnet(sender.address, one.address, one.netmask));
    // Nobody can be answered at port 0.
    if (!isNear || sender.port === 0 || message.length > maxDatagramBytes) return;
    const datagram = parseDatagram(message);
    if (!datagram) return;
    if (datagram.spaces === 'knock') {
      answerKnock?.(datagram, sender.address)
        .then((answer) => answer && hearing.send(answer, sender.port, sender.address))
        .catch((error: unknown) => logger.warn({ error }, 'A knock was not answered'));
      return;
    }
    if (datagram.spaces === 'who') {
      if (nonces.has(datagram.nonce)) return;
      const answer = buildAnswer('here', datagram.nonce);
      if (answer && takeAnswer(sender.address)) hearing.send(answer, sender.port, sender.address);
      return;
    }
    if (datagram.nonce !== undefined && !nonces.has(datagram.nonce)) return;
    const { hostId, startId } = datagram;
    if (datagram.spaces === 'bye') onGoodbye({ hostId, startId });
    else onSighting({ source: 'broadcast', address: sender.address, port: datagram.port, hostId, startId });
  }

  function buildAnswer(kind: 'here' | 'bye', nonce?: string): Buffer | undefined {
    const announcement = describe();
    if (!announcement) return undefined;
    const { hostId, startId, protocol, port: hostPort } = announcement;
    const answer: Answer = {
      spaces: kind,
      hostId,
      startId,
      name: shortenName(announcement.name),
      protocol,
      port: hostPort,
    };
    const encoded = Buffer.from(JSON.stringify(nonce === undefined ? answer : { ...answer, nonce }));
    // Names full of escapes grow in JSON; the name comes again with the answer over TCP anyway.
    return encoded.length <= maxDatagramBytes
      ? encoded
      : Buffer.from(JSON.stringify({ ...answer, ...(nonce && { nonce }), name: '' }));
  }

  function sendToAll(datagram: Buffer | undefined): void {
    if (!datagram) return;
    for (const { broadcast } of watcher.listInterfaces()) asking.send(datagram, port, broadcast);
  }

  function announce(): void {
    sendToAll(buildAnswer('here'));
  }

  function ask(): void {
    const nonce = randomBytes(9).toString('base64url');
    nonces.add(nonce);
    for (const old of nonces) if (nonces.size > 16) nonces.delete(old);
    sendToAll(Buffer.from(JSON.stringify({ spaces: 'who', nonce })));
  }

  function startRounds(): void {
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
    if (isStopped) return;
    for (const delayMs of askAtMs) timers.add(setTimeout(ask, delayMs).unref());
    timers.add(setInterval(ask, slowRoundMs).unref());
  }

  const stopWatching = watcher.onChange(() => {
    startRounds();
    announce();
  });

  return {
    announce,
    refresh: startRounds,
    stop: async () => {
      isStopped = true;
      stopWatching();
      startRounds();
      sendToAll(buildAnswer('bye'));
      await Promise.all([hearing.close(), asking.close()]);
    },
  };
}

function parseDatagram(message: Buffer): z.infer<typeof datagramSchema> | undefined {
  try {
    return datagramSchema.safeParse(JSON.parse(message.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

/** So many answers a second and no more, to one and to all. */
function createAnswerBudget(now: () => number): (sender: string) => boolean {
  let second = 0;
  let total = 0;
  const bySender = new Map<string, number>();
  return (sender) => {
    const current = Math.floor(now() / 1000);
    if (current !== second) {
      second = current;
      total = 0;
      bySender.clear();
    }
    const count = bySender.get(sender) ?? 0;
    if (total >= answersPerSecond || count >= answersPerSenderPerSecond) return false;
    total += 1;
    bySender.set(sender, count + 1);
    return true;
  };
}
