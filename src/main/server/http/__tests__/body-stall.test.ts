import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { dropStalledBodies } from '../body-stall.ts';

const server = createServer((incoming, response) => {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk) => chunks.push(chunk));
  incoming.on('error', () => ends.push('broken'));
  incoming.on('end', () => {
    ends.push('whole');
    response.end(Buffer.concat(chunks));
  });
});
let ends: string[] = [];
dropStalledBodies(server, { stallMs: 40 });

beforeEach(() => {
  ends = [];
  server.listen(0, '127.0.0.1');
  return once(server, 'listening');
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function send(length: number) {
  const { port } = server.address() as AddressInfo;
  const sending = request({ port, host: '127.0.0.1', method: 'PUT', headers: { 'content-length': length } });
  return { sending, failed: once(sending, 'error') };
}

it('cuts a body that falls silent, however long it would be', async () => {
  const { sending, failed } = send(1_000);
  sending.write('the first words');
  await failed;
  await vi.waitFor(() => expect(ends).toEqual(['broken']));
});

it('lets a whole one through, and its line may be silent afterwards', async () => {
  const { sending } = send(5);
  sending.end('whole');
  const [answer] = await once(sending, 'response');
  answer.resume();
  await once(answer, 'end');
  expect(ends).toEqual(['whole']);
  expect(server.requestTimeout).toBe(0);
});
