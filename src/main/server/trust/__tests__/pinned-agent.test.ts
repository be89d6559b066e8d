import { once } from 'node:events';
import { Agent, createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { createHostCertificate } from '../certificate.ts';
import { fetchFirstContact, fetchPinned, sendRequest } from '../fetch-pinned.ts';
import { FirstContactAgent, PinMismatchError, PinnedAgent } from '../pinned-agent.ts';

const host = createHostCertificate({ commonName: 'Host', now: Date.now() });
const impostor = createHostCertificate({ commonName: 'Host', now: Date.now() });

interface TestHost {
  url: string;
  port: number;
  seen: { requests: number; upgrades: number; bodies: string[] };
}
const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function startHost(certificate = host, port = 0): Promise<TestHost> {
  const seen: TestHost['seen'] = { requests: 0, upgrades: 0, bodies: [] };
  const server = createServer({ cert: certificate.certPem, key: certificate.keyPem }, (request, response) => {
    seen.requests += 1;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      seen.bodies.push(Buffer.concat(chunks).toString());
      if (request.url === '/endless') response.write('x'.repeat(400_000));
      else if (request.url !== '/silent') response.end(`answer to ${request.method} ${request.url}`);
    });
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    seen.upgrades += 1;
    sockets.handleUpgrade(request, socket, head, (client) => client.close());
  });
  servers.push(server);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const bound = (server.address() as AddressInfo).port;
  return { url: `https://127.0.0.1:${bound}`, port: bound, seen };
}

describe('the pinned agent', () => {
  it('talks to the right host', async () => {
    const { url, seen } = await startHost();
    const answer = await fetchPinned({
      url: `${url}/a`,
      pin: host.fingerprint,
      method: 'POST',
      body: { a: 1 },
    });
    expect(answer).toEqual({ status: 200, body: 'answer to POST /a' });
    expect(seen.bodies).toEqual(['{"a":1}']);
  });

  it('says nothing at all to the wrong one, neither request nor upgrade', async () => {
    const { url, port, seen } = await startHost(impostor);
    await expect(fetchPinned({ url, pin: host.fingerprint })).rejects.toMatchObject({
      code: 'PIN_MISMATCH',
      expected: host.fingerprint,
      seen: impostor.fingerprint,
    });
    const client = new WebSocket(`wss://127.0.0.1:${port}`, { agent: new PinnedAgent(host.fingerprint) });
    const [error] = await once(client, 'error');
    expect(error).toBeInstanceOf(PinMismatchError);
    expect(seen).toEqual({ requests: 0, upgrades: 0, bodies: [] });
  });

  it('carries a WebSocket to the right one', async () => {
    const { port, seen } = await startHost();
    const agent = new PinnedAgent(host.fingerprint);
    const client = new WebSocket(`wss://127.0.0.1:${port}`, { agent });
    await once(client, 'close');
    expect(seen.upgrades).toBe(1);
    agent.destroy();
  });

  it('checks every new connection of one agent, also after the host was replaced', async () => {
    const first = await startHost();
    const agent = new PinnedAgent(host.fingerprint);
    await sendRequest({ agent, url: first.url });
    const [server] = servers.splice(0);
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
    const second = await startHost(impostor, first.port);
    // The first try may still meet the dead kept connection; no try may reach the impostor.
    await vi.waitFor(() =>
      expect(sendRequest({ agent, url: second.url })).rejects.toBeInstanceOf(PinMismatchError),
    );
    expect(second.seen.requests).toBe(0);
    agent.destroy();
  });

  it('wants a whole fingerprint as pin', () => {
    for (const pin of ['', 'abc', host.fingerprint.toUpperCase(), `${host.fingerprint}0`]) {
      expect(() => new PinnedAgent(pin)).toThrow(TypeError);
    }
  });

  it('does not believe what plain Node would: a pin check in checkServerIdentity is never called', async () => {
    const { url, seen } = await startHost(impostor);
    let calls = 0;
    const agent = new Agent({
      rejectUnauthorized: false,
      checkServerIdentity: () => {
        calls += 1;
        return new Error('wrong');
      },
    });
    await sendRequest({ agent, url });
    expect({ calls, requests: seen.requests }).toEqual({ calls: 0, requests: 1 });
    agent.destroy();
  });
});

describe('the first contact', () => {
  it('tells which certificate it saw', async () => {
    const { url } = await startHost();
    expect(await fetchFirstContact({ url })).toMatchObject({ status: 200, fingerprint: host.fingerprint });
  });

  it('stays with the host it met first', async () => {
    const one = await startHost();
    const other = await startHost(impostor);
    const agent = new FirstContactAgent();
    await sendRequest({ agent, url: one.url });
    expect(agent.fingerprint).toBe(host.fingerprint);
    await expect(sendRequest({ agent, url: other.url })).rejects.toBeInstanceOf(PinMismatchError);
    agent.destroy();
  });
});

describe('requests to strangers', () => {
  it('end after their time, when stopped, and when the answer is too long', async () => {
    const { url } = await startHost();
    const pin = host.fingerprint;
    await expect(fetchPinned({ url: `${url}/silent`, pin, timeoutMs: 50 })).rejects.toThrow(
      'did not answer in time',
    );
    await expect(fetchPinned({ url: `${url}/endless`, pin })).rejects.toThrow('too long');
    const controller = new AbortController();
    const pending = fetchPinned({ url: `${url}/silent`, pin, signal: controller.signal });
    controller.abort();
    await expect(pending).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('fail plainly where nobody listens or nobody speaks TLS', async () => {
    const plain = createTcpServer((socket) => socket.resume().end('hello\r\n'));
    plain.listen(0, '127.0.0.1');
    await once(plain, 'listening');
    const { port } = plain.address() as AddressInfo;
    await expect(fetchPinned({ url: `https://127.0.0.1:${port}`, pin: host.fingerprint })).rejects.toThrow();
    await new Promise((resolve) => plain.close(resolve));
    await expect(
      fetchPinned({ url: `https://127.0.0.1:${port}`, pin: host.fingerprint }),
    ).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
  });
});
