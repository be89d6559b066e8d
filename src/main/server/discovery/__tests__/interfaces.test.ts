import type { NetworkInterfaceInfo } from 'node:os';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseAddressFor, chooseLinkAddress, listInterfaces, type UsableInterface } from '../interfaces.ts';
import { createNetworkWatcher, type NetworkChange } from '../network-watcher.ts';

function info(address: string, mac = 'f0:18:98:00:00:01', netmask = '255.255.255.0'): NetworkInterfaceInfo {
  const internal = address.startsWith('127.');
  return { address, netmask, mac, internal, family: 'IPv4', cidr: null };
}
const ipv6: NetworkInterfaceInfo = {
  address: 'fe80::1',
  netmask: 'ffff:ffff:ffff:ffff::',
  mac: 'f0:18:98:00:00:01',
  internal: false,
  family: 'IPv6',
  cidr: null,
  scopeid: 2,
};
const loopback = [info('127.0.0.1', '00:00:00:00:00:00', '255.0.0.0')];

function names(interfaces: UsableInterface[]): string[] {
  return interfaces.map((one) => one.name);
}

describe('the interfaces of a machine', () => {
  it.each([
    [
      'a Linux developer',
      {
        lo: loopback,
        docker0: [info('172.17.0.1')],
        'br-12ab': [info('172.18.0.1')],
        veth12: [info('169.254.3.4')],
        virbr0: [info('192.168.122.1')],
        tun0: [info('10.8.0.2')],
        wlp3s0: [info('192.168.1.20'), ipv6],
        enp0s31f6: [info('192.168.1.21')],
      },
      ['enp0s31f6', 'wlp3s0', 'tun0', 'br-12ab', 'docker0', 'veth12', 'virbr0'],
    ],
    [
      'a Mac',
      {
        lo0: loopback,
        en0: [info('192.168.1.5')],
        utun4: [info('100.101.1.1', '00:00:00:00:00:00')],
        bridge100: [info('192.168.64.1')],
        awdl0: [ipv6],
      },
      ['en0', 'utun4', 'bridge100'],
    ],
    [
      'Windows',
      {
        'Loopback Pseudo-Interface 1': loopback,
        'vEthernet (WSL (Hyper-V firewall))': [info('172.20.0.1', '00:15:5d:11:22:33')],
        'VirtualBox Host-Only Network': [info('192.168.56.1', '0a:00:27:00:00:07')],
        'Ethernet 3': [info('192.168.9.9', '00:50:56:c0:00:08')],
        Tailscale: [info('100.80.1.2')],
        'Wi-Fi': [info('192.168.1.7')],
      },
      [
        'Wi-Fi',
        'Tailscale',
        'Ethernet 3',
        'vEthernet (WSL (Hyper-V firewall))',
        'VirtualBox Host-Only Network',
      ],
    ],
    [
      'a renamed tunnel',
      { corp: [info('10.9.0.1', '00:00:00:00:00:00')], eth0: [info('10.0.0.1')] },
      ['eth0', 'corp'],
    ],
    [
      'two cables, one without DHCP',
      { eth0: [info('169.254.10.1')], eth1: [info('10.0.0.1')] },
      ['eth1', 'eth0'],
    ],
    ['nothing but loopback', { lo: loopback }, ['lo']],
    ['nothing at all', {}, []],
  ])('are ranked physical first: %s', (_who, interfaces, expected) => {
    const listed = listInterfaces({ read: () => interfaces });
    expect(names(listed)).toEqual(expected);
  });

  it('can be included and excluded by name or address', () => {
    const read = () => ({
      lo: loopback,
      eth0: [info('10.0.0.1')],
      docker0: [info('172.17.0.1')],
      tun0: [info('10.8.0.1')],
    });
    expect(names(listInterfaces({ read, choice: { exclude: ['TUN0', '172.17.0.1'] } }))).toEqual(['eth0']);
    expect(names(listInterfaces({ read, choice: { include: ['docker0'] } }))).toEqual(['docker0']);
    expect(names(listInterfaces({ read, choice: { include: ['lo', 'eth0'] } }))).toEqual(['eth0', 'lo']);
    expect(names(listInterfaces({ read, choice: { include: [], exclude: [] } }))).toEqual([
      'eth0',
      'tun0',
      'docker0',
    ]);
    expect(listInterfaces({ read, choice: { include: ['gone0'] } })).toEqual([]);
  });

  it('know their broadcast address', () => {
    const read = () => ({
      eth0: [info('10.77.5.9', undefined, '255.255.252.0')],
      eth1: [info('192.168.1.9')],
    });
    expect(listInterfaces({ read }).map((one) => one.broadcast)).toEqual(['10.77.7.255', '192.168.1.255']);
  });

  it('of this very machine can be read', () => {
    for (const one of listInterfaces()) expect(one.address).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
  });
});

