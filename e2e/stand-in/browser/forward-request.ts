import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
  request as sendRequest,
} from 'node:http';
import type { Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { type ChangeHeaders, type HeaderLists, readResourceType } from './answer-request.ts';
import { toAppUrls, toChromiumUrl } from './app-urls.ts';
import { connectUpstream, type Destination, type VerifyPeer } from './connect-upstream.ts';

const HOP_BY_HOP = new Set(['connection', 'proxy-connection', 'keep-alive', 'transfer-encoding']);

/** Origin and Referer as Electron would send them. */
function readOutgoingHeaders(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const kept = Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name));
  return Object.fromEntries(
    kept.map(([name, value]) => [name, typeof value === 'string' ? toAppUrls(value) : value]),
  );
}

function readReceivedHeaders(headers: IncomingHttpHeaders): HeaderLists {
  const kept = Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name));
  return Object.fromEntries(
    kept.map(([name, value]) => [name, Array.isArray(value) ? value : [value ?? '']]),
  );
}

/** The answer to "may app://x read this?" must name the origin that Chromium knows. */
function nameMappedOrigin(headers: HeaderLists): HeaderLists {
  const name = 'access-control-allow-origin';
  const allowed = headers[name]?.map(toChromiumUrl);
  return allowed ? { ...headers, [name]: allowed } : headers;
}

interface Forwarded {
  request: IncomingMessage;
  to: Destination;
  headers: IncomingHttpHeaders;
  path: string;
  verifyPeer: VerifyPeer;
}

async function startRequest({ request, to, headers, path, verifyPeer }: Forwarded) {
  const socket = await connectUpstream(to, verifyPeer);
  return sendRequest({ method: request.method, path, headers, createConnection: () => socket });
}

export interface ForwardOptions {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  verifyPeer: VerifyPeer;
  changeHeaders: ChangeHeaders;
}

export async function forwardRequest(options: ForwardOptions): Promise<void> {
  const { request, response, url, verifyPeer } = options;
  const isSecure = url.protocol === 'https:';
  const to = { host: url.hostname, port: Number(url.port || (isSecure ? 443 : 80)), isSecure };
  const headers = { ...readOutgoingHeaders(request.headers), connection: 'close' };
  const upstream = await startRequest({ request, to, headers, path: url.pathname + url.search, verifyPeer });
  response.once('close', () => upstream.destroy());
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    upstream.once('response', resolve);
    upstream.once('error', reject);
  });
  request.pipe(upstream); // a host may answer before it has read everything
  const answer = await answered;
  const changed = await options.changeHeaders({
    url: url.href,
    method: request.method ?? 'GET',
    resourceType: readResourceType(request),
    statusCode: answer.statusCode ?? 200,
    responseHeaders: readReceivedHeaders(answer.headers),
  });
  if (!changed) throw new Error('cancelled by onHeadersReceived');
  response.writeHead(answer.statusCode ?? 200, nameMappedOrigin(changed));
  await pipeline(answer, response);
}

export interface UpgradeOptions {
  request: IncomingMessage;
  socket: Socket;
  head: Buffer;
  to: Destination;
  verifyPeer: VerifyPeer;
}

function writeHead(socket: Socket, answer: IncomingMessage): void {
  const lines = [`HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}`];
  for (let at = 0; at < answer.rawHeaders.length; at += 2) {
    lines.push(`${answer.rawHeaders[at]}: ${answer.rawHeaders[at + 1]}`);
  }
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
}

export async function forwardUpgrade({
  request,
  socket,
  head,
  to,
  verifyPeer,
}: UpgradeOptions): Promise<void> {
  const headers = { ...readOutgoingHeaders(request.headers), connection: 'Upgrade' };
  const upstream = await startRequest({ request, to, headers, path: request.url ?? '/', verifyPeer });
  socket.once('close', () => upstream.destroy());
  await new Promise<void>((resolve, reject) => {
    upstream.once('error', reject);
    upstream.once('response', (answer) => {
      writeHead(socket, answer);
      answer.pipe(socket);
      resolve();
    });
    upstream.once('upgrade', (answer, other, otherHead) => {
      writeHead(socket, answer);
      socket.write(otherHead);
      other.write(head);
      socket.setNoDelay?.(true);
      socket.pipe(other).pipe(socket);
      socket.once('close', () => other.destroy());
      other.once('close', () => socket.destroy());
      other.on('error', () => socket.destroy());
      resolve();
    });
    upstream.end();
  });
}
