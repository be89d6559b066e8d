import { isIP } from 'node:net';
import { AppError } from '#shared/contract/errors.ts';
import { PROTOCOL_VERSION } from '#shared/contract/version.ts';
import { createDiscovery } from './discovery/create-discovery.ts';
import { type DoctorFinding, runDoctor } from './discovery/doctor.ts';
import type { DirectoryHost, HostPlace } from './discovery/host-list.ts';
import { listInterfaces, type UsableInterface } from './discovery/interfaces.ts';
import { listDoctorChecks } from './discovery/list-doctor-checks.ts';
import { type CodeWish, type FoundByCode, findByCode, type LocatedHost } from './find-by-code.ts';
import { certificateChanged, refuseVersion } from './network-failures.ts';
import { findAddress, toSecureUrl } from './network-places.ts';
import { fetchPinned } from './trust/fetch-pinned.ts';
import type { Logger } from './trust/logger.ts';
import { type KnownHost, openPinStore } from './trust/pin-store.ts';

/** What this machine says of itself to the network while it hosts. */
export interface OwnHost {
  readonly hostId: string;
  readonly startId: string;
  readonly name: string;
  readonly port: number;
  readonly isAnnounced: boolean;
}

export interface HostQuestion {
  readonly path: string;
  readonly token?: string;
  readonly body?: object;
  readonly signal?: AbortSignal;
}

export interface Network {
  setOwnHost(own: OwnHost | null): Promise<void>;
  listHosts(): DirectoryHost[];
  listInterfaces(): (UsableInterface & { isUsed: boolean })[];
  getTrust(hostId: string): KnownHost['verifiedBy'] | null;
  /** Calls when hosts come, go or move, and when this machine's networks change. */
  onChange(listener: () => void): () => void;
  /** Throws NOT_REACHABLE, CERTIFICATE_CHANGED or VERSION_MISMATCH. */
  locate(hostId: string): LocatedHost;
  /** Everywhere the host was seen, as `https://…`, newest first; for who knows the certificate from elsewhere. */
  listPlaces(hostId: string): string[];
  findByCode(wish: CodeWish): Promise<FoundByCode>;
  /** One request over TLS to exactly that host. */
  ask(host: LocatedHost, question: HostQuestion): Promise<{ status: number; body: string }>;
  trustHost(hostId: string): Promise<void>;
  forgetHost(hostId: string): Promise<void>;
  isFavourite(hostId: string): boolean;
  /** Favourites are asked first; nothing happens to a host that is not trusted. */
  setFavourite(hostId: string, isFavourite: boolean): Promise<void>;
  refresh(): void;
  /** Somebody waits for a host: asks all places that are known, once a second at most. */
  lookAgain(): void;
  /** The machine woke up. */
  reportResume(): void;
  examine(typed: HostPlace | null, about: Record<string, string>): Promise<DoctorFinding>;
  stop(): Promise<void>;
}

interface Options {
  pinFile: string;
  isDiscoveryOn: boolean;
  discoveryPort: number;
  /** Read again at every look, so that a changed setting counts at once. */
  readChoice: () => { include: string[]; exclude: string[] };
  logger: Logger;
}

const LOOK_EVERY_MS = 1_000;

/** A desktop's view of the network: who is there, who is believed, and who has a code. */
export async function createNetwork(options: Options): Promise<Network> {
  const { logger, readChoice } = options;
  const pins = await openPinStore({ file: options.pinFile, now: Date.now, logger });
  let own: OwnHost | null = null;
  let lastLookAt = 0;
  const listeners = new Set<() => void>();
  const discovery = createDiscovery({
    getOwnHostId: () => own?.hostId,
    ownProtocol: PROTOCOL_VERSION,
    describe: () => (own?.isAnnounced ? { ...own, protocol: PROTOCOL_VERSION } : undefined),
    readInterfaces: () => listInterfaces({ choice: readChoice() }),
    listKnownPlaces: () => pins.listHosts().flatMap(({ addresses }) => addresses),
    getKnownFingerprint: (hostId) => pins.getHost(hostId)?.fingerprint,
    broadcastPort: options.discoveryPort,
    isSilent: !options.isDiscoveryOn,
    logger,
  });
  const { directory, watcher } = discovery;

  function locate(hostId: string): LocatedHost {
    const hosts = directory.listHosts().filter((host) => host.hostId === hostId);
    const host = hosts.find(({ status }) => status.kind === 'ready') ?? hosts[0];
    const known = pins.getHost(hostId);
    if (host?.status.kind === 'certificate-changed') throw certificateChanged(host);
    if (host?.status.kind === 'incompatible') throw refuseVersion(host);
    const place = host?.places[0] ?? known?.addresses[0];
    const fingerprint = host?.fingerprint ?? known?.fingerprint;
    if (!place || !fingerprint) throw new AppError('NOT_REACHABLE', 'No host answers under this name.');
    return { hostId, name: host?.name ?? known?.name ?? '', fingerprint, ...place };
  }

  return {
    async setOwnHost(next) {
      own = next;
      await discovery.updateAnnouncement();
    },
    listHosts: directory.listHosts,
    listInterfaces: () => {
      const used = new Set(watcher.listInterfaces().map(({ address }) => address));
      return listInterfaces().map((one) => ({ ...one, isUsed: used.has(one.address) }));
    },
    getTrust: (hostId) => pins.getHost(hostId)?.verifiedBy ?? null,
    onChange(listener) {
      listeners.add(listener);
      const undos = [
        directory.onChange(listener),
        watcher.onChange(listener),
        () => listeners.delete(listener),
      ];
      return () => {
        for (const undo of undos) undo();
      };
    },
    locate,
    listPlaces(hostId) {
      const seen = directory.listHosts().filter((host) => host.hostId === hostId);
      const places = [...seen.flatMap((host) => host.places), ...(pins.getHost(hostId)?.addresses ?? [])];
      return [...new Set(places.map(toSecureUrl))];
    },
    findByCode: (wish) => findByCode(wish, { directory, pins, logger }),
    ask: ({ address, port, fingerprint }, { path, token, body, signal }) =>
      fetchPinned({
        pin: fingerprint,
        url: `${toSecureUrl({ address, port })}${path}`,
        ...(body && { method: 'POST', body }),
        ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
        ...(signal && { signal }),
      }),
    async trustHost(hostId) {
      await pins.rememberHost({ ...locate(hostId), verifiedBy: 'first-use' });
    },
    forgetHost: pins.forgetHost,
    isFavourite: (hostId) => pins.getHost(hostId)?.isFavourite ?? false,
    async setFavourite(hostId, isFavourite) {
      await pins.setFavourite(hostId, isFavourite);
      for (const listener of [...listeners]) listener();
    },
    refresh: discovery.refresh,
    lookAgain() {
      if (Date.now() - lastLookAt < LOOK_EVERY_MS) return;
      lastLookAt = Date.now();
      directory.refresh();
    },
    reportResume: watcher.reportResume,
    async examine(typed, about) {
      const checks = listDoctorChecks({
        own: own?.isAnnounced ? own : undefined,
        // Networks are compared by address; a name that leads nowhere is a finding of its own.
        typed: typed && (await findAddress(typed).catch(() => typed)),
        typedName: typed && !isIP(typed.address) ? typed.address : null,
        directory,
        watcher,
        isDiscoveryOn: options.isDiscoveryOn,
        discoveryPort: options.discoveryPort,
      });
      return runDoctor({ checks, about, logger });
    },
    stop: discovery.stop,
  };
}
