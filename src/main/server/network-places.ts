import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { AppError } from '#shared/contract/errors.ts';
import type { HostPlace } from './discovery/host-list.ts';

export function toSecureUrl({ address, port }: HostPlace): string {
  return `https://${address.includes(':') ? `[${address}]` : address}:${port}`;
}

/** Certificates and networks are compared by address; a name is looked up once, here. */
export async function findAddress({ address, port }: HostPlace): Promise<HostPlace> {
  if (isIP(address)) return { address, port };
  try {
    return { address: (await lookup(address, { family: 4 })).address, port };
  } catch {
    throw new AppError('NOT_REACHABLE', 'There is no computer of this name.', { isTyped: true });
  }
}
