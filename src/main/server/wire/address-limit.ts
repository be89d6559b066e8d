import { toSource } from './address-source.ts';
import { isLoopback } from './loopback.ts';

/** Keeps one address from taking everything there is. Loopback is the host itself and its own window. */
export interface AddressLimit {
  hasRoom(address: string | undefined): boolean;
  /** Returns the undo. A connection that is over already has no address any more. */
  add(address: string | undefined): () => void;
}

export function createAddressLimit(readLimit: () => number): AddressLimit {
  const counts = new Map<string, number>();
  const read = (source: string) => counts.get(source) ?? 0;
  return {
    hasRoom: (address = '') => isLoopback(address) || read(toSource(address)) < readLimit(),
    add(address = '') {
      const source = toSource(address);
      counts.set(source, read(source) + 1);
      let isCounted = true;
      return () => {
        if (!isCounted) return;
        isCounted = false;
        if (read(source) > 1) counts.set(source, read(source) - 1);
        else counts.delete(source);
      };
    },
  };
}
