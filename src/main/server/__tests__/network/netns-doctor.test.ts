import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createTestNetwork,
  explainMissingNamespaces,
  type TestNetwork,
} from '../../discovery/__tests__/netns-fixture.ts';
import type { CheckResults } from '../../discovery/diagnose.ts';
import { createNetworkLab } from './network-lab.ts';

const missing = explainMissingNamespaces();
if (missing) process.stderr.write(`SKIPPED: the network check over real networks does not run: ${missing}\n`);

const HOST_PORT = 7420;
interface Finding {
  cause: string;
  results: CheckResults;
}

describe.skipIf(missing !== undefined)(
  `the network check over real networks${missing ? ` (skipped: ${missing})` : ''}`,
  { timeout: 150_000 },
  () => {
    let folder = '';
    let network: TestNetwork;
    let lab: ReturnType<typeof createNetworkLab>;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'spaces-doctor-'));
      network = createTestNetwork({ folder });
      lab = createNetworkLab({ network, folder });
    });
    afterEach(async () => {
      await network.close();
      await rm(folder, { recursive: true, force: true });
    });
    const addMachine = (number: number, isIsolated = false) =>
      network.addMachine([{ bridge: 'lan', address: `10.77.0.${number}/24`, isIsolated }]);

    it('a host behind its own firewall answers a datagram and says that it reaches us', async () => {
      const [far, near] = [addMachine(1), addMachine(2)];
      await lab.startHost(far);
      network.dropPort(far, HOST_PORT);
      const anna = await lab.startPeer(near, 'Anna');
      await anna.order({ do: 'listen', port: HOST_PORT });
      const { cause, results } = await anna.order<Finding>({ do: 'examine', address: '10.77.0.1' });
      expect(cause).toBe('host-firewall');
      expect(results).toMatchObject({
        portFromHere: 'timeout',
        portFromHost: 'ok',
        datagrams: 'answer',
      });
    });

    it('our own firewall: the host that was found knocks in vain', async () => {
      const [far, near] = [addMachine(1), addMachine(2)];
      const host = await lab.startHost(far);
      network.dropPort(near, HOST_PORT);
      const anna = await lab.startPeer(near, 'Anna');
      await anna.order({ do: 'listen', port: HOST_PORT });
      await anna.order({ do: 'meet', hostId: host.hostId });
      const { cause, results } = await anna.order<Finding>({ do: 'examine' });
      expect(cause).toBe('own-firewall');
      expect(results).toMatchObject({ portFromHere: 'ok', portFromHost: 'timeout', multicast: 'ok' });
    });

    it('devices that are kept apart: a third host sees the one that we do not', async () => {
      const [far, near, between] = [addMachine(1, true), addMachine(2, true), addMachine(3)];
      const witness = await lab.startHost(between);
      await lab.startHost(far);
      const anna = await lab.startPeer(near, 'Anna');
      await anna.order({ do: 'meet', hostId: witness.hostId });
      const examine = () => anna.order<Finding>({ do: 'examine', address: '10.77.0.1' });
      let finding = await examine();
      // The witness says what it has found by itself, and that may still be on its way.
      while (finding.results.witness !== 'sees-it') finding = await examine();
      const { cause, results } = finding;
      expect(cause).toBe('isolated-devices');
      expect(results).toMatchObject({ portFromHere: 'timeout', neighbour: 'silent' });
    });

    it('an address where nobody is, although others are found', async () => {
      const [far, near] = [addMachine(1), addMachine(2)];
      const host = await lab.startHost(far);
      const anna = await lab.startPeer(near, 'Anna');
      await anna.order({ do: 'meet', hostId: host.hostId });
      const { cause, results } = await anna.order<Finding>({ do: 'examine', address: '10.77.0.9' });
      expect(cause).toBe('no-device-there');
      expect(results).toMatchObject({ neighbour: 'silent', witness: 'not-either' });
    });

    it('nothing is wrong: both ends reach each other', async () => {
      const [far, near] = [addMachine(1), addMachine(2)];
      const host = await lab.startHost(far);
      const anna = await lab.startPeer(near, 'Anna');
      await anna.order({ do: 'listen', port: HOST_PORT });
      await anna.order({ do: 'meet', hostId: host.hostId });
      const { cause, results } = await anna.order<Finding>({ do: 'examine' });
      expect(cause).toBe('all-well');
      expect(results).toMatchObject({ portFromHost: 'ok', datagrams: 'answer', firewall: 'unknown' });
    });
  },
);
