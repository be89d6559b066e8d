import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createHostCertificate } from '../../trust/certificate.ts';
import { openPinnedLine } from '../pinned-line.ts';

it('explains an answer that no host of Spaces gives, instead of breaking on it', async () => {
  const { certPem, keyPem, fingerprint } = createHostCertificate({ commonName: 'Far', now: Date.now() });
  const server = createServer({ cert: certPem, key: keyPem }, (_request, response) => response.end('hello'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const room = { hostId: 'far', ns: 'people', roomId: 'room', secret: '0'.repeat(64) };
  const invitation = { ...room, hostName: 'Far', fingerprint, urls: [url] };
  const line = openPinnedLine({ invitation, foundUrls: [] });
  onTestFinished(() => {
    line.close();
    server.closeAllConnections();
    server.close();
  });
  await expect(line.ask({ path: '/api/rooms', headers: {} })).rejects.toMatchObject({
    code: 'NOT_REACHABLE',
    message: 'Far answers what no host of Spaces says.',
  });
});
