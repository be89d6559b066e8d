import type { Logger } from '../trust/logger.ts';
import type { Sighting, SightingSource } from './announcement.ts';
import { createHostList, type DirectoryHost, type HostPlace, nameOf } from './host-list.ts';
import { createPlaceProber } from './place-prober.ts';
import type { HostInfo, ProbeHost } from './probe-host.ts';

const recheckMs = 15_000;
/** After a miss the host is asked again soon; only when all of these fail too is it gone. */
const retryAfterMs = [1000, 2000];

export type TypedAddressResult =
  | { ok: true; host: DirectoryHost }
  | { ok: false; reason: 'no-answer' | 'own-host' };

export interface HostDirectory {
  /** Hosts that answered, in the order in which they first did. */
  listHosts(): DirectoryHost[];
  onChange(listener: (hosts: DirectoryHost[]) => void): () => void;
  reportSighting(sighting: Sighting): void;
  reportGoodbye(goodbye: { hostId: string; startId: string }): void;
  /** For an address that a person typed. */
  tryAddress(place: HostPlace): Promise<TypedAddressResult>;
  /** Known hosts first, then everybody listed: at the start, after a network change, and when asked for. */
  refresh(): void;
  stop(): void;
}

/** Merges all ways of hearing about a host into one list that shows only what answered. */
export function createHostDirectory({
  getOwnHostId,
  ownProtocol,
  probe,
  listKnownPlaces,
  getKnownFingerprint,
  now,
  logger,
}: {
  /** Undefined while this machine hosts nothing. */
  getOwnHostId: () => string | undefined;
  ownProtocol: number;
  probe: ProbeHost;
  /** Favourites first. */
  listKnownPlaces: () => HostPlace[];
  getKnownFingerprint: (hostId: string) => string | undefined;
  now: () => number;
  logger: Logger;
}): HostDirectory {
  const list = createHostList({ getOwnHostId, ownProtocol, getKnownFingerprint });
  const listeners = new Set<(hosts: DirectoryHost[]) => void>();
  const prober = createPlaceProber({ probe, now });
  let lastShown = '[]';

  function tellListeners(): void {
    const hosts = list.describeAll();
    const shown = JSON.stringify(hosts);
    if (shown === lastShown) return;
    lastShown = shown;
    for (const listener of [...listeners]) listener(hosts);
  }

  async function check(place: HostPlace, source: SightingSource): Promise<HostInfo | undefined> {
    const { result, isFirst } = await prober.probePlace(place);
    // Who joined a question that was under way gets its answer, but it counts once.
    if (isFirst && result.kind === 'answered') handleAnswer(place, source, result.info);
    if (isFirst && result.kind === 'missed') handleMiss(place);
    return result.kind === 'answered' ? result.info : undefined;
  }

  /** A recheck keeps the source by which the place was found. */
  function recheck(place: HostPlace & { sources: Set<SightingSource> }): void {
    const [source = 'known'] = place.sources;
    void check(place, source);
  }

  function handleAnswer(place: HostPlace, source: SightingSource, info: HostInfo): void {
    for (const doubtful of list.recordAnswer(place, source, info)) recheck(doubtful);
    tellListeners();
  }

  function handleMiss(place: HostPlace): void {
    const host = list.findHostAt(place);
    const missed = host?.places.get(nameOf(place));
    if (!host || !missed) return;
    missed.misses += 1;
    clearTimeout(missed.retry);
    const delayMs = retryAfterMs[missed.misses - 1];
    // Good-bye and no answer: both say the same, there is nothing to wait for.
    if (delayMs === undefined || host.goodbyeFrom === host.info.startId) {
      list.removePlace(place);
      logger.info({ hostId: host.info.hostId, address: place.address }, 'A host no longer answers');
    } else {
      missed.retry = setTimeout(() => recheck(missed), delayMs).unref();
    }
    tellListeners();
  }

  const timer = setInterval(() => list.listPlaces().forEach(recheck), recheckMs);
  timer.unref();

  return {
    listHosts: list.describeAll,
    onChange: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    reportSighting: (sighting) => {
      const { hostId, startId, source } = sighting;
      if (hostId === getOwnHostId()) return;
      const listed = list.findHostAt(sighting);
      const place = listed?.places.get(nameOf(sighting));
      const isSameLife = listed?.info.hostId === hostId && listed?.info.startId === startId;
      if (place?.misses === 0 && isSameLife) place.sources.add(source);
      else if (prober.mayProbeStranger(sighting)) void check(sighting, source);
    },
    reportGoodbye: (life) => {
      for (const host of list.findHostByLife(life)) {
        // Anybody can send a good-bye in the name of another: it is only a reason to look.
        host.goodbyeFrom = life.startId;
        for (const place of host.places.values()) recheck(place);
      }
    },
    tryAddress: async (place) => {
      const info = await check(place, 'typed');
      if (info && info.hostId === getOwnHostId()) return { ok: false, reason: 'own-host' };
      const host = info && list.describeHost(info);
      return host ? { ok: true, host } : { ok: false, reason: 'no-answer' };
    },
    refresh: () => {
      prober.forgetFailures();
      for (const place of listKnownPlaces()) void check(place, 'known');
      list.listPlaces().forEach(recheck);
    },
    stop: () => {
      clearInterval(timer);
      prober.stop();
      listeners.clear();
      list.clear();
    },
  };
}
