import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describeSettings, readServerConfig } from './config.ts';
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
  const { httpUrl, port, hostId, fingerprint, listNetworkUrls } = await server.start();
  process.stdout.write(
    `${JSON.stringify({ event: 'listening', http: httpUrl, port, hostId, fingerprint, network: listNetworkUrls() })}\n`,
  );
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

runHeadless().catch(fail);
