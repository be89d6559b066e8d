import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
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

export const FILE_BYTES = Buffer.alloc(300_000, 'bytes of a file ');

/** `/file` whole, `/file?broken` cut in the middle unless the rest alone is asked for, `/file?gone` not at all. */
function answerFile(request: IncomingMessage, response: ServerResponse): void {
  if (request.url?.endsWith('gone')) return void response.writeHead(404).end('no such file');
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  response.writeHead(start > 0 ? 206 : 200, {
    'content-type': 'application/x-thing',
    'content-length': FILE_BYTES.length - start,
    'content-disposition': `attachment; filename="plain"; filename*=UTF-8''a%20%E2%82%AC.bin`,
    ...(request.url?.endsWith('nameless') ? {} : { etag: '"one"' }),
  });
  if (start > 0 || !request.url?.includes('broken')) return void response.end(FILE_BYTES.subarray(start));
  response.write(FILE_BYTES.subarray(0, 100_000), () => response.destroy());
}

/** A host as ours are: HTTP(S) that answers one page of the network's guests, and an echoing socket. */
export async function startTestHost(scheme: 'http' | 'https'): Promise<TestHost> {
  const { key, cert } = createSelfSigned();
  const server = scheme === 'https' ? createHttpsServer({ key, cert }) : createHttpServer();
  const origins: (string | undefined)[] = [];
  server.on('request', (request: IncomingMessage, response) => {
    origins.push(request.headers.origin);
    response.setHeader('access-control-allow-origin', 'app://fixture');
    if (request.url?.startsWith('/file')) return answerFile(request, response);
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
