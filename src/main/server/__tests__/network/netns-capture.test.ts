import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createTestNetwork, explainMissingNamespaces } from '../../discovery/__tests__/netns-fixture.ts';
import { captureFrames, explainMissingCapture } from './capture-frames.ts';
import { createNetworkLab } from './network-lab.ts';

const missing = explainMissingNamespaces() ?? explainMissingCapture();
if (missing) process.stderr.write(`SKIPPED: no packets are captured here: ${missing}\n`);

const SECRET = 'The treasure is under the third oak';
const HOST_NAME = 'Kitchen laptop';
/** Addresses that no router passes on: mDNS, the kernel’s word that it listens to it, everybody on the subnet. */
const TO_ALL = ['224.0.0.251', '224.0.0.22', '10.77.0.255', '255.255.255.255'];

describe.skipIf(missing !== undefined)(
  `what crosses the wire${missing ? ` (skipped: ${missing})` : ''}`,
  { timeout: 60_000 },
  () => {
    it('L3 L4: neither code nor message nor ticket in clear, and nothing to any address outside', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'spaces-capture-'));
      const network = createTestNetwork({ folder });
      onTestFinished(async () => {
        await network.close();
        await rm(folder, { recursive: true, force: true });
      });
      const [host = '', anna = '', ben = ''] = [1, 2, 3].map((number) =>
        network.addMachine([{ bridge: 'lan', address: `10.77.0.${number}/24` }]),
      );
      for (const machine of [host, anna, ben]) network.addWorld(machine);
      const capture = await captureFrames(network);
      const lab = createNetworkLab({ network, folder });
      const { hostId } = await lab.startHost(host, HOST_NAME);
      const owner = await lab.startPeer(anna, 'Anna');
      const { code } = await owner.order<{ code: string }>({ do: 'create', hostId, room: 'Quiet room' });
      const guest = await lab.startPeer(ben, 'Ben');
      await guest.order({ do: 'join', code });
      await guest.order({ do: 'say', text: SECRET });
      const { lines } = await owner.waitFor('the words', (view) => view.lines.length === 1);
      expect(lines).toEqual([expect.stringContaining(SECRET)]);
      // A wrong code is as secret: it may be the right one of another room.
      await expect(guest.order({ do: 'join', code: 'ZZZZZ9' })).rejects.toThrow();

      const wire = capture.readBytes();
      // The capture hears what is meant for everybody, so silence about the rest says something.
      expect(wire.includes(HOST_NAME)).toBe(true);
      expect(wire.includes('_spaces')).toBe(true);
      for (const secret of [code, code.toLowerCase(), `${code.slice(0, 3)} ${code.slice(3)}`, 'ZZZZZ9'])
        expect(wire.includes(secret), secret).toBe(false);
      for (const words of [SECRET, 'Quiet room', 'room:message', '/api/join', 'Bearer'])
        expect(wire.includes(words), words).toBe(false);
      const outside = capture
        .listDestinations()
        .filter((address) => !address.startsWith('10.77.0.') && !TO_ALL.includes(address));
      expect(outside).toEqual([]);
      expect([host, anna, ben].map(network.countPacketsToWorld)).toEqual([0, 0, 0]);
      capture.stop();
    });
  },
);
