import { networkInterfaces } from 'node:os';

/** Where others reach a host that listens on all addresses; none while it listens on loopback alone. */
export function listNetworkUrls(host: string, port: number): string[] {
  if (host !== '0.0.0.0' && host !== '::') {
    return host.startsWith('127.') || host === '::1' || host === 'localhost'
      ? []
      : [`http://${host}:${port}`];
  }
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => `http://${address}:${port}`);
}
