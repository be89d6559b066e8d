import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { writeLibrary } from '../../scripts/steps/build-client.ts';
import type { Spaces as SpacesEntry } from '../../src/client/spaces.ts';
import { expect, test } from '../fixtures/app-test.ts';

/** A web server of somebody else, with the package's files as they are. */
async function servePackage(folder: string) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/')
      return response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Page</title>');
    readFile(join(folder, pathname)).then(
      (bytes) => response.setHeader('Content-Type', 'text/javascript').end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return { origin: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}

test('A3: the published client runs in a page of another origin, as it is, with what Node has left out', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  const folder = info.outputPath('package');
  await writeLibrary(folder);
  const site = await servePackage(folder);
  const { url } = await launchDesktop({
    env: { SPACES_ORIGINS: site.origin, SPACES_DEADDROP_OPEN: '1' },
  });
  const page = await openBrowser(`${site.origin}/`);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  const heard = await page.evaluate(async (host) => {
    const entry = '/dist/client/spaces.js';
    const { Spaces } = (await import(entry)) as { Spaces: typeof SpacesEntry };
    const client = Spaces.remote(host);
    const { ns, secret: nsSecret } = await client.createNamespace({ displayName: 'Team' });
    const { secret } = await client.createIdentity({ ns, nsSecret, displayName: 'Alice' });
    const { roomId } = await client.createRoom({ ns, creatorSecret: secret });
    await client.sendRoomMessage({ ns, roomId, secret, body: 'from a page' });
    for await (const { body } of client.listenRoom({ ns, roomId, secret })) return body;
    return null;
  }, url);
  expect(heard).toBe('from a page');
  expect(requests.filter((path) => path.includes('/host/'))).toEqual([]);
  site.close();
});
