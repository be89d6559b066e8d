import { AppError } from '#shared/contract/errors.ts';
import type { FoundRoom, HostAddress } from '#shared/contract/ipc.ts';
import { makeHostKey } from '#shared/model/host-key.ts';
import type { Network } from '../server/create-network.ts';
import { askOverLoopback, type Person, readRoom } from './ask-host.ts';
import { parseHostAddress } from './host-address.ts';

const OWN_ANSWERS_WITHIN = 1_000;

export interface CodeResolver {
  resolve(wish: { code: string; address?: string | undefined }): Promise<FoundRoom>;
}

/**
 * Asks this machine's own host, then all others at once, who prove that they own the code before they are told it.
 * Own codes are no guesses at other hosts, so the own host comes first.
 */
export function createCodeResolver({
  getOwnHost,
  network,
  getPerson,
}: {
  getOwnHost: () => { address: HostAddress; url: string } | null;
  network: Pick<Network, 'findByCode' | 'ask' | 'getTrust'>;
  /** The secret is another one for each host. */
  getPerson: (host: { hostId: string; fingerprint: string | null }) => Promise<Person>;
}): CodeResolver {
  async function askOwnHost(code: string): Promise<FoundRoom | null> {
    const own = getOwnHost();
    if (!own) return null;
    const person = await getPerson({ hostId: own.address.hostId, fingerprint: null });
    const ask = askOverLoopback({ url: own.url, signal: AbortSignal.timeout(OWN_ANSWERS_WITHIN) });
    try {
      return { host: own.address, room: await readRoom({ ask, code, person }) };
    } catch (error) {
      if (error instanceof AppError && error.code === 'BANNED') throw error;
      return null;
    }
  }

  return {
    async resolve({ code, address }) {
      const typed = address?.trim() ? parseHostAddress(address) : null;
      if (typed === null && address?.trim()) {
        throw new AppError('VALIDATION_FAILED', 'This is not an address.', { fields: ['address'] });
      }
      const found = await askOwnHost(code);
      if (found) return found;
      const { host, welcome } = await network.findByCode({ code, typed });
      const person = await getPerson(host);
      const room = await readRoom({ ask: (question) => network.ask(host, question), code, person });
      const { hostId, name } = host;
      const known = { hostKey: makeHostKey(hostId), hostId, name, isOwn: false };
      return { host: { ...known, trust: network.getTrust(hostId) }, room, ticket: welcome.ticket };
    },
  };
}
