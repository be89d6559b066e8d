import { ristretto255, ristretto255_hasher } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';

/** CPace with ristretto255 and SHA-512 (draft-irtf-cfrg-cpace); only the initiator-responder form. */
const dsi = encodeText('CPaceRistretto255');
const dsiIsk = encodeText('CPaceRistretto255_ISK');
const hashBlockBytes = 128;

export type CpacePoint = InstanceType<typeof ristretto255.Point>;

export class InvalidShareError extends Error {
  readonly code = 'INVALID_SHARE';
  constructor() {
    super('The share is not a usable group element');
    this.name = 'InvalidShareError';
  }
}

/** Draft names: PRS, CI and sid. The channel is what both sides must agree on before anything else. */
export interface GeneratorInput {
  password: Uint8Array;
  channel: Uint8Array;
  sessionId: Uint8Array;
}

export interface CpaceMessage {
  share: Uint8Array;
  associatedData: Uint8Array;
}

export function encodeText(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Concatenation with LEB128 lengths in front: no two different lists give the same bytes. */
export function joinWithLengths(...parts: Uint8Array[]): Uint8Array {
  return Buffer.concat(parts.flatMap((part) => [encodeLeb128(part.length), part]));
}

function encodeLeb128(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push(rest < 0x80 ? rest : (rest & 0x7f) | 0x80);
    rest = Math.floor(rest / 0x80);
  } while (rest > 0);
  return Uint8Array.from(bytes);
}

/** The zero padding fills the first hash block, so that the password alone decides it. */
export function buildGeneratorString({ password, channel, sessionId }: GeneratorInput): Uint8Array {
  const used = joinWithLengths(password).length + joinWithLengths(dsi).length;
  const padding = new Uint8Array(Math.max(0, hashBlockBytes - 1 - used));
  return joinWithLengths(dsi, password, padding, channel, sessionId);
}

export function computeGenerator(input: GeneratorInput): CpacePoint {
  const derive = ristretto255_hasher.deriveToCurve;
  if (!derive) throw new Error('This build of the curve library cannot derive group elements');
  return derive(sha512(buildGeneratorString(input)));
}

/** 252 random bits are below the group order by construction: no bias, no retry except for zero. */
export function sampleScalar(randomBytes: (size: number) => Uint8Array): bigint {
  for (;;) {
    const bytes = Uint8Array.from(randomBytes(32));
    bytes[31] = (bytes[31] ?? 0) & 0x0f;
    const scalar = readScalar(bytes);
    if (scalar !== 0n) return scalar;
  }
}

export function readScalar(littleEndian: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(littleEndian).reverse().toString('hex')}`);
}

export function computeShare(scalar: bigint, generator: CpacePoint): Uint8Array {
  return generator.multiply(scalar).toBytes();
}

/** scalar_mult_vfy of the draft, with its abort: a share that is no element, or the neutral one, is refused. */
export function computeSharedPoint(scalar: bigint, share: Uint8Array): Uint8Array {
  let point: CpacePoint;
  try {
    point = ristretto255.Point.fromBytes(Uint8Array.from(share));
  } catch {
    throw new InvalidShareError();
  }
  if (point.is0()) throw new InvalidShareError();
  return point.multiply(scalar).toBytes();
}

/** ISK, 64 bytes: equal on both sides only if password, channel, session and both messages were equal. */
export function computeSessionKey({
  sessionId,
  sharedPoint,
  initiator,
  responder,
}: {
  sessionId: Uint8Array;
  sharedPoint: Uint8Array;
  initiator: CpaceMessage;
  responder: CpaceMessage;
}): Uint8Array {
  return sha512(
    Buffer.concat([
      joinWithLengths(dsiIsk, sessionId, sharedPoint),
      joinWithLengths(initiator.share, initiator.associatedData),
      joinWithLengths(responder.share, responder.associatedData),
    ]),
  );
}
