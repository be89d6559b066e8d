import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import {
  type CpacePoint,
  computeGenerator,
  computeSessionKey,
  encodeText,
  joinWithLengths,
} from './cpace.ts';

const label = 'spaces code join 1';
const sealNonceBytes = 12;
const sealTagBytes = 16;

/** What each side believes about the line: equal on both sides only when nobody stands between them. */
export interface LineBinding {
  hostId: string;
  /** SHA-256 of the host's certificate: the host's own on one side, the one seen in TLS on the other. */
  fingerprint: string;
}

export interface SlotTranscript extends LineBinding {
  nonce: Uint8Array;
  exchangeId: string;
  slot: string;
  joinerShare: Uint8Array;
  hostShare: Uint8Array;
}

export interface SlotKeys {
  joinerProof: Uint8Array;
  hostProof: Uint8Array;
  seal: Uint8Array;
}

export function decodeBytes(text: string): Uint8Array {
  return Buffer.from(text, 'base64url');
}

export function encodeBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

/** The line is part of the generator: with another certificate even the shares belong to another exchange. */
export function computeCodeGenerator({
  code,
  nonce,
  hostId,
  fingerprint,
}: LineBinding & { code: string; nonce: Uint8Array }): CpacePoint {
  return computeGenerator({
    password: encodeText(code),
    channel: joinWithLengths(...[label, hostId, fingerprint].map(encodeText)),
    sessionId: nonce,
  });
}

export function deriveSlotKeys(transcript: SlotTranscript, sharedPoint: Uint8Array): SlotKeys {
  const { nonce, exchangeId, slot, hostId, fingerprint, joinerShare, hostShare } = transcript;
  const sessionKey = computeSessionKey({
    sessionId: nonce,
    sharedPoint,
    initiator: { share: joinerShare, associatedData: encodeText('joiner') },
    responder: {
      share: hostShare,
      associatedData: joinWithLengths(...['host', hostId, fingerprint, exchangeId, slot].map(encodeText)),
    },
  });
  const derive = (use: string) =>
    new Uint8Array(hkdfSync('sha512', sessionKey, new Uint8Array(0), `${label}: ${use}`, 32));
  return {
    joinerProof: derive('proof of the joiner'),
    hostProof: derive('proof of the host'),
    seal: derive('welcome'),
  };
}

export function computeProof(key: Uint8Array, ...parts: string[]): Uint8Array {
  return createHmac('sha256', key)
    .update(joinWithLengths(...parts.map(encodeText)))
    .digest();
}

export function isSameProof(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

/** The room id and the ticket are for the one who proved the code, not for whoever reads along. */
export function sealText(key: Uint8Array, nonce: Uint8Array, text: string): string {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return encodeBytes(
    Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]),
  );
}

/** Throws when the key is another one or a bit was changed. */
export function openSealedText(key: Uint8Array, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const end = bytes.length - sealTagBytes;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, sealNonceBytes), {
    authTagLength: sealTagBytes,
  });
  decipher.setAuthTag(bytes.subarray(end));
  return Buffer.concat([decipher.update(bytes.subarray(sealNonceBytes, end)), decipher.final()]).toString(
    'utf8',
  );
}

export function createSealNonce(randomBytes: (size: number) => Uint8Array): Uint8Array {
  return randomBytes(sealNonceBytes);
}
