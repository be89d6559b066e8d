import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { z } from 'zod';

/** Where a host hears questions to everybody; the network check asks one host there. */
export const defaultBroadcastPort = 7421;
const sendAtMs = [0, 300, 1000];
const maxAtOnce = 4;
const maxPerSenderPerMinute = 12;
const maxPerMinute = 60;
const minuteMs = 60_000;

const identifier = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const portNumber = z.int().min(1).max(65_535);
export const knockQuestionSchema = z.strictObject({
  spaces: z.literal('knock'),
  nonce: identifier,
  /** Where the asker hosts: the host knocks there, at the asker's own address and no other. */
  port: portNumber.optional(),
  /** Does the host itself get an answer from this address? It looks into its list and sends nothing. */
  about: z.ipv4().optional(),
});
const knockAnswerSchema = z.strictObject({
  spaces: z.literal('knocked'),
  nonce: identifier,
  hostId: identifier,
  outcome: z.enum(['ok', 'refused', 'timeout', 'unreachable']).optional(),
  sees: z.boolean().optional(),
});
export type KnockQuestion = z.infer<typeof knockQuestionSchema>;
export type KnockAnswer = z.infer<typeof knockAnswerSchema>;

export type AnswerKnock = (question: KnockQuestion, sender: string) => Promise<Buffer | undefined>;

/** The host's side: so many knocks a minute and no more, for datagrams can be sent in the name of others. */
export function createKnockAnswerer({
  getHostId,
  knockAt,
  seesAddress,
  now,
}: {
  /** Undefined while this machine hosts nothing: it answers nobody then. */
  getHostId: () => string | undefined;
  knockAt: (address: string, port: number) => Promise<KnockAnswer['outcome']>;
  seesAddress: (address: string) => boolean;
  now: () => number;
}): AnswerKnock {
  const running = new Set<string>();
  const bySender = new Map<string, number>();
  let minute = 0;
  let total = 0;

  function mayKnock(sender: string): boolean {
    const current = Math.floor(now() / minuteMs);
    if (current !== minute) {
      minute = current;
      total = 0;
      bySender.clear();
    }
    const count = bySender.get(sender) ?? 0;
    if (total >= maxPerMinute || count >= maxPerSenderPerMinute || running.size >= maxAtOnce) return false;
    total += 1;
    bySender.set(sender, count + 1);
    return true;
  }

  return async ({ nonce, port, about }, sender) => {
    const hostId = getHostId();
    const key = `${sender} ${nonce}`;
    // Datagrams get lost, so that questions are repeated: one that is being answered is not begun again.
    if (hostId === undefined || running.has(key) || !mayKnock(sender)) return undefined;
    running.add(key);
    try {
      const answer: KnockAnswer = {
        spaces: 'knocked',
        nonce,
        hostId,
        ...(port !== undefined && { outcome: await knockAt(sender, port) }),
        ...(about !== undefined && { sees: seesAddress(about) }),
      };
      return Buffer.from(JSON.stringify(answer));
    } finally {
      running.delete(key);
    }
  };
}

/** The asker's side. Rejects when the signal ends it: silence is an answer that takes its time. */
export function askByDatagram({
  address,
  discoveryPort,
  question,
  ownHostId,
  signal,
}: {
  address: string;
  discoveryPort: number;
  question: Pick<KnockQuestion, 'port' | 'about'>;
  /** Two programs on one machine share the port for questions: one's own answer is none. */
  ownHostId: string | undefined;
  signal: AbortSignal;
}): Promise<KnockAnswer> {
  const nonce = randomBytes(9).toString('base64url');
  const datagram = Buffer.from(JSON.stringify({ spaces: 'knock', nonce, ...question }));
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    const settle = (act: () => void) => {
      for (const timer of timers) clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      socket.removeAllListeners().on('error', () => undefined);
      socket.close();
      act();
    };
    const giveUp = () => settle(() => reject(new Error('No datagram came back')));
    const timers = sendAtMs.map((delayMs) =>
      // A refused datagram is no end: the next one may get through.
      setTimeout(() => socket.send(datagram, discoveryPort, address, () => undefined), delayMs),
    );
    socket.on('error', giveUp);
    socket.on('message', (message, sender) => {
      const answer = parseAnswer(message);
      if (sender.address !== address || answer?.nonce !== nonce || answer.hostId === ownHostId) return;
      settle(() => resolve(answer));
    });
    signal.addEventListener('abort', giveUp, { once: true });
    if (signal.aborted) giveUp();
  });
}

function parseAnswer(message: Buffer): KnockAnswer | undefined {
  try {
    return knockAnswerSchema.safeParse(JSON.parse(message.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}
