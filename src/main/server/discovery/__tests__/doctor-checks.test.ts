import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  checkClock,
  checkHostPort,
  checkName,
  checkRoute,
  checkVersion,
  checkVpn,
  knock,
} from '../doctor-checks.ts';
import type { UsableInterface } from '../interfaces.ts';

const wifi: UsableInterface = {
  name: 'wlan0',
  address: '192.168.1.20',
  netmask: '255.255.255.0',
  broadcast: '192.168.1.255',
  kind: 'physical',
};
const vpn: UsableInterface = {
  name: 'tun0',
  address: '192.168.0.9',
  netmask: '255.255.0.0',
  broadcast: '192.168.255.255',
  kind: 'vpn',
};
const { signal } = new AbortController();

describe('what every system can check', () => {
  it('route: on a network of ours, on another, on none', () => {
    expect(checkRoute([wifi], '192.168.1.7')).toEqual({ outcome: 'ok', note: '192.168.1.7 over wlan0' });
    expect(checkRoute([wifi], '10.0.0.1').outcome).toBe('other-subnet');
    expect(checkRoute([], '10.0.0.1').outcome).toBe('no-network');
    expect(checkRoute([{ ...wifi, kind: 'loopback' }], '10.0.0.1').outcome).toBe('no-network');
  });

  it('VPN: in the way when it alone has the address', () => {
    expect(checkVpn([wifi, vpn], '192.168.1.7').outcome).toBe('ok');
    expect(checkVpn([wifi, vpn], '192.168.7.7').outcome).toBe('owns-the-route');
    expect(checkVpn([wifi, vpn], '10.0.0.1').outcome).toBe('owns-the-route');
    expect(checkVpn([wifi], '10.0.0.1').outcome).toBe('ok');
  });

  it('clock and version', () => {
    const now = Date.parse('2026-11-20T12:00:00Z');
    expect(checkClock('Fri, 20 Nov 2026 12:04:00 GMT', now)).toEqual({ outcome: 'ok', note: '240 s' });
    expect(checkClock('Fri, 20 Nov 2026 13:00:00 GMT', now).outcome).toBe('differs');
    expect(checkClock('Thu, 19 Nov 2026 12:00:00 GMT', now).outcome).toBe('differs');
    expect([undefined, 'yesterday'].map((date) => checkClock(date, now).outcome)).toEqual(['ok', 'ok']);
    expect([1, 2, 3].map((protocol) => checkVersion(2, protocol).outcome)).toEqual([
      'this-app-is-newer',
      'ok',
      'this-app-is-older',
    ]);
  });

  it('name', async () => {
    expect((await checkName('127.0.0.1')).outcome).toBe('ok');
    expect((await checkName('x'.repeat(300))).outcome).toBe('not-found');
  });
});

describe('the port', () => {
  const servers: Server[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
  });
  async function listen(): Promise<number> {
    const server = createServer((socket) => socket.resume().end());
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }
  const answering = async () => ({
    hostId: 'a',
    startId: 'b',
    name: 'c',
    version: '1',
    protocol: 1,
    features: [],
    fingerprint: 'd',
  });
  const failing = async () => {
    throw new Error('not TLS');
  };

  it('is open with Spaces behind it, with something else, or closed', async () => {
    const port = await listen();
    const check = (to: number, probe: typeof answering | typeof failing) =>
      checkHostPort({ address: '127.0.0.1', port: to, probe, signal });
    expect((await check(port, answering)).outcome).toBe('ok');
    expect((await check(port, failing)).outcome).toBe('not-spaces');
    await new Promise((resolve) => servers.splice(0)[0]?.close(resolve));
    expect((await check(port, answering)).outcome).toBe('refused');
  });

  it('that is not asked any more counts as silent', async () => {
    expect(await knock({ address: '127.0.0.1', port: await listen(), signal: AbortSignal.abort() })).toBe(
      'timeout',
    );
  });
});
