import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { createSelfSigned } from '../browser/self-signed.ts';

export interface TestHost {
  port: number;
  /** The Origin of every request, in order. */
  origins: (string | undefined)[];
  close(): Promise<void>;
}

/** A host as ours are: HTTP(S) that answers one page of the network's guests, and an echoing socket. */
export async function startTestHost(scheme: 'http' | 'https'): Promise<TestHost> {
  const { key, cert } = createSelfSigned();
  const server = scheme === 'https' ? createHttpsServer({ key, cert }) : createHttpServer();
  const origins: (string | undefined)[] = [];
  server.on('request', (request: IncomingMessage, response) => {
    origins.push(request.headers.origin);
    response.setHeader('access-control-allow-origin', 'app://fixture');
    if (request.method === 'POST') request.pipe(response);
    else response.setHeader('content-type', 'text/html').end(`<p>hello from ${scheme}</p>`);
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket, request) => {
    origins.push(request.headers.origin);
    socket.on('message', (data) => socket.send(`echo ${data}`));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    origins,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve)); // a second call is harmless
    },
  };
}
