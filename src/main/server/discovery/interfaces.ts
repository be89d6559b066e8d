import { type NetworkInterfaceInfo, networkInterfaces as readNetworkInterfaces } from 'node:os';

export type InterfaceKind = 'physical' | 'vpn' | 'container' | 'virtual' | 'loopback';

export interface UsableInterface {
  name: string;
  address: string;
  netmask: string;
  /** Where a datagram for everybody on this subnet goes. */
  broadcast: string;
  kind: InterfaceKind;
}

/** Interface names or addresses; an include list means these and no others, and wins over every guess. */
export interface InterfaceChoice {
  include?: string[];
  exclude?: string[];
}

type ReadInterfaces = () => NodeJS.Dict<NetworkInterfaceInfo[]>;

const order: Record<InterfaceKind, number> = { physical: 0, vpn: 1, container: 2, virtual: 3, loopback: 4 };

const namesByKind: Array<[InterfaceKind, RegExp]> = [
  ['loopback', /^(lo\d*|loopback)/i],
  ['container', /^(docker|br-|veth(?!ernet)|cni|flannel|cali|podman|lxc|lxd|kube|nerdctl)/i],
  [
    'virtual',
    /^(virbr|vmnet|vboxnet|vnet|vethernet|hyper-v|wsl|bridge1\d\d|awdl|llw|anpi|ap\d|dummy|virtualbox|vmware)/i,
  ],
  ['virtual', /(virtualbox|vmware|hyper-v|\(wsl|wsl\)|default switch)/i],
  ['vpn', /^(tun|tap|wg|utun|ppp|ipsec|tailscale|zt|nordlynx|proton|gpd|cscotun|wintun|ham)/i],
  ['vpn', /(tailscale|zerotier|wireguard|openvpn|vpn|anyconnect|fortinet|hamachi|radmin)/i],
];

/** First three bytes of addresses that only virtual machines and containers wear. */
const kindsByMac: Record<string, InterfaceKind> = {
  '00:05:69': 'virtual',
  '00:0c:29': 'virtual',
  '00:50:56': 'virtual',
  '00:15:5d': 'virtual',
  '00:1c:42': 'virtual',
  '08:00:27': 'virtual',
  '0a:00:27': 'virtual',
  '02:42:ac': 'container',
};

/** All IPv4 interfaces of this machine that others could reach, best first. */
export function listInterfaces({
  read = readNetworkInterfaces,
  choice = {},
}: {
  read?: ReadInterfaces;
  choice?: InterfaceChoice;
} = {}): UsableInterface[] {
  const all = Object.entries(read()).flatMap(([name, infos]) =>
    (infos ?? []).filter(isUsable).map((info) => describeInterface(name, info)),
  );
  const chosen = all.filter((one) => isChosen(one, choice));
  const reachable = chosen.filter((one) => one.kind !== 'loopback' || isListed(one, choice.include));
  // A machine with nothing but loopback still serves its own programs.
  return sortInterfaces(reachable.length > 0 ? reachable : chosen.filter((one) => one.kind === 'loopback'));
}

function isUsable(info: NetworkInterfaceInfo): boolean {
  return info.family === 'IPv4' && info.address !== '0.0.0.0';
}

function describeInterface(name: string, info: NetworkInterfaceInfo): UsableInterface {
  const { address, netmask } = info;
  return {
    name,
    address,
    netmask,
    broadcast: computeBroadcast(address, netmask),
    kind: guessKind(name, info),
  };
}

function guessKind(name: string, info: NetworkInterfaceInfo): InterfaceKind {
  if (info.internal) return 'loopback';
  const byName = namesByKind.find(([, pattern]) => pattern.test(name));
  if (byName) return byName[0];
  // Tailscale's range; the carrier-grade NAT it was made for has no business on a desk.
  if (isInSubnet(info.address, '100.64.0.0', '255.192.0.0')) return 'vpn';
  // A tunnel has no hardware address, whatever it is called.
  if (info.mac === '00:00:00:00:00:00') return 'vpn';
  return kindsByMac[info.mac.slice(0, 8).toLowerCase()] ?? 'physical';
}

function isListed(one: UsableInterface, list: string[] | undefined): boolean {
  return (
    list?.some((entry) => entry === one.address || entry.toLowerCase() === one.name.toLowerCase()) ?? false
  );
}

function isChosen(one: UsableInterface, { include, exclude }: InterfaceChoice): boolean {
  if (isListed(one, exclude)) return false;
  return include === undefined || include.length === 0 || isListed(one, include);
}

function sortInterfaces(interfaces: UsableInterface[]): UsableInterface[] {
  return interfaces.sort(
    (one, other) =>
      order[one.kind] - order[other.kind] ||
      Number(isLinkLocal(one.address)) - Number(isLinkLocal(other.address)) ||
      one.name.localeCompare(other.name) ||
      one.address.localeCompare(other.address),
  );
}

function isLinkLocal(address: string): boolean {
  return address.startsWith('169.254.');
}

export function toNumber(address: string): number {
  return address.split('.').reduce((value, part) => value * 256 + Number(part), 0) >>> 0;
}

export function isInSubnet(address: string, network: string, netmask: string): boolean {
  const mask = toNumber(netmask);
  return (toNumber(address) & mask) >>> 0 === (toNumber(network) & mask) >>> 0;
}

function computeBroadcast(address: string, netmask: string): string {
  const value = (toNumber(address) | ~toNumber(netmask)) >>> 0;
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff).join('.');
}

/**
 * The address for links and QR codes: the one through which somebody last came in, if it still exists, because
 * that one is proven; otherwise the first, which is the best guess.
 */
export function chooseLinkAddress({
  interfaces,
  lastReachedAt,
}: {
  interfaces: UsableInterface[];
  lastReachedAt?: string | undefined;
}): string | undefined {
  return (interfaces.find((one) => one.address === lastReachedAt) ?? interfaces[0])?.address;
}

/** Whoever comes over a VPN gets the VPN's address: the one in the subnet of the asker. */
export function chooseAddressFor(interfaces: UsableInterface[], remoteAddress: string): string | undefined {
  return (
    interfaces.find((one) => isInSubnet(remoteAddress, one.address, one.netmask))?.address ??
    interfaces[0]?.address
  );
}
