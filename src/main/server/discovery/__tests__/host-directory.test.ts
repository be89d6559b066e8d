import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRecordingLogger } from '../../trust/__tests__/recording-logger.ts';
import { createHostDirectory } from '../host-directory.ts';
import type { DirectoryHost, HostPlace } from '../host-list.ts';
import type { HostInfo } from '../probe-host.ts';

function createInfo(hostId: string, more: Partial<HostInfo> = {}): HostInfo {
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
function createFixture({ known = [] as HostPlace[], pins = new Map<string, string>() } = {}) {
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

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});
const settle = () => vi.advanceTimersByTimeAsync(0);
const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('the list of hosts', () => {
  it('shows only who answered, and tells its listeners', async () => {
    const { network, see, seen, names, directory } = createFixture();
    network.set('10.0.0.1 7420', createInfo('anna'));
    see('10.0.0.1');
    see('10.0.0.2');
    expect(names()).toEqual([]);
    await settle();
    expect(seen).toHaveLength(1);
    expect(directory.listHosts()).toEqual([
      {
        ...createInfo('anna'),
        status: { kind: 'ready' },
        places: [{ address: '10.0.0.1', port: 7420 }],
        sources: ['mdns'],
        isKnown: false,
      },
    ]);
  });

  it('asks known hosts first, before anybody was heard', async () => {
    const { network, asked, directory, names } = createFixture({
      known: [{ address: '10.0.0.9', port: 7420 }],
    });
    network.set('10.0.0.9 7420', createInfo('friend'));
    directory.refresh();
    await settle();
    expect(asked[0]).toBe('10.0.0.9 7420');
    expect(names()).toEqual(['friend']);
  });

  it('merges the addresses and sources of one host', async () => {
    const { network, see, directory } = createFixture();
    for (const address of ['10.0.0.1', '10.1.0.1']) network.set(`${address} 7420`, createInfo('anna'));
    see('10.0.0.1');
    await settle();
    directory.reportSighting({ source: 'broadcast', address: '10.1.0.1', port: 7420, hostId: 'anna' });
    await settle();
    expect(directory.listHosts()).toHaveLength(1);
    expect(directory.listHosts()[0]).toMatchObject({
      places: [{ address: '10.0.0.1' }, { address: '10.1.0.1' }],
      sources: ['broadcast', 'mdns'],
    });
  });

  it('leaves out the own host, by its id, even when it answers', async () => {
    const { network, see, names, directory } = createFixture();
    network.set('10.0.0.3 7420', createInfo('me'));
    see('10.0.0.3');
    see('10.0.0.3', 7420, 'me');
    await settle();
    expect(names()).toEqual([]);
    expect(await directory.tryAddress({ address: '10.0.0.3', port: 7420 })).toEqual({
      ok: false,
      reason: 'own-host',
    });
  });

  it('lists hosts of another version with the reason', async () => {
    const { network, see, directory } = createFixture();
    network.set('10.0.0.1 7420', createInfo('newer', { protocol: 2 }));
    network.set('10.0.0.2 7420', createInfo('older', { protocol: 0 }));
    see('10.0.0.1');
    see('10.0.0.2');
    await settle();
    expect(directory.listHosts().map((host) => host.status)).toEqual([
      { kind: 'incompatible', reason: 'this-app-is-older' },
      { kind: 'incompatible', reason: 'this-app-is-newer' },
    ]);
  });

  it('keeps its order when hosts come, go and come back', async () => {
    const { network, see, names } = createFixture();
    for (const [index, hostId] of ['a', 'b', 'c'].entries())
      network.set(`10.0.0.${index} 7420`, createInfo(hostId));
    for (const index of [2, 0, 1]) {
      see(`10.0.0.${index}`);
      await settle();
    }
    expect(names()).toEqual(['c', 'a', 'b']);
    network.delete('10.0.0.0 7420');
    await wait(30_000);
    expect(names()).toEqual(['c', 'b']);
    network.set('10.0.0.0 7420', createInfo('a'));
    see('10.0.0.0');
    await settle();
    expect(names()).toEqual(['c', 'a', 'b']);
  });
});

