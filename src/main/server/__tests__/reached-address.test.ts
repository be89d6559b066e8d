import { expect, it } from 'vitest';
import type { UsableInterface } from '../discovery/interfaces.ts';
import { createReachedAddress } from '../reached-address.ts';

const at = (name: string, address: string): UsableInterface => ({
  ...{ name, address, kind: 'physical' },
  netmask: '255.255.255.0',
  broadcast: address.replace(/\d+$/, '255'),
});
const [cable, wifi] = [at('eth0', '192.168.1.20'), at('wlan0', '10.0.0.7')];

function setUp() {
  const state = { interfaces: [cable, wifi], time: 0, told: [] as (string | undefined)[] };
  const reached = createReachedAddress({
    listInterfaces: () => state.interfaces,
    onBestChanged: () => state.told.push(reached.read()),
    now: () => state.time,
  });
  const come = (localAddress: string, remoteAddress: string) => reached.note({ localAddress, remoteAddress });
  return { state, reached, come };
}

it('L5 another best address is told, once; the guessed one when it is proven, and the own machine, change nothing', () => {
  const { state, reached, come } = setUp();
  come('192.168.1.20', '192.168.1.9');
  expect(state.told).toEqual([]);
  state.time += 60_000;
  come('::ffff:10.0.0.7', '::ffff:10.0.0.9');
  come('10.0.0.7', '10.0.0.8');
  expect(state.told).toEqual(['10.0.0.7']);
  state.time += 60_000;
  come('127.0.0.1', '127.0.0.1');
  come('192.168.1.20', '::ffff:127.0.0.1');
  expect([state.told.length, reached.read()]).toEqual([1, '10.0.0.7']);
});

it('L5 people of two networks who come in turns change links once a minute at most; an address that is gone counts no more', () => {
  const { state, come } = setUp();
  for (let second = 0; second < 60; second += 1) {
    come('10.0.0.7', '10.0.0.9');
    come('192.168.1.20', '192.168.1.9');
    state.time += 999;
  }
  expect(state.told).toEqual(['10.0.0.7']);
  state.interfaces = [cable, at('tun0', '172.30.0.1')];
  come('172.30.0.1', '172.30.0.2');
  expect(state.told).toEqual(['10.0.0.7', '172.30.0.1']);
});

it('L5 who comes in over an address that is not listed changes nothing, and opens no way around the minute', () => {
  const { state, reached, come } = setUp();
  come('10.0.0.7', '10.0.0.9');
  for (let times = 0; times < 5; times += 1) {
    state.time += 60_000;
    come('fe80::7', 'fe80::9');
    come('10.0.0.7', '10.0.0.9');
    come('172.17.0.1', '172.17.0.2');
  }
  expect([state.told, reached.read()]).toEqual([['10.0.0.7'], '10.0.0.7']);
});
