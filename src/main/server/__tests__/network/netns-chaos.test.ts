import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createTestNetwork, explainMissingNamespaces } from '../../discovery/__tests__/netns-fixture.ts';
import { createNetworkLab, type LabHost, type LabPeer } from './network-lab.ts';

const missing = explainMissingNamespaces();
if (missing) process.stderr.write(`SKIPPED: no chaos here: ${missing}\n`);

/** SPACES_CHAOS_SECONDS=120 for the long run; the seed is printed, so that a bad day can be had again. */
const SECONDS = Number(process.env.SPACES_CHAOS_SECONDS ?? 15);
const SEED = Number(process.env.SPACES_CHAOS_SEED ?? 20_260_101);

/** Mulberry32: small, and the same everywhere. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe.skipIf(missing !== undefined)(
  `chaos${missing ? ` (skipped: ${missing})` : ''}`,
  { timeout: SECONDS * 1_000 + 120_000 },
  () => {
    it(`ends with the same log everywhere, nothing lost, nothing doubled (seed ${SEED}, ${SECONDS} s)`, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'spaces-chaos-'));
      const network = createTestNetwork({ folder });
      onTestFinished(async () => {
        await network.close();
        await rm(folder, { recursive: true, force: true });
      });
      const random = createRandom(SEED);
      const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
      const machines = [1, 2, 3, 4].map((number) =>
        network.addMachine([{ bridge: 'lan', address: `10.77.0.${number}/24` }]),
      );
      const [hostMachine = '', ...peerMachines] = machines;
      const lab = createNetworkLab({ network, folder });
      let host: LabHost = await lab.startHost(hostMachine);
      const peers: LabPeer[] = [];
      for (const [index, machine] of peerMachines.entries())
        peers.push(await lab.startPeer(machine, `peer${index}`));
      const [owner] = peers as [LabPeer, ...LabPeer[]];
      const { code } = await owner.order<{ code: string }>({
        do: 'create',
        hostId: host.hostId,
        room: 'Storm',
      });
      for (const peer of peers.slice(1)) await peer.order({ do: 'join', code });

      let hostAddress = '10.77.0.1';
      let said = 0;
      const down = new Set<string>();
      const setLink = (machine: string, state: 'up' | 'down') => {
        network.ip(machine, 'link', 'set', 'eth0', state);
        if (state === 'down') down.add(machine);
        else down.delete(machine);
      };
      const acts: (() => unknown)[] = [
        () => setLink(pick(peerMachines), 'down'),
        () => down.size > 0 && setLink(pick([...down]), 'up'),
        async () => {
          await host.kill();
          host = await lab.startHost(hostMachine);
        },
        () => {
          network.ip(hostMachine, 'addr', 'del', `${hostAddress}/24`, 'dev', 'eth0');
          hostAddress = `10.77.0.${50 + Math.floor(random() * 150)}`;
          network.ip(hostMachine, 'addr', 'add', `${hostAddress}/24`, 'brd', '+', 'dev', 'eth0');
        },
        () => pick(peers).order({ do: 'resume' }),
      ];
      const endsAt = Date.now() + SECONDS * 1_000;
      while (Date.now() < endsAt) {
        for (let line = 0; line < 3; line += 1) {
          said += 1;
          await pick(peers).order({ do: 'say', text: `line ${said}` });
        }
        if (random() < 0.35) await pick(acts)();
        await pass(100 + random() * 300);
      }

      for (const machine of [...down]) setLink(machine, 'up');
      const views = await Promise.all(
        peers.map((peer) =>
          peer.waitFor(`${said} lines`, ({ lines, pending }) => lines.length >= said && pending === 0),
        ),
      );
      const texts = views[0]?.lines.map((line) => line.replace(/^\d+ /, '')) ?? [];
      expect(new Set(texts).size).toBe(said);
      expect(texts).toHaveLength(said);
      for (const { lines } of views) expect(lines).toEqual(views[0]?.lines);
    });
  },
);
