import { chooseLinkAddress, type UsableInterface } from './discovery/interfaces.ts';

/** Where others reach a host, best first: the address somebody last came in by, then the likeliest. */
export function listNetworkUrls({
  host,
  port,
  interfaces,
  lastReachedAt,
  allowsHttp,
}: {
  /** The address the host listens on. */
  host: string;
  port: number;
  interfaces: UsableInterface[];
  lastReachedAt: string | undefined;
  allowsHttp: boolean;
}): string[] {
  const scheme = allowsHttp ? 'http' : 'https';
  if (host !== '0.0.0.0' && host !== '::') {
    return isLoopback(host) ? [] : [`${scheme}://${host}:${port}`];
  }
  const addresses = interfaces.filter(({ kind }) => kind !== 'loopback').map(({ address }) => address);
  const best = chooseLinkAddress({ interfaces, lastReachedAt });
  return addresses
    .sort((one, other) => Number(other === best) - Number(one === best))
    .map((address) => `${scheme}://${address}:${port}`);
}

export function isLoopback(address: string): boolean {
  return /^(127\.|::1$|::ffff:127\.|localhost$)/.test(address);
}
