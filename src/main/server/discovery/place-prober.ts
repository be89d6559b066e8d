import { type HostPlace, nameOf } from './host-list.ts';
import type { HostInfo, ProbeHost } from './probe-host.ts';

const maxAtOnce = 24;
const maxWaiting = 500;
/** After a failure, and after an answer: who announces a new life every millisecond is asked once a second. */
const failedCoolDownMs = 3000;
const answeredCoolDownMs = 1000;
const maxRememberedPlaces = 1000;
/** Whoever announces a hundred ports on one machine is not a hundred hosts. */
const maxFailedPortsPerAddress = 8;

export type ProbeResult = { kind: 'answered'; info: HostInfo } | { kind: 'missed' } | { kind: 'stopped' };

export interface PlaceProber {
  /** One question per place at a time; who asks meanwhile gets the same answer. */
  probePlace(place: HostPlace): Promise<{ result: ProbeResult; isFirst: boolean }>;
  /** Announcements repeat; a place that has just failed is left alone for a moment. */
  mayProbeStranger(place: HostPlace): boolean;
  forgetFailures(): void;
  stop(): void;
}

/** Keeps the number of questions bounded, whatever is announced on the network. */
export function createPlaceProber({ probe, now }: { probe: ProbeHost; now: () => number }): PlaceProber {
  const running = new Map<string, Promise<ProbeResult>>();
  const failures = new Map<string, number>();
  const answers = new Map<string, number>();
  const waiting: Array<() => void> = [];
  const stopping = new AbortController();
  let active = 0;

  async function takeTurn(): Promise<void> {
    if (active >= maxAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    active += 1;
  }

  function remember(places: Map<string, number>, name: string): void {
    places.delete(name);
    places.set(name, now());
    const [oldest] = places.keys();
    if (places.size > maxRememberedPlaces && oldest) places.delete(oldest);
  }

  async function run(place: HostPlace): Promise<ProbeResult> {
    await takeTurn();
    const name = nameOf(place);
    try {
      if (stopping.signal.aborted) return { kind: 'stopped' };
      const info = await probe(place.address, place.port, stopping.signal);
      failures.delete(name);
      remember(answers, name);
      return stopping.signal.aborted ? { kind: 'stopped' } : { kind: 'answered', info };
    } catch {
      if (stopping.signal.aborted) return { kind: 'stopped' };
      remember(failures, name);
      return { kind: 'missed' };
    } finally {
      active -= 1;
      running.delete(name);
      waiting.shift()?.();
    }
  }

  return {
    probePlace: async (place) => {
      const name = nameOf(place);
      const current = running.get(name);
      if (current) return { result: await current, isFirst: false };
      const started = run(place);
      running.set(name, started);
      return { result: await started, isFirst: true };
    },
    mayProbeStranger: (place) => {
      if (running.has(nameOf(place)) || waiting.length >= maxWaiting) return false;
      const name = nameOf(place);
      if (now() - (answers.get(name) ?? 0) < answeredCoolDownMs) return false;
      const recent = [...failures]
        .filter(([, at]) => now() - at < failedCoolDownMs)
        .map(([failed]) => failed);
      const sameAddress = recent.filter((failed) => failed.startsWith(`${place.address} `));
      return !recent.includes(name) && sameAddress.length < maxFailedPortsPerAddress;
    },
    forgetFailures: () => failures.clear(),
    stop: () => {
      stopping.abort();
      for (const resume of waiting.splice(0)) resume();
    },
  };
}
