import { chooseLinkAddress, type UsableInterface } from './discovery/interfaces.ts';
import { isLoopback } from './network-urls.ts';

/** People of two networks who come in turns must not make every link change with each of them. */
const KEPT_MS = 60_000;

/** Through which of its addresses others last came in: the only one of which that is known. */
export interface ReachedAddress {
  read(): string | undefined;
  /** A connection was accepted. */
  note(connection: { localAddress?: string | undefined; remoteAddress?: string | undefined }): void;
}

/** Links and QR codes show the best address: who shows them is told when another one is the best now. */
export function createReachedAddress({
  listInterfaces,
  onBestChanged,
  now,
}: {
  listInterfaces: () => UsableInterface[];
  onBestChanged: () => void;
  now: () => number;
}): ReachedAddress {
  let lastReachedAt: string | undefined;
  let since = Number.NEGATIVE_INFINITY;
  const chooseBest = () => chooseLinkAddress({ interfaces: listInterfaces(), lastReachedAt });
  return {
    read: () => lastReachedAt,
    note({ localAddress = '', remoteAddress = '' }) {
      const address = localAddress.replace(/^::ffff:/, '');
      if (isLoopback(remoteAddress) || address === lastReachedAt) return;
      const isOurs = (wanted: string | undefined) => listInterfaces().some((one) => one.address === wanted);
      // No link can show an address that is not listed, so it must not take the place, or the time, of one that is.
      if (!isOurs(address)) return;
      if (isOurs(lastReachedAt) && Math.abs(now() - since) < KEPT_MS) return;
      const before = chooseBest();
      lastReachedAt = address;
      since = now();
      if (chooseBest() !== before) onBestChanged();
    },
  };
}