describe('coming and going', () => {
  it('a host that misses one question never flickers', async () => {
    const { network, see, seen, names } = createFixture();
    network.set('10.0.0.1 7420', createInfo('anna'));
    see('10.0.0.1');
    await wait(14_900);
    network.delete('10.0.0.1 7420');
    await wait(200);
    network.set('10.0.0.1 7420', createInfo('anna'));
    await wait(60_000);
    expect(names()).toEqual(['anna']);
    expect(seen).toHaveLength(1);
  });

  it('a host that does not answer three times is gone', async () => {
    const { network, see, names, seen } = createFixture();
    network.set('10.0.0.1 7420', createInfo('anna'));
    see('10.0.0.1');
    await settle();
    network.delete('10.0.0.1 7420');
    await wait(20_000);
    expect(names()).toEqual([]);
    expect(seen.at(-1)).toEqual([]);
  });

  it('good-bye takes a host away at once, but only if it really is silent', async () => {
    const { network, see, names, directory } = createFixture();
    network.set('10.0.0.1 7420', createInfo('anna'));
    see('10.0.0.1');
    await settle();
    directory.reportGoodbye({ hostId: 'anna', startId: 'anna-1' });
    await settle();
    expect(names()).toEqual(['anna']);
    network.delete('10.0.0.1 7420');
    directory.reportGoodbye({ hostId: 'anna', startId: 'an earlier life' });
    await settle();
    expect(names()).toEqual(['anna']);
    directory.reportGoodbye({ hostId: 'anna', startId: 'anna-1' });
    await settle();
    expect(names()).toEqual([]);
  });

  it('a restart on another port is the same host, and the old port goes', async () => {
    const { network, see, directory, seen } = createFixture();
    network.set('10.0.0.1 7420', createInfo('anna'));
    see('10.0.0.1');
    await settle();
    network.delete('10.0.0.1 7420');
    network.set('10.0.0.1 7421', createInfo('anna', { startId: 'anna-2' }));
    see('10.0.0.1', 7421, 'anna', 'anna-2');
    await wait(5000);
    expect(seen.every((hosts) => hosts.length === 1)).toBe(true);
    expect(directory.listHosts()[0]).toMatchObject({
      startId: 'anna-2',
      places: [{ address: '10.0.0.1', port: 7421 }],
    });
  });

  it('a restart at the same place is noticed by its announcement', async () => {
    const { network, see, directory } = createFixture();
    network.set('10.0.0.1 7420', createInfo('anna'));
    see('10.0.0.1', 7420, 'anna', 'anna-1');
    await settle();
    await wait(1000);
    network.set('10.0.0.1 7420', createInfo('anna', { startId: 'anna-2', name: 'New name' }));
    see('10.0.0.1', 7420, 'anna', 'anna-2');
    await settle();
    expect(directory.listHosts()).toMatchObject([{ startId: 'anna-2', name: 'New name' }]);
  });

  it('another host at the same place takes the place, not the entry', async () => {
    const { network, see, names } = createFixture();
    network.set('10.0.0.1 7420', createInfo('anna'));
    see('10.0.0.1');
    await settle();
    await wait(1000);
    network.set('10.0.0.1 7420', createInfo('ben'));
    see('10.0.0.1', 7420, 'ben', 'ben-1');
    await settle();
    expect(names()).toEqual(['ben']);
  });
});

describe('strangers', () => {
  it('cannot enter the entry of another host by using its id, and a changed certificate is named', async () => {
    const pins = new Map([['anna', 'anna']]);
    const { network, see, directory } = createFixture({ pins });
    network.set('10.0.0.1 7420', createInfo('anna'));
    network.set('10.0.0.66 7420', createInfo('anna', { fingerprint: 'thief' }));
    see('10.0.0.1');
    see('10.0.0.66');
    await settle();
    expect(directory.listHosts()).toMatchObject([
      { fingerprint: 'anna', status: { kind: 'ready' }, isKnown: true, places: [{ address: '10.0.0.1' }] },
      {
        fingerprint: 'thief',
        status: { kind: 'certificate-changed', knownFingerprint: 'anna' },
        isKnown: false,
        places: [{ address: '10.0.0.66' }],
      },
    ]);
  });

  it('cannot make this machine knock on a hundred doors, nor on one door again and again', async () => {
    const { asked, see } = createFixture();
    for (let round = 0; round < 20; round += 1) {
      see('10.0.0.5', 9999);
      await settle();
    }
    expect(asked).toHaveLength(1);
    for (let port = 1; port <= 100; port += 1) {
      see('10.0.0.66', port);
      await settle();
    }
    expect(asked.length).toBeLessThanOrEqual(10);
  });

  it('cannot make it ask without end by announcing a new life all the time', async () => {
    const { network, asked, see } = createFixture();
    network.set('10.0.0.66 7420', createInfo('noisy'));
    for (let life = 0; life < 1000; life += 1) {
      see('10.0.0.66', 7420, 'noisy', `life-${life}`);
      await wait(10);
    }
    expect(asked.length).toBeLessThanOrEqual(12);
  });
});

describe('a typed address', () => {
  it('is answered with its host, or with nobody', async () => {
    const { network, directory } = createFixture();
    network.set('10.9.0.1 7420', createInfo('far'));
    expect(await directory.tryAddress({ address: '10.9.0.1', port: 7420 })).toMatchObject({
      ok: true,
      host: { hostId: 'far', sources: ['typed'] },
    });
    expect(await directory.tryAddress({ address: '10.9.0.2', port: 7420 })).toEqual({
      ok: false,
      reason: 'no-answer',
    });
  });
});

it('after stop nothing is asked and nobody is told', async () => {
  const { network, asked, directory, see, seen } = createFixture();
  network.set('10.0.0.1 7420', createInfo('anna'));
  see('10.0.0.1');
  await settle();
  const [askedBefore, seenBefore] = [asked.length, seen.length];
  directory.stop();
  await wait(60_000);
  expect([asked.length, seen.length]).toEqual([askedBefore, seenBefore]);
  expect(vi.getTimerCount()).toBe(0);
});
