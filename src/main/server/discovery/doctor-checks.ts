import { lookup } from 'node:dns/promises';
import { connect } from 'node:net';
import type { CheckOutcomes } from './diagnose.ts';
import type { CheckFinding } from './doctor.ts';
import { isInSubnet, type UsableInterface } from './interfaces.ts';
import type { ProbeHost } from './probe-host.ts';

type Finding<Name extends keyof CheckOutcomes> = CheckFinding<CheckOutcomes[Name]>;
type PortOutcome = Exclude<CheckOutcomes['portFromHere'], 'not-spaces'>;

const clockToleranceMs = 5 * 60_000;

/** The checks that every system can do; firewall and multicast are for those who hold the sockets and the system. */
export async function checkName(name: string): Promise<Finding<'name'>> {
  try {
    const { address } = await lookup(name, { family: 4 });
    return { outcome: 'ok', note: `${name} is ${address}` };
  } catch {
    return { outcome: 'not-found', note: name };
  }
}

export function checkRoute(interfaces: UsableInterface[], address: string): Finding<'route'> {
  const direct = interfaces.find((one) => isInSubnet(address, one.address, one.netmask));
  if (direct) return { outcome: 'ok', note: `${address} over ${direct.name}` };
  const outside = interfaces.filter((one) => one.kind !== 'loopback');
  if (outside.length === 0) return { outcome: 'no-network' };
  return { outcome: 'other-subnet', note: outside.map((one) => `${one.name} ${one.address}`).join(', ') };
}

/** A VPN stands in the way when the only network the address is on is the VPN's. */
export function checkVpn(interfaces: UsableInterface[], address: string): Finding<'vpn'> {
  const containing = interfaces.filter((one) => isInSubnet(address, one.address, one.netmask));
  const vpns = interfaces.filter((one) => one.kind === 'vpn');
  const isOnlyByVpn = containing.length > 0 && containing.every((one) => one.kind === 'vpn');
  const isNowhere = containing.length === 0 && vpns.length > 0;
  const note = vpns.map((one) => one.name).join(', ');
  return { outcome: isOnlyByVpn || isNowhere ? 'owns-the-route' : 'ok', ...(note && { note }) };
}

/** Does the port answer, and with Spaces? */
export async function checkHostPort({
  address,
  port,
  probe,
  signal,
}: {
  address: string;
  port: number;
  probe: ProbeHost;
  signal: AbortSignal;
}): Promise<Finding<'portFromHere'>> {
  const outcome = await knock({ address, port, signal });
  if (outcome !== 'ok') return { outcome, note: `${address}:${port}` };
  try {
    await probe(address, port, signal);
    return { outcome: 'ok', note: `${address}:${port}` };
  } catch {
    return { outcome: 'not-spaces', note: `${address}:${port}` };
  }
}

/** Opens a connection and closes it again; also what a host does to look back at a joiner. */
export function knock({
  address,
  port,
  signal,
  timeoutMs = 2500,
}: {
  address: string;
  port: number;
  signal: AbortSignal;
  timeoutMs?: number;
}): Promise<PortOutcome> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    const settle = (outcome: PortOutcome) => {
      signal.removeEventListener('abort', handleAbort);
      socket.destroy();
      resolve(outcome);
    };
    const handleAbort = () => settle('timeout');
    socket.setTimeout(timeoutMs, handleAbort);
    socket.once('connect', () => settle('ok'));
    socket.on('error', (error: NodeJS.ErrnoException) => settle(readPortError(error.code)));
    signal.addEventListener('abort', handleAbort, { once: true });
    if (signal.aborted) handleAbort();
  });
}

function readPortError(code: string | undefined): PortOutcome {
  if (code === 'ECONNREFUSED') return 'refused';
  return code === 'ETIMEDOUT' ? 'timeout' : 'unreachable';
}

/** By the Date header of the host: minutes apart, tokens would be refused without a visible reason. */
export function checkClock(hostDate: string | undefined, now: number): Finding<'clock'> {
  const differenceMs = hostDate === undefined ? Number.NaN : Date.parse(hostDate) - now;
  const note = Number.isNaN(differenceMs) ? 'the host sent no date' : `${Math.round(differenceMs / 1000)} s`;
  return { outcome: Math.abs(differenceMs) > clockToleranceMs ? 'differs' : 'ok', note };
}

export function checkVersion(ownProtocol: number, hostProtocol: number): Finding<'version'> {
  const note = `here ${ownProtocol}, host ${hostProtocol}`;
  if (hostProtocol === ownProtocol) return { outcome: 'ok', note };
  return { outcome: hostProtocol > ownProtocol ? 'this-app-is-older' : 'this-app-is-newer', note };
}
