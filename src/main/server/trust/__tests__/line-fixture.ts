import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket, Server as TcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls, createServer as createTlsServer } from 'node:tls';
import { afterEach, beforeEach } from 'vitest';
import { askHostForCode } from '../ask-host-for-code.ts';
import { createHostCertificate } from '../certificate.ts';
import { createCodeJoinHost } from '../code-join-host.ts';
import { codeJoinPaths } from '../code-join-messages.ts';
import { fetchFirstContact } from '../fetch-pinned.ts';
import { createGuessLimiter } from '../guess-limiter.ts';
import { createJoinTicketStore } from '../join-ticket-store.ts';
import { openPinStore, type PinStore } from '../pin-store.ts';
import { createRoom } from './code-join-fixture.ts';
import { createRecordingLogger } from './recording-logger.ts';

export const code = 'K7QXM2';
export const hostId = 'host-of-anna';
export const hostCertificate = createHostCertificate({ commonName: 'Spaces', now: Date.now() });
export const thiefCertificate = createHostCertificate({ commonName: 'Spaces', now: Date.now() });

/** What is written down during a test and whatever listens are gone after it. */
export function setUpLine() {
  let directory = '';
  let pins: PinStore;
  const closers: Array<() => Promise<unknown>> = [];

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'spaces-mitm-'));
    pins = await openPinStore({
      file: join(directory, 'known-hosts.json'),
      now: Date.now,
      logger: createRecordingLogger(),
    });
  });
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
    await rm(directory, { recursive: true, force: true });
  });

  async function listen(server: TcpServer | Server): Promise<number> {
    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => sockets.delete(socket));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    closers.push(() => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(resolve));
    });
    return (server.address() as AddressInfo).port;
  }

  /** The real host: TLS with its own certificate, its real exchange, one room. */
  async function startHost() {
    const tickets = createJoinTicketStore({ now: Date.now });
    const limiter = createGuessLimiter({ now: Date.now, onRoomUnderAttack: () => undefined });
    const joinHost = createCodeJoinHost({
      binding: { hostId, fingerprint: hostCertificate.fingerprint },
      listRooms: () => [createRoom('secret-room-id', code)],
      tickets,
      limiter,
      now: Date.now,
    });
    const server = createServer(
      { cert: hostCertificate.certPem, key: hostCertificate.keyPem },
      async (request, response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        const from = { address: request.socket.remoteAddress ?? '' };
        if (request.url === '/api/host') return response.end(JSON.stringify({ hostId }));
        const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
        const reply =
          request.url === codeJoinPaths.start
            ? await joinHost.startExchange(body, from)
            : joinHost.finishExchange(body, from);
        response.end(
          JSON.stringify(
            reply.ok
              ? { success: true, ...reply.answer }
              : { success: false, error: { code: reply.error.code } },
          ),
        );
      },
    );
    return { port: await listen(server), tickets };
  }

  /** Swaps the certificate and reads everything in clear, both ways. */
  async function startThief(hostPort: number) {
    const heard = { fromJoiner: '', fromHost: '' };
    const server = createTlsServer(
      { cert: thiefCertificate.certPem, key: thiefCertificate.keyPem },
      (joiner) => {
        const host = connectTls({ port: hostPort, host: '127.0.0.1', rejectUnauthorized: false });
        joiner.on('data', (chunk: Buffer) => {
          heard.fromJoiner += chunk.toString('latin1');
          host.write(chunk);
        });
        host.on('data', (chunk: Buffer) => {
          heard.fromHost += chunk.toString('latin1');
          joiner.write(chunk);
        });
        for (const [one, other] of [
          [joiner, host],
          [host, joiner],
        ] as const) {
          one.on('error', () => other.destroy());
          one.on('close', () => other.destroy());
        }
      },
    );
    return { port: await listen(server), heard };
  }

  async function joinThrough(port: number, typedCode = code) {
    const met = await fetchFirstContact({ url: `https://127.0.0.1:${port}/api/host` });
    const host = {
      hostId: JSON.parse(met.body).hostId,
      name: 'Anna',
      fingerprint: met.fingerprint,
      address: '127.0.0.1',
      port,
    };
    return askHostForCode({ host, code: typedCode, pins });
  }

  return {
    get pins() {
      return pins;
    },
    listen,
    startHost,
    startThief,
    joinThrough,
  };
}
