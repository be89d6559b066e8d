import { isLoopback } from '../wire/loopback.ts';

interface EngineSocket {
  readonly remoteAddress: string;
  once(event: 'close', listener: () => void): unknown;
}

export interface AddressLimit {
  hasRoom(address: string | undefined): boolean;
  handleConnection(socket: EngineSocket): void;
}

/** Keeps one address from taking all sockets. Loopback is the host itself and its own window. */
export function createAddressLimit(readLimit: () => number): AddressLimit {
  const counts = new Map<string, number>();
  return {
    hasRoom: (address = '') => isLoopback(address) || (counts.get(address) ?? 0) < readLimit(),
    handleConnection(socket) {
      const address = socket.remoteAddress;
      counts.set(address, (counts.get(address) ?? 0) + 1);
      socket.once('close', () => {
        const left = (counts.get(address) ?? 1) - 1;
        if (left > 0) counts.set(address, left);
        else counts.delete(address);
      });
    },
  };
}