describe('the address for links', () => {
  const interfaces = listInterfaces({
    read: () => ({ wlan0: [info('192.168.1.20')], tun0: [info('10.8.0.2')], docker0: [info('172.17.0.1')] }),
  });

  it('is the one through which others really came, else the best guess', () => {
    expect(chooseLinkAddress({ interfaces })).toBe('192.168.1.20');
    expect(chooseLinkAddress({ interfaces, lastReachedAt: '10.8.0.2' })).toBe('10.8.0.2');
    expect(chooseLinkAddress({ interfaces, lastReachedAt: '10.1.1.1' })).toBe('192.168.1.20');
    expect(chooseLinkAddress({ interfaces: [] })).toBeUndefined();
  });

  it('for somebody on the VPN is the address on the VPN', () => {
    expect(chooseAddressFor(interfaces, '10.8.0.77')).toBe('10.8.0.2');
    expect(chooseAddressFor(interfaces, '8.8.8.8')).toBe('192.168.1.20');
  });
});

describe('the watcher', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  function createFixture() {
    const state = { interfaces: listInterfaces({ read: () => ({ eth0: [info('10.0.0.1')] }) }) };
    const changes: NetworkChange[] = [];
    const watcher = createNetworkWatcher({ read: () => state.interfaces, now: Date.now, intervalMs: 1000 });
    const undo = watcher.onChange((change) => changes.push(change));
    return { state, changes, watcher, undo };
  }

  it('tells of a changed address once, within its interval', () => {
    const { state, changes, watcher } = createFixture();
    vi.advanceTimersByTime(10_000);
    expect(changes).toEqual([]);
    state.interfaces = listInterfaces({ read: () => ({ eth0: [info('10.0.0.2')] }) });
    vi.advanceTimersByTime(1000);
    expect(changes).toEqual([{ kind: 'interfaces', interfaces: state.interfaces }]);
    vi.advanceTimersByTime(10_000);
    expect(changes).toHaveLength(1);
    watcher.stop();
  });

  it('takes a jump of the clock for sleep, and tells of it even when the address is the same', () => {
    const { changes, watcher } = createFixture();
    vi.setSystemTime(Date.now() + 3_600_000);
    vi.advanceTimersByTime(1000);
    expect(changes.map((change) => change.kind)).toEqual(['resumed']);
    watcher.reportResume();
    expect(changes).toHaveLength(2);
    watcher.stop();
  });

  it('takes a refusal of the system for no news', () => {
    const changes: NetworkChange[] = [];
    let isRefused = false;
    const [eth0] = listInterfaces({ read: () => ({ eth0: [info('10.0.0.1')] }) });
    const watcher = createNetworkWatcher({
      read: () => {
        if (isRefused) throw new Error('EAGAIN');
        return eth0 ? [eth0] : [];
      },
      now: Date.now,
    });
    watcher.onChange((change) => changes.push(change));
    isRefused = true;
    vi.advanceTimersByTime(5000);
    expect([changes, watcher.listInterfaces()]).toEqual([[], [eth0]]);
    watcher.stop();
  });

  it('is silent after undo and after stop', () => {
    const { state, changes, watcher, undo } = createFixture();
    undo();
    state.interfaces = [];
    vi.advanceTimersByTime(5000);
    expect(changes).toEqual([]);
    watcher.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
