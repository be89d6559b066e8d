import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Socket,
  type Server as TcpServer,
} from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls, createServer as createTlsServer } from 'node:tls';
import { ristretto255 } from '@noble/curves/ed25519.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askHostForCode } from '../ask-host-for-code.ts';
import { createHostCertificate } from '../certificate.ts';
import { createCodeJoinHost } from '../code-join-host.ts';
import {
  computeCodeGenerator,
  computeProof,
  decodeBytes,
  deriveSlotKeys,
  encodeBytes,
} from '../code-join-keys.ts';
import type { FinishRequest, StartAnswer, StartRequest } from '../code-join-messages.ts';
import { codeJoinPaths } from '../code-join-messages.ts';
import { fetchFirstContact } from '../fetch-pinned.ts';
import { createGuessLimiter } from '../guess-limiter.ts';
import { createJoinTicketStore } from '../join-ticket-store.ts';
import { openPinStore, type PinStore } from '../pin-store.ts';
import { createRoom } from './code-join-fixture.ts';
import { createRecordingLogger } from './recording-logger.ts';

const code = 'K7QXM2';
const hostId = 'host-of-anna';
const hostCertificate = createHostCertificate({ commonName: 'Spaces', now: Date.now() });
const thiefCertificate = createHostCertificate({ commonName: 'Spaces', now: Date.now() });

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

function readBodies(text: string): unknown[] {
  return [...text.matchAll(/\{.*?\}(?=HTTP|POST|GET|\r\n|$)/gs)].map((match) => JSON.parse(match[0]));
}

describe('a man in the middle with a certificate of his own', () => {
  it('is not in the way of honest people: the same join without him succeeds and pins the host', async () => {
    const { port, tickets } = await startHost();
    const result = await joinThrough(port);
    if (!result.ok) throw new Error(result.reason);
    expect(tickets.redeemTicket(result.welcome.ticket)).toBe('secret-room-id');
    expect(pins.getHost(hostId)).toMatchObject({
      verifiedBy: 'code',
      fingerprint: hostCertificate.fingerprint,
    });
  });

  it('cannot get the join through, and nothing is pinned', async () => {
    const { port } = await startHost();
    const thief = await startThief(port);
    expect(await joinThrough(thief.port)).toEqual({ ok: false, reason: 'no-such-code' });
    expect(pins.listHosts()).toEqual([]);
  });

  it('reads every byte and finds neither code, nor room, nor ticket', async () => {
    const { port } = await startHost();
    const thief = await startThief(port);
    await joinThrough(thief.port);
    expect(thief.heard.fromJoiner).toContain('"proofs"');
    const all = thief.heard.fromJoiner + thief.heard.fromHost;
    for (const secret of [
      code,
      Buffer.from(code).toString('base64url'),
      Buffer.from(code).toString('hex'),
      'secret-room-id',
      'ticket',
      'The room',
    ]) {
      expect(all).not.toContain(secret);
    }
  });

  it('cannot test guesses on what he read: even the right code confirms nothing', async () => {
    const { port } = await startHost();
    const thief = await startThief(port);
    await joinThrough(thief.port);
    const [, started, finished] = [{}, ...readBodies(thief.heard.fromJoiner)] as [
      unknown,
      StartRequest,
      FinishRequest,
    ];
    const answer = readBodies(thief.heard.fromHost).find(
      (body) => (body as StartAnswer).slots,
    ) as StartAnswer;
    const [slot] = answer.slots;
    const [sent] = finished.proofs;
    if (!slot || !sent) throw new Error('the thief heard no exchange');
    const nonce = decodeBytes(started.nonce);
    const joinerShare = decodeBytes(started.share);
    const hostShare = decodeBytes(slot.share);
    for (const guess of [code, 'AAAAAA']) {
      for (const fingerprint of [hostCertificate.fingerprint, thiefCertificate.fingerprint]) {
        const generator = computeCodeGenerator({ hostId, fingerprint, code: guess, nonce });
        // Without one of the two secret scalars these are all the group elements he can make from what he saw.
        const points = [
          joinerShare,
          hostShare,
          generator.toBytes(),
          addPoints(joinerShare, hostShare),
          addPoints(joinerShare, generator.toBytes()),
        ];
        for (const sharedPoint of points) {
          const transcript = {
            hostId,
            fingerprint,
            nonce,
            exchangeId: answer.exchangeId,
            slot: slot.slot,
            joinerShare,
            hostShare,
          };
          const keys = deriveSlotKeys(transcript, sharedPoint);
          expect(encodeBytes(computeProof(keys.joinerProof, answer.exchangeId, slot.slot))).not.toBe(
            sent.proof,
          );
        }
      }
    }
  });

  it('is refused before anything is asked once the host is known', async () => {
    const { port } = await startHost();
    await joinThrough(port);
    const thief = await startThief(port);
    await expect(joinThrough(thief.port)).rejects.toMatchObject({
      code: 'FINGERPRINT_CHANGED',
      seen: thiefCertificate.fingerprint,
    });
    expect(thief.heard.fromJoiner).not.toContain('share');
    expect(pins.getHost(hostId)?.fingerprint).toBe(hostCertificate.fingerprint);
  });
});

describe('a wire that only carries the bytes', () => {
  it('changes nothing: the join succeeds, and nothing on it is readable', async () => {
    const { port } = await startHost();
    let seen = '';
    const relay = createTcpServer((joiner) => {
      const host = connect({ port, host: '127.0.0.1' });
      joiner.on('data', (chunk: Buffer) => {
        seen += chunk.toString('latin1');
        host.write(chunk);
      });
      host.on('data', (chunk: Buffer) => {
        seen += chunk.toString('latin1');
        joiner.write(chunk);
      });
      host.on('error', () => joiner.destroy());
      joiner.on('error', () => host.destroy());
      host.on('close', () => joiner.destroy());
      joiner.on('close', () => host.destroy());
    });
    const relayPort = await listen(relay);
    expect(await joinThrough(relayPort)).toMatchObject({ ok: true, welcome: { roomId: 'secret-room-id' } });
    for (const secret of [code, 'secret-room-id', 'exchangeId', hostId]) expect(seen).not.toContain(secret);
  });
});

function addPoints(one: Uint8Array, other: Uint8Array): Uint8Array {
  const { Point } = ristretto255;
  return Point.fromBytes(one).add(Point.fromBytes(other)).toBytes();
}
