import { describe, expect, it, vi } from 'vitest';
import { createFixture, createInfo, settle, stopTime, wait } from './directory-fixture.ts';

stopTime();

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
