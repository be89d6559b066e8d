import { createSocket } from 'node:dgram';
import { z } from 'zod';
import { PROTOCOL_VERSION } from '#shared/contract/version.ts';
import { fetchFirstContact } from '../trust/fetch-pinned.ts';
import type { CheckOutcomes } from './diagnose.ts';
import type { CheckFinding, DoctorChecks } from './doctor.ts';
import { checkClock, checkHostPort, checkName, checkRoute, checkVersion, checkVpn } from './doctor-checks.ts';
import type { HostDirectory } from './host-directory.ts';
import type { HostPlace } from './host-list.ts';
import type { NetworkWatcher } from './network-watcher.ts';
import { probeHost } from './probe-host.ts';

const LOOP_TIMEOUT_MS = 1_500;
const MULTICAST_GROUP = '239.255.74.20';

/** What can be looked at from here: always this machine, and the way to a host when one was named. */
export async function listDoctorChecks({
  typed,
  directory,
  watcher,
  isDiscoveryOn,
  ownPort,
  typedName,
}: {
  typedName: string | null;
  /** Where this machine hosts; undefined while it hosts nothing for others. */
  ownPort: number | undefined;
  typed: HostPlace | null;
  directory: Pick<HostDirectory, 'listHosts'>;
  watcher: Pick<NetworkWatcher, 'listInterfaces'>;
  isDiscoveryOn: boolean;
}): Promise<DoctorChecks> {
  const interfaces = watcher.listInterfaces();
  const hosts = directory.listHosts();
  const target = typed ?? hosts[0]?.places[0];
  const isFound = hosts.some(({ sources }) => sources.some((one) => one === 'mdns' || one === 'broadcast'));
  const lookBack = target && askBack(target, ownPort);
  return {
    multicast: (signal) => checkMulticast({ isDiscoveryOn, isFound, interfaces, signal }),
    route: async () =>
      target
        ? checkRoute(interfaces, target.address)
        : { outcome: interfaces.length === 0 ? 'no-network' : 'ok' },
    ...(target && {
      ...(typedName !== null && { name: () => checkName(typedName) }),
      vpn: async () => checkVpn(interfaces, target.address),
      ...(ownPort !== undefined && {
        portFromHost: async () => ({ outcome: (await lookBack)?.outcome ?? 'unreachable' }),
      }),
      clock: async () => checkClock((await lookBack)?.time, Date.now()),
      portFromHere: (signal) => checkHostPort({ ...target, probe: probeHost, signal }),
      version: async (signal) =>
        checkVersion(PROTOCOL_VERSION, (await probeHost(target.address, target.port, signal)).protocol),
    }),
  };
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

/** A datagram to a group that this machine itself is in: it comes back, or the system does not let it out. */
async function checkMulticast({
  isDiscoveryOn,
  isFound,
  interfaces,
  signal,
}: {
  isDiscoveryOn: boolean;
  isFound: boolean;
  interfaces: { address: string }[];
  signal: AbortSignal;
}): Promise<CheckFinding<CheckOutcomes['multicast']>> {
  if (!isDiscoveryOn) return { outcome: 'not-sent', note: 'discovery is switched off' };
  if (isFound) return { outcome: 'ok', note: 'other hosts were heard' };
  const [best] = interfaces;
  if (!best) return { outcome: 'not-sent', note: 'no network' };
  const isHeard = await hearOwnDatagram(best.address, signal);
  return isHeard
    ? { outcome: 'nobody-answers', note: 'own questions come back, no other host answers' }
    : { outcome: 'not-sent', note: 'own questions do not come back' };
}

function hearOwnDatagram(address: string, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket({ type: 'udp4', reuseAddr: true });
    const settle = (isHeard: boolean) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      socket.removeAllListeners('message');
      socket.close();
      resolve(isHeard);
    };
    const giveUp = () => settle(false);
    const timer = setTimeout(giveUp, LOOP_TIMEOUT_MS);
    signal.addEventListener('abort', giveUp, { once: true });
    socket.once('message', () => settle(true));
    socket.once('error', giveUp);
    socket.bind(0, '0.0.0.0', () => {
      try {
        socket.addMembership(MULTICAST_GROUP, address);
        socket.setMulticastInterface(address);
        // One hop: the question is for this machine and never leaves the network.
        socket.setMulticastTTL(1);
        socket.setMulticastLoopback(true);
        socket.send('spaces', socket.address().port, MULTICAST_GROUP);
      } catch {
        giveUp();
      }
    });
  });
}
