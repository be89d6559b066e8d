import { createServer } from 'node:net';

const PORTS_TO_TRY = 20;

function isFree(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const server = createServer();
    server.once('error', () => settle(false));
    server.listen(port, '127.0.0.1', () => server.close(() => settle(true)));
  });
}

/** The wanted port or the next free one. A page's memory belongs to its port, so it should stay the same. */
export async function findFreePort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + PORTS_TO_TRY; port += 1) {
    if (await isFree(port)) return port;
  }
  return 0;
}
