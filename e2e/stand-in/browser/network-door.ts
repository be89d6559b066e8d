import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { answerRequest, type ChangeHeaders } from './answer-request.ts';
import { isMappedHost, toAppUrls } from './app-urls.ts';
import { type Destination, isNearby, type VerifyPeer } from './connect-upstream.ts';
import { forwardRequest, forwardUpgrade } from './forward-request.ts';
import { createSelfSigned } from './self-signed.ts';

export interface DoorOptions {
  /** Answers app:// requests, as the app's protocol.handle does. */
  answerScheme(request: Request): Promise<Response>;
  verifyPeer: VerifyPeer;
  changeHeaders: ChangeHeaders;
}

export interface NetworkDoor {
  port: number;
  keyHash: string;
  close(): void;
}

const TLS_HANDSHAKE = 0x16;

/** Chromium also asks for things of its own far away: refused, and not worth a word. */
function reportFailure(url: URL, error: Error): void {
  if (!isMappedHost(url.hostname) && !isNearby(url.hostname)) return;
  console.error(`Electron stand-in: ${toAppUrls(url.href)}: ${error.message}`);
}

/**
 * The proxy through which all of Chromium's HTTP goes: it answers app:// itself, lets the app judge the
 * certificates of others, and puts the app's own origin where Chromium has the mapped one.
 */
export async function openNetworkDoor(options: DoorOptions): Promise<NetworkDoor> {
  const identity = createSelfSigned();
  const secureContext = createSecureContext({ key: identity.key, cert: identity.cert });
  const destinations = new WeakMap<Socket, Destination>();

  function findDestination(request: IncomingMessage): Destination | undefined {
    return destinations.get(request.socket);
  }

  function handleRequest(request: IncomingMessage, response: ServerResponse): void {
    const tunnel = findDestination(request);
    const url = tunnel
      ? new URL(`${tunnel.isSecure ? 'https' : 'http'}://${request.headers.host}${request.url}`)
      : new URL(request.url ?? '');
    const handled = isMappedHost(url.hostname)
      ? answerRequest({ request, response, url: toAppUrls(url.href), ...options })
      : forwardRequest({ request, response, url, ...options });
    handled.catch((error: Error) => {
      reportFailure(url, error);
      response.destroy();
    });
  }

  function handleUpgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    const to = findDestination(request);
    if (!to || isMappedHost(to.host)) {
      socket.destroy();
      return;
    }
    forwardUpgrade({ request, socket, head, to, verifyPeer: options.verifyPeer }).catch((error: Error) => {
      reportFailure(new URL(`wss://${to.host}:${to.port}`), error);
      socket.destroy();
    });
  }

  function handleConnect(request: IncomingMessage, socket: Socket): void {
    const { hostname, port } = new URL(`http://${request.url}`);
    socket.on('error', () => socket.destroy());
    socket.once('data', (first: Buffer) => {
      socket.pause();
      socket.unshift(first);
      const isSecure = first[0] === TLS_HANDSHAKE;
      const inner = isSecure
        ? new TLSSocket(socket, { isServer: true, secureContext, ALPNProtocols: ['http/1.1'] })
        : socket;
      inner.on('error', () => socket.destroy());
      destinations.set(inner, { host: hostname, port: Number(port || (isSecure ? 443 : 80)), isSecure });
      server.emit('connection', inner);
      if (!isSecure) socket.resume();
    });
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
  }

  const server: Server = createServer({ keepAliveTimeout: 60_000 });
  server.on('request', handleRequest);
  server.on('upgrade', handleUpgrade);
  server.on('connect', handleConnect);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return {
    port: (server.address() as AddressInfo).port,
    keyHash: identity.keyHash,
    close: () => void server.close(),
  };
}
