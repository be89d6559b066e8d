import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { dropStalledBodies } from '../body-stall.ts';

const STALL_MS = 20_000;

let server: ReturnType<typeof createServer>;

beforeEach(async () => {
  // Only what the watch itself uses: the sockets go on in real time.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  server = createServer();
  dropStalledBodies(server, { stallMs: STALL_MS });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(() => {
  vi.useRealTimers();
  server.closeAllConnections();
  server.close();
});

async function begin(length: number) {
  const { port } = server.address() as AddressInfo;
  const sending = request({ port, host: '127.0.0.1', method: 'PUT', headers: { 'content-length': length } });
  const broken = new Promise<void>((resolve) => sending.once('error', () => resolve()));
  sending.flushHeaders();
  const [incoming, response] = await once(server, 'request');
  return { sending, broken, incoming: incoming as IncomingMessage, response };
}

/** Reads what comes; resolves each time that so many bytes more are there. */
function read(incoming: IncomingMessage) {
  let [count, wanted] = [0, 0];
  let tell = () => {};
  incoming.on('data', (chunk: Buffer) => {
    count += chunk.length;
    if (count >= wanted) tell();
  });
  return (more: number) =>
    new Promise<void>((resolve) => {
      wanted += more;
      tell = resolve;
      if (count >= wanted) resolve();
    });
}

it('cuts a body that falls silent, however long it would be', async () => {
  const { sending, broken, incoming } = await begin(1_000_000);
  const ended = once(incoming, 'error');
  const here = read(incoming)(15);
  sending.write('the first words');
  await here;
  vi.advanceTimersByTime(STALL_MS);
  await broken;
  expect((await ended)[0]).toMatchObject({ code: 'ECONNRESET' });
});

it('cuts a body of which a byte comes now and then', async () => {
  const { sending, broken, incoming } = await begin(1_000_000);
  incoming.on('error', () => {});
  const arrives = read(incoming);
  let isBroken = false;
  void broken.then(() => {
    isBroken = true;
  });
  for (let turn = 0; turn < 3 && !isBroken; turn += 1) {
    const here = Promise.race([arrives(1), broken]);
    sending.write('.');
    await here;
    vi.advanceTimersByTime(STALL_MS);
  }
  await broken;
});

it('lets a slow and steady body live much longer than a stall', async () => {
  const part = Buffer.alloc(5_000);
  const { sending, incoming, response } = await begin(part.length * 20);
  const arrives = read(incoming);
  for (let turn = 0; turn < 20; turn += 1) {
    const here = arrives(part.length);
    sending.write(part);
    await here;
    vi.advanceTimersByTime(STALL_MS);
  }
  sending.end();
  response.end('whole');
  const [answer] = await once(sending, 'response');
  expect(answer.statusCode).toBe(200);
});

it('does not take the host’s own slowness for the sender’s', async () => {
  const { sending, incoming, response } = await begin(1_000);
  const readable = once(incoming, 'readable');
  sending.write(Buffer.alloc(500));
  await readable;
  vi.advanceTimersByTime(3 * STALL_MS);
  expect(incoming.destroyed).toBe(false);
  const whole = read(incoming)(1_000);
  sending.end(Buffer.alloc(500));
  await whole;
  response.end();
  await once(sending, 'response');
});

it('lets a line be silent behind a whole body, read or not', async () => {
  const { sending, incoming, response } = await begin(5);
  sending.end('whole');
  await vi.waitUntil(() => incoming.complete);
  vi.advanceTimersByTime(3 * STALL_MS);
  response.end('heard');
  const [answer] = await once(sending, 'response');
  expect(answer.statusCode).toBe(200);
  expect(server.requestTimeout).toBe(0);
});
