import { once } from 'node:events';
import { createServer, get as getPlain, type IncomingMessage } from 'node:http';
import { get as getTls } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach } from 'vitest';
import { WebSocketServer } from 'ws';
import { createHostCertificate } from '../certificate.ts';
import { createProtocolMux, type ProtocolMux, type ProtocolMuxOptions } from '../protocol-mux.ts';
import { createRecordingLogger } from './recording-logger.ts';

export const certificate = createHostCertificate({ commonName: 'Spaces', now: Date.now() });

interface Fixture {
  readonly port: number;
  readonly mux: ProtocolMux;
}

/** Gives what starts one port for both; it ends with the test. */
export function setUpMux(): (options?: Partial<ProtocolMuxOptions>) => Promise<Fixture> {
  const undo: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const step of undo.splice(0)) await step();
  });
  return (options = {}) => start(options, undo);
}

async function start(options: Partial<ProtocolMuxOptions>, undo: (() => Promise<void>)[]): Promise<Fixture> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () =>
      response.end(
        JSON.stringify({
          isEncrypted: 'encrypted' in request.socket,
          remoteAddress: request.socket.remoteAddress,
          url: request.url,
          length: Buffer.concat(chunks).length,
        }),
      ),
    );
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => socket.on('message', (data) => socket.send(`echo ${data}`)));
  const mux = createProtocolMux({
    httpServer: server,
    tls: certificate,
    logger: createRecordingLogger(),
    ...options,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  undo.push(async () => {
    for (const client of sockets.clients) client.terminate();
    mux.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { port: (server.address() as AddressInfo).port, mux };
}

async function readJson(request: ReturnType<typeof getPlain>): Promise<Record<string, unknown>> {
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString());
}

export function requestPlain(port: number) {
  return readJson(getPlain({ port, host: '127.0.0.1', path: '/x', agent: false }));
}
export function requestTls(port: number) {
  return readJson(
    getTls({
      port,
      host: '127.0.0.1',
      path: '/y',
      ca: [certificate.certPem],
      servername: 'localhost',
      agent: false,
    }),
  );
}

export async function openSocket(port: number, bytes?: string | Buffer): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  if (bytes) socket.write(bytes);
  return socket;
}

export async function readAll(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

export async function waitForClose(socket: Socket): Promise<void> {
  if (socket.closed || socket.readableEnded) return;
  await new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
    socket.once('end', () => resolve());
    socket.resume();
  });
}
