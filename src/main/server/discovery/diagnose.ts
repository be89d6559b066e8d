/** What the doctor can look at; each check says what it found in one of these words. */
export interface CheckOutcomes {
  /** Does the typed name lead to an address? */
  name: 'ok' | 'not-found';
  /** Is there a network, and is the other address on it? */
  route: 'ok' | 'no-network' | 'other-subnet' | 'no-route';
  /** From this machine to the host's port. */
  portFromHere: 'ok' | 'refused' | 'timeout' | 'unreachable' | 'not-spaces';
  /** From the host back to this machine's port; the answer comes over any way that works. */
  portFromHost: 'ok' | 'refused' | 'timeout' | 'unreachable';
  /** Does a question to everybody come back, and does anybody answer? */
  multicast: 'ok' | 'nobody-answers' | 'not-sent';
  /** Does the host answer a datagram? That needs no TCP port on either side. */
  datagrams: 'answer' | 'silent';
  /** Is any device at the address, by the system's own table, which stands below every firewall? */
  neighbour: 'there' | 'silent' | 'unknown';
  /** Does another host of the network get an answer from the address? */
  witness: 'sees-it' | 'not-either';
  firewall: 'ok' | 'blocks' | 'public-profile' | 'no-local-network-permission' | 'unknown';
  /** Does a VPN own the way to the other address? */
  vpn: 'ok' | 'owns-the-route';
  clock: 'ok' | 'differs';
  version: 'ok' | 'this-app-is-older' | 'this-app-is-newer';
}

export type CheckName = keyof CheckOutcomes;
/** A check that was not run, or did not finish, is missing. */
export type CheckResults = Partial<CheckOutcomes>;

export type Cause =
  | 'all-well'
  | 'no-network'
  | 'name-not-found'
  | 'this-app-is-older'
  | 'this-app-is-newer'
  | 'host-not-running'
  | 'not-a-spaces-host'
  | 'vpn-in-the-way'
  | 'other-network'
  | 'no-local-network-permission'
  | 'public-network-profile'
  | 'own-firewall'
  | 'host-firewall'
  | 'isolated-devices'
  | 'no-device-there'
  | 'blocked-on-the-way'
  | 'multicast-blocked'
  | 'clock-differs'
  | 'unknown';

export interface Diagnosis {
  cause: Cause;
  /** The interface owns the sentence; the key says which. */
  adviceKey: `doctor.${Cause}`;
}

type Rule = [Cause, (results: CheckResults, isReachable: boolean) => boolean];

const blockedPorts = new Set(['timeout', 'unreachable']);

/** The first rule that fits wins: what would make every later finding meaningless comes first. */
const rules: Rule[] = [
  ['no-network', ({ route }) => route === 'no-network'],
  ['name-not-found', ({ name }) => name === 'not-found'],
  ['this-app-is-older', ({ version }) => version === 'this-app-is-older'],
  ['this-app-is-newer', ({ version }) => version === 'this-app-is-newer'],
  ['host-not-running', ({ portFromHere }) => portFromHere === 'refused'],
  ['not-a-spaces-host', ({ portFromHere }) => portFromHere === 'not-spaces'],
  ['vpn-in-the-way', ({ vpn }, isReachable) => !isReachable && vpn === 'owns-the-route'],
  [
    'no-local-network-permission',
    ({ firewall }, isReachable) => !isReachable && firewall === 'no-local-network-permission',
  ],
  [
    'other-network',
    ({ route }, isReachable) => !isReachable && (route === 'other-subnet' || route === 'no-route'),
  ],
  // Another host gets an answer where nothing of ours arrives: what is between the devices keeps them apart.
  [
    'isolated-devices',
    (results) => isBlocked(results.portFromHere) && results.witness === 'sees-it' && !isInTouch(results),
  ],
  // It is there and its port is silent: only its own firewall does that.
  [
    'host-firewall',
    (results) => isBlocked(results.portFromHere) && (isInTouch(results) || results.neighbour === 'there'),
  ],
  ['no-device-there', ({ portFromHere, neighbour }) => isBlocked(portFromHere) && neighbour === 'silent'],
  [
    'public-network-profile',
    ({ firewall, portFromHost, multicast }) =>
      firewall === 'public-profile' && (isBlocked(portFromHost) || multicast !== 'ok'),
  ],
  ['own-firewall', ({ portFromHere, portFromHost }) => isAnswered(portFromHere) && isBlocked(portFromHost)],
  [
    'own-firewall',
    ({ firewall, portFromHost, multicast }) =>
      firewall === 'blocks' && !isAnswered(portFromHost) && multicast !== 'ok',
  ],
  ['blocked-on-the-way', ({ portFromHere }) => isBlocked(portFromHere)],
  ['multicast-blocked', ({ multicast }) => multicast === 'nobody-answers' || multicast === 'not-sent'],
  ['clock-differs', ({ clock }) => clock === 'differs'],
  ['all-well', ({ portFromHere }) => portFromHere === 'ok'],
];

/** Names one cause: a person can do one thing at a time. */
export function diagnose(results: CheckResults): Diagnosis {
  const isReachable = results.portFromHere === 'ok';
  const cause = rules.find(([, fits]) => fits(results, isReachable))?.[0] ?? 'unknown';
  return { cause, adviceKey: `doctor.${cause}` };
}

function isBlocked(port: string | undefined): boolean {
  return port !== undefined && blockedPorts.has(port);
}

/** Something of the host arrived here, by whatever way. */
function isInTouch({ portFromHost, datagrams }: CheckResults): boolean {
  return portFromHost !== undefined || datagrams === 'answer';
}

/** Refused is an answer too: the packet arrived and one came back. */
function isAnswered(port: string | undefined): boolean {
  return port === 'ok' || port === 'refused';
}
