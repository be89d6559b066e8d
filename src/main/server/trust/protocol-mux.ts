import type { Server as HttpServer } from 'node:http';
import type { Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import type { Logger } from './logger.ts';

const tlsHandshakeByte = 0x16;
const defaultFirstByteTimeoutMs = 10_000;
const defaultHandshakeTimeoutMs = 10_000;
const defaultMaxUndecided = 1024;

export interface ProtocolMuxOptions {
  /** Listens by itself; the mux takes its connections first and hands them on, deciphered where needed. */
  httpServer: HttpServer;
  tls: { certPem: string; keyPem: string };
  logger: Logger;
  /** Asked for each plain connection; loopback is worth allowing always. */
  isPlainAllowed?: (remoteAddress: string | undefined) => boolean;
  /** What somebody reads who may not come in over plain HTTP; gets the beginning of the request. */
  refuse?: (requestStart: string) => { contentType: string; body: string };
  firstByteTimeoutMs?: number;
  handshakeTimeoutMs?: number;
  maxUndecided?: number;
}

export interface ProtocolMux {
  countUndecided(): number;
  /** Drops the undecided and the encrypted connections and gives the server its own listeners back. */
  stop(): void;
}

type ConnectionListener = (socket: Socket) => void;

/**
 * One port for TLS and plain HTTP: the first byte of a TLS client is always 0x16, which no HTTP method begins
 * with. Both kinds end in the same http.Server, so routes and upgrades are attached once.
 */
export function createProtocolMux({
  httpServer,
  tls,
  logger,
  isPlainAllowed = () => true,
  refuse = () => ({ contentType: 'text/plain', body: 'This host does not accept plain HTTP.' }),
  firstByteTimeoutMs = defaultFirstByteTimeoutMs,
  handshakeTimeoutMs = defaultHandshakeTimeoutMs,
  maxUndecided = defaultMaxUndecided,
}: ProtocolMuxOptions): ProtocolMux {
  const ownListeners = httpServer.listeners('connection') as ConnectionListener[];
  const undecided = new Set<Socket>();
  const encrypted = new Set<TLSSocket>();
  const handshaking = new Set<Socket>();
  const tlsServer = createTlsServer({
    key: tls.keyPem,
    cert: tls.certPem,
    minVersion: 'TLSv1.3',
    ALPNProtocols: ['http/1.1'],
    handshakeTimeout: handshakeTimeoutMs,
  });

  function deliver(socket: Socket): void {
    for (const listener of ownListeners) listener.call(httpServer, socket);
  }

  function refusePlain(socket: Socket, requestStart: string): void {
    const { contentType, body } = refuse(requestStart);
    socket.resume();
    socket.end(
      `HTTP/1.1 403 Forbidden\r\nContent-Type: ${contentType}\r\nCache-Control: no-store\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
    // A client that never reads or closes must not keep the socket.
    socket.setTimeout(firstByteTimeoutMs, () => socket.destroy());
  }

  function startHandshake(socket: Socket): void {
    handshaking.add(socket);
    socket.once('close', () => handshaking.delete(socket));
    // HTTP servers allow it, but who says good-bye during a handshake would stay until its time is over.
    socket.allowHalfOpen = false;
    tlsServer.emit('connection', socket);
  }

  function decide(socket: Socket, firstChunk: Buffer): void {
    if (firstChunk[0] === tlsHandshakeByte) startHandshake(socket);
    else if (isPlainAllowed(socket.remoteAddress)) deliver(socket);
    else refusePlain(socket, firstChunk.toString('latin1', 0, 64));
  }

  function handleConnection(socket: Socket): void {
    dropOldest(undecided, maxUndecided);
    undecided.add(socket);
    // Stays for good: a reset can arrive while the socket changes hands.
    socket.on('error', ignoreError);
    const drop = () => socket.destroy();
    const timer = setTimeout(drop, firstByteTimeoutMs);
    timer.unref();
    const forget = () => {
      clearTimeout(timer);
      undecided.delete(socket);
      socket.off('readable', look);
      socket.off('end', drop);
      socket.off('close', forget);
    };
    const look = () => {
      const chunk: Buffer | null = socket.read();
      if (chunk === null) return;
      forget();
      socket.unshift(chunk);
      decide(socket, chunk);
    };
    socket.on('readable', look);
    socket.on('end', drop);
    socket.on('close', forget);
  }

  function handleEncrypted(socket: TLSSocket): void {
    encrypted.add(socket);
    socket.once('close', () => encrypted.delete(socket));
    deliver(socket);
  }

  tlsServer.on('secureConnection', handleEncrypted);
  tlsServer.on('tlsClientError', (error, socket) => {
    logger.info({ reason: error.message, address: socket.remoteAddress }, 'A TLS handshake failed');
    socket.destroy();
  });
  for (const listener of ownListeners) httpServer.off('connection', listener);
  httpServer.on('connection', handleConnection);

  return {
    countUndecided: () => undecided.size,
    stop: () => {
      httpServer.off('connection', handleConnection);
      for (const listener of ownListeners) httpServer.on('connection', listener);
      for (const socket of [...undecided, ...encrypted, ...handshaking]) socket.destroy();
    },
  };
}

function ignoreError(): void {}

/** A flood of silent connections pushes out its own oldest ones, never the people inside. */
function dropOldest(sockets: Set<Socket>, limit: number): void {
  while (sockets.size >= limit) {
    const [oldest] = sockets;
    if (!oldest) return;
    sockets.delete(oldest);
    oldest.destroy();
  }
}
