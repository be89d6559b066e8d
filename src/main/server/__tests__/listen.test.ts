import { createServer, type Server } from 'node:http';
import { expect, it } from 'vitest';
import { closeServer, listen } from '../listen.ts';
import { onCleanUp } from './test-host.ts';

function makeServer(): Server {
  const server = createServer();
  onCleanUp(() => closeServer(server, () => {}));
  return server;
}

it('a port that is taken is passed over where that is allowed, and a failure where the port was chosen', async () => {
  const host = '127.0.0.1';
  const port = await listen(makeServer(), { host, port: 0, usesNextFreePort: false });
  const next = await listen(makeServer(), { host, port, usesNextFreePort: true });
  expect(next).toBeGreaterThan(port);
  expect(next).toBeLessThan(port + 20);
  await expect(listen(makeServer(), { host, port, usesNextFreePort: false })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});
