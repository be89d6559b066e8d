import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { keepAdminTokenFile } from './admin-token-file.ts';
import { readServerConfig } from './config.ts';
import { describeSettings } from './config-settings.ts';
import { createRoomServer } from './create-room-server.ts';

const BUILT_INTERFACE = join(import.meta.dirname, '../../../out/renderer');

/** The host without a window. Prints one JSON line when it is ready; everything else goes to stderr. */
async function runHeadless(): Promise<void> {
  if (process.argv.includes('--help')) {
    process.stdout.write(`Spaces host\n\n${describeSettings()}\n`);
    return;
  }
  const config = readServerConfig(process.argv.slice(2), process.env);
  const webRoot = config.webRoot ?? (existsSync(BUILT_INTERFACE) ? BUILT_INTERFACE : null);
  const server = createRoomServer({ ...config, webRoot });
  const stop = () => {
    server.stop().then(() => process.exit(0), fail);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const { httpUrl, port, hostId, fingerprint, adminToken, listNetworkUrls } = await server.start();
  const madeToken = config.adminToken === null ? adminToken : null;
  const ready = {
    event: 'listening',
    http: httpUrl,
    port,
    hostId,
    fingerprint,
    network: listNetworkUrls(),
    adminTokenFile: await keepAdminTokenFile({ dataDir: config.dataDir, madeToken }),
  };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

runHeadless().catch(fail);
