import type { SightingSource } from './announcement.ts';
import type { HostInfo } from './probe-host.ts';

const maxHosts = 500;
const maxRanks = 5000;

export type HostStatus =
  | { kind: 'ready' }
  | { kind: 'incompatible'; reason: 'this-app-is-older' | 'this-app-is-newer' }
  | { kind: 'certificate-changed'; knownFingerprint: string };

export interface HostPlace {
  address: string;
  port: number;
}

export interface DirectoryHost extends HostInfo {
  status: HostStatus;
  /** Proven by an answer, oldest proof first; those that have just failed to answer come last. */
  places: HostPlace[];
  sources: SightingSource[];
  isKnown: boolean;
}

export interface ListedPlace extends HostPlace {
  sources: Set<SightingSource>;
  misses: number;
  retry: NodeJS.Timeout | undefined;
}

export interface ListedHost {
  info: HostInfo;
  places: Map<string, ListedPlace>;
  /** The life of the host that said good-bye, if that was said. */
  goodbyeFrom: string | undefined;
}

export interface HostList {
  describeAll(): DirectoryHost[];
  describeHost(info: HostInfo): DirectoryHost | undefined;
  findHostAt(place: HostPlace): ListedHost | undefined;
  findHostByLife(life: { hostId: string; startId: string }): ListedHost[];
  listPlaces(): ListedPlace[];
  /** Answers the places of the host that are in doubt now: it has restarted, or may have moved. */
  recordAnswer(place: HostPlace, source: SightingSource, info: HostInfo): ListedPlace[];
  removePlace(place: HostPlace): void;
  clear(): void;
}

/** What is known about hosts that answered; knows nothing of networks and time. */
export function createHostList({
  getOwnHostId,
  ownProtocol,
  getKnownFingerprint,
}: {
  /** Undefined while this machine hosts nothing. */
  getOwnHostId: () => string | undefined;
  ownProtocol: number;
  getKnownFingerprint: (hostId: string) => string | undefined;
}): HostList {
  const hosts = new Map<string, ListedHost>();
  // A host that comes back gets its old place in the list again.
  const ranks = new Map<string, number>();
  let nextRank = 0;

  function findStatus(info: HostInfo): HostStatus {
    const knownFingerprint = getKnownFingerprint(info.hostId);
    if (knownFingerprint !== undefined && knownFingerprint !== info.fingerprint) {
      return { kind: 'certificate-changed', knownFingerprint };
    }
    if (info.protocol === ownProtocol) return { kind: 'ready' };
    const reason = info.protocol > ownProtocol ? 'this-app-is-older' : 'this-app-is-newer';
    return { kind: 'incompatible', reason };
  }

  function describe({ info, places }: ListedHost): DirectoryHost {
    const all = [...places.values()];
    return {
      ...info,
      status: findStatus(info),
      places: [...all.filter(isAnswering), ...all.filter((place) => !isAnswering(place))].map(
        ({ address, port }) => ({ address, port }),
      ),
      sources: [...new Set(all.flatMap((place) => [...place.sources]))].sort(),
      isKnown: getKnownFingerprint(info.hostId) === info.fingerprint,
    };
  }

  function rank(key: string): void {
    if (ranks.has(key)) return;
    nextRank += 1;
    ranks.set(key, nextRank);
    if (ranks.size <= maxRanks) return;
    const forgotten = [...ranks.keys()].find((one) => !hosts.has(one));
    if (forgotten) ranks.delete(forgotten);
  }

  function removePlace(place: HostPlace, exceptFrom?: string): void {
    for (const [key, host] of hosts) {
      if (key === exceptFrom) continue;
      clearTimeout(host.places.get(nameOf(place))?.retry);
      if (host.places.delete(nameOf(place)) && host.places.size === 0) hosts.delete(key);
    }
  }

  return {
    describeAll: () =>
      [...hosts]
        .sort(([one], [other]) => (ranks.get(one) ?? 0) - (ranks.get(other) ?? 0))
        .map(([, host]) => describe(host)),
    describeHost: (info) => {
      const host = hosts.get(keyOf(info));
      return host && describe(host);
    },
    findHostAt: (place) => [...hosts.values()].find((host) => host.places.has(nameOf(place))),
    findHostByLife: ({ hostId, startId }) =>
      [...hosts.values()].filter(({ info }) => info.hostId === hostId && info.startId === startId),
    listPlaces: () => [...hosts.values()].flatMap((host) => [...host.places.values()]),
    recordAnswer: ({ address, port }, source, info) => {
      const key = keyOf(info);
      const name = nameOf({ address, port });
      removePlace({ address, port }, key);
      if (info.hostId === getOwnHostId() || (!hosts.has(key) && hosts.size >= maxHosts)) return [];
      const host = hosts.get(key) ?? { info, places: new Map(), goodbyeFrom: undefined };
      hosts.set(key, host);
      rank(key);
      const hasRestarted = host.info.startId !== info.startId;
      const known = host.places.get(name);
      clearTimeout(known?.retry);
      const sources = new Set([...(known?.sources ?? []), source]);
      host.places.set(name, { address, port, sources, misses: 0, retry: undefined });
      Object.assign(host, { info, goodbyeFrom: undefined });
      return hasRestarted || !known
        ? [...host.places].filter(([other]) => other !== name).map(([, place]) => place)
        : [];
    },
    removePlace,
    clear: () => {
      for (const { places } of hosts.values()) for (const { retry } of places.values()) clearTimeout(retry);
      hosts.clear();
    },
  };
}

function isAnswering({ misses }: ListedPlace): boolean {
  return misses === 0;
}

/** Not by id alone: whoever borrows the id of another host must not get into its entry. */
function keyOf({ hostId, fingerprint }: HostInfo): string {
  return `${hostId} ${fingerprint}`;
}

export function nameOf({ address, port }: HostPlace): string {
  return `${address} ${port}`;
}
