import { AppError } from '#shared/contract/errors.ts';
import { makeHostKey } from '#shared/model/host-key.ts';
import type { Network } from '../server/create-network.ts';
import type { IpcHandlers } from './answer-request.ts';
import type { CertificateJudge } from './certificate-judge.ts';
import type { EmbeddedHost } from './embedded-host.ts';
import type { FoundHosts } from './found-hosts.ts';
import { parseHostAddress } from './host-address.ts';
import type { Secrets } from './secrets.ts';

type Name =
  | 'identity:device'
  | 'host:locate'
  | 'host:trust'
  | 'host:forget'
  | 'host:favourite'
  | 'network:read'
  | 'network:refresh'
  | 'network:examine';

export type NetworkRequests = Pick<IpcHandlers, Name>;

/** What the window may ask about other hosts. It never learns of a certificate: that is decided here. */
export function createNetworkRequests({
  network,
  found,
  host,
  judge,
  secrets,
  about,
}: {
  network: Network;
  found: FoundHosts;
  host: Pick<EmbeddedHost, 'readServing'>;
  judge: CertificateJudge;
  secrets: Secrets;
  /** Facts for the head of the doctor's report. */
  about: () => Record<string, string>;
}): NetworkRequests {
  return {
    async 'identity:device'({ hostId }) {
      const own = host.readServing();
      const isOwn = own?.hostId === hostId;
      const fingerprint = isOwn ? own.fingerprint : network.locate(hostId).fingerprint;
      return { deviceId: await secrets.getDeviceId(fingerprint) };
    },
    'host:locate'({ hostId }) {
      const own = host.readServing();
      if (own?.hostId === hostId) return { url: own.httpUrl };
      network.lookAgain();
      const located = network.locate(hostId);
      judge.accept(located);
      const { address, port } = located;
      return { url: `https://${address.includes(':') ? `[${address}]` : address}:${port}` };
    },
    async 'host:trust'({ hostId }) {
      const { name } = network.locate(hostId);
      await network.trustHost(hostId);
      return { hostKey: makeHostKey(hostId), hostId, name, isOwn: false, trust: network.getTrust(hostId) };
    },
    async 'host:forget'({ hostId }) {
      await network.forgetHost(hostId);
      network.refresh();
      return {};
    },
    async 'host:favourite'({ hostId, isFavourite }) {
      await network.setFavourite(hostId, isFavourite);
      return {};
    },
    'network:read': () => found.readView(),
    'network:refresh'() {
      network.refresh();
      return {};
    },
    async 'network:examine'({ address }) {
      const typed = address?.trim() ? parseHostAddress(address) : null;
      if (typed === null && address?.trim()) {
        throw new AppError('VALIDATION_FAILED', 'This is not an address.', { fields: ['address'] });
      }
      const { diagnosis, report } = await network.examine(typed, about());
      return { cause: diagnosis.cause, report };
    },
  };
}
