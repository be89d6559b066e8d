import { describe, expect, it } from 'vitest';
import { createFixture, createInfo, settle, stopTime, wait } from './directory-fixture.ts';

stopTime();

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
