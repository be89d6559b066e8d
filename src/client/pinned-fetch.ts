import type { RequestOptions } from 'node:https';
import { CertificateError, SpacesError } from './errors.ts';

/** Loaded here, so that a browser never asks for them. */
async function loadModules() {
  if (typeof process === 'undefined') {
    throw new SpacesError(0, 'A page cannot look at certificates: only Node takes a fingerprint.');
  }
  return Promise.all([import('node:https'), import('node:tls'), import('node:stream')]);
}

type HttpsModules = Awaited<ReturnType<typeof loadModules>>;

const readFingerprint = (text: string) => text.toLowerCase().replaceAll(':', '');

/**
 * A way to the one host whose certificate has this SHA-256, signed by whomever. The socket is handed out behind the
 * check, so that no secret is ever said to another host.
 */
function createRequest([{ Agent, request }, { connect }]: HttpsModules, fingerprint: string) {
  // A resumed session would skip the certificate: none is kept.
  const agent = new Agent({ keepAlive: true, maxCachedSessions: 0 });
  agent.createConnection = (options, callback) => {
    const socket = connect({ ...(options as object), rejectUnauthorized: false });
    const settle = (error: Error | null) => {
      socket.off('error', settle);
      // Errors after this belong to the request; this one keeps a late one from ending the process.
      socket.on('error', () => undefined);
      if (error) socket.destroy();
      callback?.(error, socket);
    };
    socket.once('error', settle);
    socket.once('secureConnect', () => {
      const seen = readFingerprint(socket.getPeerX509Certificate()?.fingerprint256 ?? '');
      settle(seen === fingerprint ? null : new CertificateError(fingerprint, seen));
    });
    return undefined;
  };
  return (url: string, options: RequestOptions) => request(url, { ...options, agent });
}

export function createPinnedFetch(fingerprint: string): typeof fetch {
  const pin = readFingerprint(fingerprint);
  if (!/^[0-9a-f]{64}$/.test(pin)) throw new TypeError('A fingerprint is a SHA-256 in hexadecimal digits.');
  let loading: Promise<HttpsModules> | undefined;
  let send: ReturnType<typeof createRequest> | undefined;
  return async (input, { method = 'GET', headers, body, signal } = {}) => {
    if (!String(input).startsWith('https:')) {
      throw new SpacesError(
        400,
        'A fingerprint is of a certificate: the address has to begin with https://.',
      );
    }
    loading ??= loadModules();
    const modules = await loading;
    send ??= createRequest(modules, pin);
    const ask = send;
    return new Promise<Response>((resolve, reject) => {
      const outgoing = ask(String(input), {
        method,
        headers: Object.fromEntries(new Headers(headers)),
        ...(signal && { signal }),
      });
      outgoing.once('error', reject);
      outgoing.once('response', (answer) => {
        const told = Object.entries(answer.headers).map(([name, value]): [string, string] => [
          name,
          String(value),
        ]);
        const stream = modules[2].Readable.toWeb(answer) as ReadableStream<Uint8Array>;
        resolve(new Response(stream, { status: answer.statusCode ?? 500, headers: told }));
      });
      outgoing.end(body);
    });
  };
}
