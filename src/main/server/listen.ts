import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const PORTS_TO_TRY = 20;

function listenOnce(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const onError = (error: Error) => reject(error);
    server.once('error', onError);
    server.listen(port, host, () => {
      server.removeListener('error', onError);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Returns the port. With `usesNextFreePort` a taken one is no failure: the following ones are tried. */
export async function listen(
  server: Server,
  options: { host: string; port: number; usesNextFreePort: boolean },
): Promise<number> {
  const tries = options.usesNextFreePort && options.port !== 0 ? PORTS_TO_TRY : 1;
  for (let offset = 0; ; offset += 1) {
    try {
      return await listenOnce(server, options.port + offset, options.host);
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!isTaken || offset + 1 >= tries) throw error;
    }
  }
}

/** Open connections would keep the server from ending: they are cut after what is under way was answered. */
export function closeServer(server: Server, cutRest: () => void): Promise<void> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => {
      server.closeAllConnections();
      cutRest();
    }, 500);
    server.close(() => {
      clearTimeout(deadline);
      resolve();
    });
    server.closeIdleConnections();
  });
}
