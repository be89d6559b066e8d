import { connect, createServer as createTcpServer } from 'node:net';
import { ristretto255 } from '@noble/curves/ed25519.js';
import { describe, expect, it } from 'vitest';
import {
  computeCodeGenerator,
  computeProof,
  decodeBytes,
  deriveSlotKeys,
  encodeBytes,
} from '../code-join-keys.ts';
import type { FinishRequest, StartAnswer, StartRequest } from '../code-join-messages.ts';
import { code, hostCertificate, hostId, setUpLine, thiefCertificate } from './line-fixture.ts';

const line = setUpLine();
const { listen, startHost, startThief, joinThrough } = line;

function readBodies(text: string): unknown[] {
  return [...text.matchAll(/\{.*?\}(?=HTTP|POST|GET|\r\n|$)/gs)].map((match) => JSON.parse(match[0]));
}

describe('a man in the middle with a certificate of his own', () => {
  it('is not in the way of honest people: the same join without him succeeds and pins the host', async () => {
    const { port, tickets } = await startHost();
    const result = await joinThrough(port);
    if (!result.ok) throw new Error(result.reason);
    expect(tickets.redeemTicket(result.welcome.ticket)).toBe('secret-room-id');
    expect(line.pins.getHost(hostId)).toMatchObject({
      verifiedBy: 'code',
      fingerprint: hostCertificate.fingerprint,
    });
  });

  it('cannot get the join through, and nothing is pinned', async () => {
    const { port } = await startHost();
    const thief = await startThief(port);
    expect(await joinThrough(thief.port)).toEqual({ ok: false, reason: 'no-such-code' });
    expect(line.pins.listHosts()).toEqual([]);
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
    expect(line.pins.getHost(hostId)?.fingerprint).toBe(hostCertificate.fingerprint);
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
