import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Logger } from './logger.ts';
import { setFileAside, writeFileAtomically } from './write-file-atomically.ts';

const maxAddressesPerHost = 8;
const maxHosts = 500;

const knownHostSchema = z.object({
  hostId: z.string().min(1).max(128),
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().max(200),
  /** Newest first: the first one is tried first. */
  addresses: z.array(z.object({ address: z.string().max(255), port: z.int().min(1).max(65_535) })),
  verifiedBy: z.enum(['code', 'first-use']),
  isFavourite: z.boolean(),
  firstSeenAt: z.number(),
  lastSeenAt: z.number(),
});
const fileSchema = z.object({ version: z.literal(1), hosts: z.array(knownHostSchema) });

export type KnownHost = z.infer<typeof knownHostSchema>;
export interface HostSighting {
  hostId: string;
  fingerprint: string;
  name: string;
  address: string;
  port: number;
  verifiedBy: KnownHost['verifiedBy'];
}

/** Never answered by replacing the pin: only `forgetHost`, an act of the person, makes room for a new one. */
export class FingerprintChangedError extends Error {
  readonly code = 'FINGERPRINT_CHANGED';
  readonly known: KnownHost;
  readonly seen: string;
  constructor(known: KnownHost, seen: string) {
    super('A known host shows another certificate');
    this.name = 'FingerprintChangedError';
    this.known = known;
    this.seen = seen;
  }
}

export interface PinStore {
  getHost(hostId: string): KnownHost | undefined;
  listHosts(): KnownHost[];
  /** Throws FingerprintChangedError; answers whether the host was known. */
  checkFingerprint(hostId: string, fingerprint: string): 'known' | 'unknown';
  /** Resolves when it is on the disk. */
  rememberHost(sighting: HostSighting): Promise<KnownHost>;
  setFavourite(hostId: string, isFavourite: boolean): Promise<void>;
  forgetHost(hostId: string): Promise<void>;
}

export async function openPinStore({
  file,
  now,
  logger,
}: {
  file: string;
  now: () => number;
  logger: Logger;
}): Promise<PinStore> {
  const hosts = new Map((await loadHosts({ file, now, logger })).map((host) => [host.hostId, host]));
  let writing = Promise.resolve();

  /** One write after the other: the last state always wins on the disk too. */
  function save(): Promise<void> {
    const write = () =>
      writeFileAtomically(file, `${JSON.stringify({ version: 1, hosts: [...hosts.values()] }, null, 2)}\n`);
    const done = writing.then(write);
    writing = done.catch((error: Error) =>
      logger.error({ reason: error.message }, 'Known hosts were not saved'),
    );
    return done;
  }

  function checkFingerprint(hostId: string, fingerprint: string): 'known' | 'unknown' {
    const known = hosts.get(hostId);
    if (!known) return 'unknown';
    if (known.fingerprint !== fingerprint) throw new FingerprintChangedError(known, fingerprint);
    return 'known';
  }

  return {
    getHost: (hostId) => hosts.get(hostId),
    listHosts: () => [...hosts.values()].sort(compareByUse),
    checkFingerprint,
    rememberHost: async (sighting) => {
      checkFingerprint(sighting.hostId, sighting.fingerprint);
      const host = knownHostSchema.parse(mergeSighting(hosts.get(sighting.hostId), sighting, now()));
      hosts.set(host.hostId, host);
      dropLeastUsed(hosts);
      await save();
      return host;
    },
    setFavourite: async (hostId, isFavourite) => {
      const host = hosts.get(hostId);
      if (!host || host.isFavourite === isFavourite) return;
      hosts.set(hostId, { ...host, isFavourite });
      await save();
    },
    forgetHost: async (hostId) => {
      if (hosts.delete(hostId)) await save();
    },
  };
}

function compareByUse(one: KnownHost, other: KnownHost): number {
  return Number(other.isFavourite) - Number(one.isFavourite) || other.lastSeenAt - one.lastSeenAt;
}

/** A code proves more than a first use: trust rises, it never falls back. */
function mergeSighting(known: KnownHost | undefined, sighting: HostSighting, now: number): KnownHost {
  const { address, port, verifiedBy, ...identity } = sighting;
  const others = (known?.addresses ?? []).filter((entry) => entry.address !== address || entry.port !== port);
  return {
    ...identity,
    addresses: [{ address, port }, ...others].slice(0, maxAddressesPerHost),
    verifiedBy: known?.verifiedBy === 'code' ? 'code' : verifiedBy,
    isFavourite: known?.isFavourite ?? false,
    firstSeenAt: known?.firstSeenAt ?? now,
    lastSeenAt: now,
  };
}

/** Hosts proved by a code and favourites stay longest: forgetting one silently would re-open first use. */
function dropLeastUsed(hosts: Map<string, KnownHost>): void {
  if (hosts.size <= maxHosts) return;
  const weigh = (host: KnownHost) => Number(host.isFavourite) * 2 + Number(host.verifiedBy === 'code');
  const [least] = [...hosts.values()].sort(
    (one, other) => weigh(one) - weigh(other) || one.lastSeenAt - other.lastSeenAt,
  );
  if (least) hosts.delete(least.hostId);
}

async function loadHosts({
  file,
  now,
  logger,
}: {
  file: string;
  now: () => number;
  logger: Logger;
}): Promise<KnownHost[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  try {
    return fileSchema.parse(JSON.parse(text)).hosts;
  } catch {
    const setAside = await setFileAside(file, now());
    logger.error({ setAside }, 'The list of known hosts was damaged and set aside');
    return [];
  }
}
