import { timingSafeEqual } from 'node:crypto';
import { Agent, type RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect, type TLSSocket } from 'node:tls';
import { computeFingerprint } from './certificate.ts';

const connectTimeoutMs = 5000;

export class PinMismatchError extends Error {
  readonly code = 'PIN_MISMATCH';
  readonly expected: string;
  readonly seen: string;
  constructor(expected: string, seen: string) {
    super('The host shows another certificate than the one it is known by');
    this.name = 'PinMismatchError';
    this.expected = expected;
    this.seen = seen;
  }
}

type ConnectionCallback = (error: Error | null, socket: Duplex) => void;

/** Hands a socket out only after the check, so that nothing is ever said to the wrong host. */
abstract class CheckingAgent extends Agent {
  constructor() {
    // A resumed session would skip the certificate: none is kept.
    super({ keepAlive: true, maxCachedSessions: 0 });
  }

  /** Answers an error for a certificate that is not the right one. */
  protected abstract checkFingerprint(fingerprint: string): Error | undefined;

  override createConnection(options: RequestOptions, callback?: ConnectionCallback): undefined {
    const socket = connect({
      ...(options as object),
      // Nobody signs the certificates of a local network; the fingerprint is checked below instead.
      rejectUnauthorized: false,
      minVersion: 'TLSv1.3',
      servername: '',
    });
    const settle = (error: Error | null) => {
      clearTimeout(timer);
      socket.off('error', settle);
      socket.off('secureConnect', check);
      // Errors after this belong to the request; this one keeps a late one from ending the process.
      socket.on('error', () => undefined);
      if (error) socket.destroy();
      callback?.(error, socket);
    };
    const check = () => settle(this.checkFingerprint(readFingerprint(socket)) ?? null);
    const timer = setTimeout(() => settle(new Error('The TLS connection took too long')), connectTimeoutMs);
    socket.once('error', settle);
    socket.once('secureConnect', check);
    return undefined;
  }
}

/** For socket.io and fetches: talks to the one host whose certificate has this SHA-256 (hex). */
export class PinnedAgent extends CheckingAgent {
  readonly #pin: string;

  constructor(pin: string) {
    super();
    if (!/^[0-9a-f]{64}$/.test(pin)) throw new TypeError('A pin is a SHA-256 in lower-case hex');
    this.#pin = pin;
  }

  protected override checkFingerprint(fingerprint: string): Error | undefined {
    const isSame = timingSafeEqual(Buffer.from(fingerprint.padEnd(64)), Buffer.from(this.#pin));
    return isSame ? undefined : new PinMismatchError(this.#pin, fingerprint);
  }
}

/** For the very first contact: believes anybody, but tells whom, and then stays with that one. */
export class FirstContactAgent extends CheckingAgent {
  #seen: string | undefined;

  /** What the other side showed; proof of nothing until a join by code or a person confirms it. */
  get fingerprint(): string | undefined {
    return this.#seen;
  }

  protected override checkFingerprint(fingerprint: string): Error | undefined {
    if (!fingerprint) return new Error('The other side showed no certificate');
    if (this.#seen !== undefined && this.#seen !== fingerprint)
      return new PinMismatchError(this.#seen, fingerprint);
    this.#seen = fingerprint;
    return undefined;
  }
}

function readFingerprint(socket: TLSSocket): string {
  const certificate = socket.getPeerX509Certificate();
  return certificate ? computeFingerprint(certificate.raw) : '';
}
