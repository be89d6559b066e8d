import { ristretto255, ristretto255_hasher } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';

/** CPace with ristretto255 and SHA-512, draft-irtf-cfrg-cpace; names follow the draft. */
const dsi = encodeText('CPaceRistretto255');
const dsiIsk = encodeText('CPaceRistretto255_ISK');
const hashBlockBytes = 128;
const scalarBits = 252;
export const cpaceShareBytes = 32;

type Point = typeof ristretto255.Point.BASE;

export class InvalidShareError extends Error {
  constructor() {
    super('The share is not a usable group element');
    this.name = 'InvalidShareError';
  }
}

export interface GeneratorInput {
  password: Uint8Array;
  /** CI: what both sides must agree on before anything else, here host and certificate. */
  channel: Uint8Array;
  sessionId: Uint8Array;
}

export function computeGenerator({ password, channel, sessionId }: GeneratorInput): Point {
  return ristretto255_hasher.deriveToCurve!(sha512(buildGeneratorString({ password, channel, sessionId })));
}
