import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DirectoryHost } from '../host-list.ts';
import { createTestNetwork, explainMissingNamespaces, type TestNetwork } from './netns-fixture.ts';

const missing = explainMissingNamespaces();
if (missing) process.stderr.write(`SKIPPED: the tests with real networks do not run here: ${missing}\n`);

const sendOneDatagram =
  "const s = require('dgram').createSocket('udp4'); s.send('x', 9, '203.0.113.1', () => s.close())";

const ids = (hosts: DirectoryHost[]) => hosts.map((host) => host.hostId).sort();
const has =
  (...hostIds: string[]) =>
  (hosts: DirectoryHost[]) =>
    ids(hosts).join() === [...hostIds].sort().join();

describe.skipIf(missing !== undefined)(
  `real networks${missing ? ` (skipped: ${missing})` : ''}`,
  { timeout: 60_000 },
  () => {
    let folder = '';
    let network: TestNetwork;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'spaces-netns-'));
      network = createTestNetwork({ folder });
    });
    afterEach(async () => {
      await network.close();
      await rm(folder, { recursive: true, force: true });
    });

    it('three hosts on one bridge find each other, and a code finds its room', async () => {
      const machines = [1, 2, 3].map((number) =>
        network.addMachine([{ bridge: 'lan', address: `10.77.0.${number}/24` }]),
      );
      const codes = ['AAAAA2', 'BBBBB3', 'CCCCC4'];
      const [anna, ben, carla] = await Promise.all(
        machines.map((machine, index) =>
          network.startNode(machine, { hostId: `host${index}`, isHost: true, roomCode: codes[index] ?? '' }),
        ),
      );
      if (!anna || !ben || !carla) throw new Error('three nodes were started');
      await Promise.all([
        anna.waitForHosts(has('host1', 'host2')),
        ben.waitForHosts(has('host0', 'host2')),
        carla.waitForHosts(has('host0', 'host1')),
      ]);
      const found = await anna.resolve('CCCCC4');
      expect(found.result).toMatchObject({
        ok: true,
        host: { hostId: 'host2', fingerprint: carla.ready.fingerprint },
        proven: { roomId: 'room-of-host2' },
      });
      const lost = await anna.resolve('ZZZZZ9');
      expect(lost.result).toMatchObject({ ok: false, reason: 'not-found' });
      expect(lost.result.ok ? [] : lost.result.tried.map((one) => one.outcome)).toEqual([
        'no-such-code',
        'no-such-code',
      ]);
      await ben.stop();
      await anna.waitForHosts(has('host2'));
    });

    it('a host on two bridges is found from both, each by the address that works there', async () => {
      const both = network.addMachine([
        { bridge: 'left', address: '10.1.0.1/24' },
        { bridge: 'right', address: '10.2.0.1/24' },
      ]);
      const left = network.addMachine([{ bridge: 'left', address: '10.1.0.2/24' }]);
      const right = network.addMachine([{ bridge: 'right', address: '10.2.0.2/24' }]);
      await network.startNode(both, { hostId: 'both', isHost: true, roomCode: 'AAAAA2' });
      for (const [machine, address] of [
        [left, '10.1.0.1'],
        [right, '10.2.0.1'],
      ] as const) {
        const node = await network.startNode(machine, { hostId: `at-${address}`, isHost: false });
        const [host] = await node.waitForHosts(has('both'));
        expect(host?.places.map((place) => place.address)).toEqual([address]);
        expect((await node.resolve('AAAAA2')).result).toMatchObject({ ok: true, place: { address } });
      }
    });

    it('multicast alone is enough, without any route for it', async () => {
      const [one, two] = [1, 2].map((number) =>
        network.addMachine([{ bridge: 'lan', address: `10.77.0.${number}/24` }]),
      );
      expect(network.ip(two ?? '', 'route', 'show')).not.toMatch(/224\.|default/);
      await network.startNode(one ?? '', { hostId: 'host', isHost: true });
      const node = await network.startNode(two ?? '', {
        hostId: 'seeker',
        isHost: false,
        hasBroadcast: false,
      });
      const [host] = await node.waitForHosts(has('host'));
      expect(host?.sources).toEqual(['mdns']);
    });

    it('broadcast alone is enough where the switch carries no multicast', async () => {
      const [one = '', two = ''] = [1, 2].map((number) =>
        network.addMachine([{ bridge: 'lan', address: `10.77.0.${number}/24`, hasMulticast: false }]),
      );
      await network.startNode(one, { hostId: 'host', isHost: true });
      const node = await network.startNode(two, { hostId: 'seeker', isHost: false });
      const [host] = await node.waitForHosts(has('host'));
      expect(host?.sources).toEqual(['broadcast']);
    });

    it('an isolated client finds nobody, is told so, and a typed address fails too', async () => {
      const host = network.addMachine([{ bridge: 'lan', address: '10.77.0.1/24', isIsolated: true }]);
      const client = network.addMachine([{ bridge: 'lan', address: '10.77.0.2/24', isIsolated: true }]);
      const free = network.addMachine([{ bridge: 'lan', address: '10.77.0.3/24' }]);
      const hosting = await network.startNode(host, { hostId: 'host', isHost: true, roomCode: 'AAAAA2' });
      const witness = await network.startNode(free, { hostId: 'witness', isHost: false });
      await witness.waitForHosts(has('host'));
      const isolated = await network.startNode(client, { hostId: 'isolated', isHost: false });
      expect((await isolated.resolve('AAAAA2')).result).toEqual({
        ok: false,
        reason: 'nobody-here',
        tried: [],
      });
      expect(await isolated.tryAddress('10.77.0.1', hosting.ready.port)).toEqual({
        ok: false,
        reason: 'no-answer',
      });
      expect(isolated.hosts()).toEqual([]);
    });

    it('a known host is found by its address alone, on a network that carries neither', async () => {
      const host = network.addMachine([{ bridge: 'left', address: '10.1.0.1/24' }]);
      const router = network.addMachine([
        { bridge: 'left', address: '10.1.0.254/24' },
        { bridge: 'right', address: '10.2.0.254/24' },
      ]);
      const far = network.addMachine([{ bridge: 'right', address: '10.2.0.2/24' }]);
      network.runIn(router, 'sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward');
      network.ip(host, 'route', 'add', 'default', 'via', '10.1.0.254');
      network.ip(far, 'route', 'add', 'default', 'via', '10.2.0.254');
      const hosting = await network.startNode(host, { hostId: 'host', isHost: true, roomCode: 'AAAAA2' });
      const known = [{ address: '10.1.0.1', port: hosting.ready.port }];
      const node = await network.startNode(far, { hostId: 'seeker', isHost: false, known });
      const [found] = await node.waitForHosts(has('host'));
      expect(found?.sources).toEqual(['known']);
      expect((await node.resolve('AAAAA2')).result).toMatchObject({ ok: true });
    });

    it('a new address of the host is found, and the old one forgotten', async () => {
      const [one, two] = [1, 2].map((number) =>
        network.addMachine([{ bridge: 'lan', address: `10.77.0.${number}/24` }]),
      );
      await network.startNode(one ?? '', { hostId: 'host', isHost: true });
      const node = await network.startNode(two ?? '', { hostId: 'seeker', isHost: false });
      await node.waitForHosts(has('host'));
      network.ip(one ?? '', 'addr', 'del', '10.77.0.1/24', 'dev', 'eth0');
      network.ip(one ?? '', 'addr', 'add', '10.77.0.9/24', 'brd', '+', 'dev', 'eth0');
      const isMoved = ([host]: DirectoryHost[]) =>
        host?.places.map((place) => place.address).join() === '10.77.0.9';
      await node.waitForHosts(isMoved);
    });

    it('a pulled cable and a killed host are noticed; a restart is the same host with a new life', async () => {
      const [one, two] = [1, 2].map((number) =>
        network.addMachine([{ bridge: 'lan', address: `10.77.0.${number}/24` }]),
      );
      const settings = { hostId: 'host', isHost: true };
      const first = await network.startNode(one ?? '', settings);
      const node = await network.startNode(two ?? '', { hostId: 'seeker', isHost: false });
      await node.waitForHosts(has('host'));
      network.ip(two ?? '', 'link', 'set', 'eth0', 'down');
      network.ip(two ?? '', 'link', 'set', 'eth0', 'up');
      await first.kill();
      const second = await network.startNode(one ?? '', settings);
      const hosts = await node.waitForHosts((list) =>
        list.some((host) => host.startId === second.ready.startId),
      );
      expect(ids(hosts)).toContain('host');
    });

    it('sends nothing anywhere else: a default route out of the network stays unused', async () => {
      const [one = '', two = ''] = [1, 2].map((number) =>
        network.addMachine([{ bridge: 'lan', address: `10.77.0.${number}/24` }]),
      );
      for (const machine of [one, two]) network.addWorld(machine);
      await network.startNode(one, { hostId: 'host', isHost: true, roomCode: 'AAAAA2' });
      const node = await network.startNode(two, { hostId: 'seeker', isHost: false });
      await node.waitForHosts(has('host'));
      expect((await node.resolve('AAAAA2')).result.ok).toBe(true);
      expect((await node.resolve('ZZZZZ9')).result.ok).toBe(false);
      expect([one, two].map(network.countPacketsToWorld)).toEqual([0, 0]);
      // The counter can count: the question who has the address is the first packet of a stray datagram.
      network.runIn(one, process.execPath, '-e', sendOneDatagram);
      expect(network.countPacketsToWorld(one)).toBeGreaterThan(0);
    });
  },
);
