import { z } from 'zod';

export const serviceType = 'spaces';
export const serviceName = '_spaces._tcp.local';
const maxNameBytes = 200;

/** What a host says to everybody. Nothing here may be derived from a room code: 30 bits fall to guessing. */
export interface Announcement {
  hostId: string;
  /** New at every start: tells a restart from a second host with the same id. */
  startId: string;
  name: string;
  protocol: number;
  port: number;
}

export type SightingSource = 'known' | 'mdns' | 'broadcast' | 'typed';

/** A place where a host may be; only a successful answer from there makes it one. */
export interface Sighting {
  source: SightingSource;
  address: string;
  port: number;
  hostId?: string;
  startId?: string;
}

export type SightingListener = (sighting: Sighting) => void;
/** A host said good-bye: worth a look, not yet a fact. */
export type GoodbyeListener = (goodbye: { hostId: string; startId: string }) => void;

const identifier = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const txtSchema = z.object({
  id: identifier,
  s: identifier,
  n: z.string().max(maxNameBytes),
  v: z.coerce.number().int().min(0).max(1_000_000),
});

export function buildTxt({ hostId, startId, name, protocol }: Announcement): Record<string, string> {
  return { id: hostId, s: startId, n: shortenName(name), v: String(protocol) };
}

/** Answers undefined for what is not ours or not well-formed: the network is full of strangers. */
export function readTxt(entries: readonly Uint8Array[]): Omit<Announcement, 'port'> | undefined {
  const pairs = entries.slice(0, 16).flatMap((entry) => {
    const text = Buffer.from(entry).toString('utf8');
    const split = text.indexOf('=');
    return split > 0 ? [[text.slice(0, split).toLowerCase(), text.slice(split + 1)]] : [];
  });
  const parsed = txtSchema.safeParse(Object.fromEntries(pairs));
  if (!parsed.success) return undefined;
  const { id, s, n, v } = parsed.data;
  return { hostId: id, startId: s, name: n, protocol: v };
}

/** A TXT string holds 255 bytes; cutting by character keeps the rest readable. */
export function shortenName(name: string): string {
  let short = '';
  for (const { segment } of new Intl.Segmenter().segment(name)) {
    if (Buffer.byteLength(short + segment) > maxNameBytes) break;
    short += segment;
  }
  return short;
}
