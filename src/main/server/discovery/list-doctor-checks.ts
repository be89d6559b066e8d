import { z } from 'zod';
import { PROTOCOL_VERSION } from '#shared/contract/version.ts';
import { fetchFirstContact } from '../trust/fetch-pinned.ts';
import { checkFirewall, checkNeighbour } from './ask-system.ts';
import { checkMulticast } from './check-multicast.ts';
import type { CheckOutcomes } from './diagnose.ts';
import type { DoctorChecks } from './doctor.ts';
import { checkClock, checkHostPort, checkName, checkRoute, checkVersion, checkVpn } from './doctor-checks.ts';
import type { HostDirectory } from './host-directory.ts';
import type { DirectoryHost, HostPlace } from './host-list.ts';
import { isInSubnet } from './interfaces.ts';
import { askByDatagram } from './knock-datagrams.ts';
import type { NetworkWatcher } from './network-watcher.ts';
import { probeHost } from './probe-host.ts';

const WITNESSES_MAX = 3;

export interface DoctorCircumstances {
  typedName: string | null;
  /** Who this machine is and where it hosts; undefined while it hosts nothing for others. */
  own: { hostId: string; port: number } | undefined;
  typed: HostPlace | null;
  directory: Pick<HostDirectory, 'listHosts'>;
  watcher: Pick<NetworkWatcher, 'listInterfaces'>;
  isDiscoveryOn: boolean;
  discoveryPort: number;
}

/** What can be looked at from here: always this machine, and the way to a host when one was named. */
export function listDoctorChecks(circumstances: DoctorCircumstances): DoctorChecks {
  const { typed, directory, watcher, isDiscoveryOn } = circumstances;
  const interfaces = watcher.listInterfaces();
  const hosts = directory.listHosts();
  const target = typed ?? hosts[0]?.places[0];
  const isFound = hosts.some(({ sources }) => sources.some((one) => one === 'mdns' || one === 'broadcast'));
  const through = target && interfaces.find((one) => isInSubnet(target.address, one.address, one.netmask));
  return {
    multicast: (signal) => checkMulticast({ isDiscoveryOn, isFound, interfaces, signal }),
    firewall: (signal) => checkFirewall({ through: through ?? interfaces[0], signal }),
    route: async () =>
      target
        ? checkRoute(interfaces, target.address)
        : { outcome: interfaces.length === 0 ? 'no-network' : 'ok' },
    ...(target && listTargetChecks(circumstances, target, hosts)),
  };
}

function listTargetChecks(
  { typedName, own, watcher, isDiscoveryOn, discoveryPort }: DoctorCircumstances,
  target: HostPlace,
  hosts: DirectoryHost[],
): DoctorChecks {
  const interfaces = watcher.listInterfaces();
  const askAt = (address: string, question: { port?: number; about?: string }, signal: AbortSignal) =>
    askByDatagram({ address, discoveryPort, signal, ownHostId: own?.hostId, question });
  const witnesses = hosts
    .flatMap(({ places }) => places[0] ?? [])
    .filter(({ address }) => address !== target.address)
    .slice(0, WITNESSES_MAX);
  const lookBack = askBack(target, own?.port);
  lookBack.catch(() => undefined);
  const port = startOnce((signal) => checkHostPort({ ...target, probe: probeHost, signal }));
  const datagram = startOnce((signal) => askAt(target.address, own ? { port: own.port } : {}, signal));
  return {
    ...(typedName !== null && { name: () => checkName(typedName) }),
    vpn: async () => checkVpn(interfaces, target.address),
    clock: async () => checkClock((await lookBack).time, Date.now()),
    portFromHere: port,
    version: async (signal) =>
      checkVersion(PROTOCOL_VERSION, (await probeHost(target.address, target.port, signal)).protocol),
    async neighbour(signal) {
      const { outcome } = await port(signal);
      if (outcome === 'ok' || outcome === 'refused') return { outcome: 'there' };
      return checkNeighbour({ address: target.address, signal });
    },
    // The answer comes back by the port that is in question, or, where that is blocked, as a datagram.
    ...(own && {
      portFromHost: async (signal) => ({
        outcome: await Promise.any([
          lookBack.then(({ outcome }) => outcome),
          ...(isDiscoveryOn ? [datagram(signal).then(({ outcome }) => needOutcome(outcome))] : []),
        ]),
      }),
    }),
    ...(isDiscoveryOn && {
      datagrams: (signal) => datagram(signal).then(() => ({ outcome: 'answer' })),
    }),
    ...(isDiscoveryOn &&
      witnesses.length > 0 && {
        witness: (signal) =>
          askWitnesses(witnesses.map((one) => askAt(one.address, { about: target.address }, signal))),
      }),
  };
}

/** Two checks share what is done once. */
function startOnce<T>(start: (signal: AbortSignal) => Promise<T>): (signal: AbortSignal) => Promise<T> {
  let started: Promise<T> | undefined;
  return (signal) => {
    started ??= start(signal);
    return started;
  };
}

function needOutcome(outcome: CheckOutcomes['portFromHost'] | undefined): CheckOutcomes['portFromHost'] {
  if (outcome === undefined) throw new Error('The host did not knock');
  return outcome;
}

async function askWitnesses(answers: Promise<{ sees?: boolean | undefined }>[]) {
  const sight = answers.map(async (answer) => {
    if (!(await answer).sees) throw new Error('This one does not see it');
  });
  const seen = await Promise.any(sight).then(
    () => true,
    () => false,
  );
  if (!seen) await Promise.any(answers);
  return { outcome: seen ? ('sees-it' as const) : ('not-either' as const) };
}

const LookBackSchema = z.object({
  outcome: z.enum(['ok', 'refused', 'timeout', 'unreachable']),
  time: z.string(),
});

/** The host knocks at this machine; what it cannot reach, nobody else can either. */
async function askBack({ address, port }: HostPlace, ownPort = port) {
  const { body } = await fetchFirstContact({
    url: `https://${address.includes(':') ? `[${address}]` : address}:${port}/api/host/look-back`,
    method: 'POST',
    body: { port: ownPort },
  });
  return LookBackSchema.parse(JSON.parse(body));
}
