import { join } from 'node:path';
import { makeDataDir, onCleanUp } from '../../server/__tests__/test-host.ts';
import { createNetwork } from '../../server/create-network.ts';

const silent = { info() {}, warn() {}, error() {} };

/** A network that knows nobody and hears nothing by itself; it ends with the test. */
export async function openQuietNetwork(folder?: string) {
  const network = await createNetwork({
    pinFile: join(folder ?? (await makeDataDir()), 'known-hosts.json'),
    isDiscoveryOn: false,
    discoveryPort: 7421,
    readChoice: () => ({ include: [], exclude: [] }),
    logger: silent,
  });
  onCleanUp(() => network.stop());
  return network;
}
