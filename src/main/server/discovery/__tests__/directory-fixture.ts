import { afterEach, beforeEach, vi } from 'vitest';
import { createRecordingLogger } from '../../trust/__tests__/recording-logger.ts';
import { createHostDirectory } from '../host-directory.ts';
import type { DirectoryHost, HostPlace } from '../host-list.ts';
import type { HostInfo } from '../probe-host.ts';

export function createInfo(hostId: string, more: Partial<HostInfo> = {}): HostInfo {
  return {
    hostId,
    startId: `${hostId}-1`,
    name: `The ${hostId}`,
    version: '0.1.0',
    protocol: 1,
    features: [],
    fingerprint: hostId,
    ...more,
  };
}

/** A network of the test: who answers at which address. */
export function createFixture({ known = [] as HostPlace[], pins = new Map<string, string>() } = {}) {
  const network = new Map<string, HostInfo>();
  const asked: string[] = [];
  const directory = createHostDirectory({
    getOwnHostId: () => 'me',
    ownProtocol: 1,
    probe: async (address, port) => {
      asked.push(`${address} ${port}`);
      const info = network.get(`${address} ${port}`);
      if (!info) throw new Error('ECONNREFUSED');
      return info;
    },
    listKnownPlaces: () => known,
    getKnownFingerprint: (hostId) => pins.get(hostId),
    now: Date.now,
    logger: createRecordingLogger(),
  });
  const seen: DirectoryHost[][] = [];
  directory.onChange((hosts) => seen.push(hosts));
  const see = (address: string, port = 7420, hostId?: string, startId?: string) =>
    directory.reportSighting({
      source: 'mdns',
      address,
      port,
      ...(hostId && { hostId }),
      ...(startId && { startId }),
    });
  const names = () => directory.listHosts().map((host) => host.hostId);
  return { network, asked, directory, seen, see, names };
}

/** Time stands still in every test of the file, unless it is told to go on. */
export function stopTime(): void {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}

export const settle = () => vi.advanceTimersByTimeAsync(0);
export const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);
