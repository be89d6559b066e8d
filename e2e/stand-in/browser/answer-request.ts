import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { toAppUrls } from './app-urls.ts';

export type HeaderLists = Record<string, string[]>;

export interface ReceivedHeaders {
  url: string;
  method: string;
  resourceType: string;
  statusCode: number;
  responseHeaders: HeaderLists;
}

/** webRequest.onHeadersReceived: the headers as the app wants them, or undefined to cancel. */
export type ChangeHeaders = (received: ReceivedHeaders) => Promise<HeaderLists | undefined>;

const RESOURCE_TYPES: Record<string, string> = {
  document: 'mainFrame',
  iframe: 'subFrame',
  style: 'stylesheet',
  script: 'script',
  image: 'image',
  font: 'font',
  audio: 'media',
  video: 'media',
  empty: 'xhr',
};

export function readResourceType(request: IncomingMessage): string {
  return RESOURCE_TYPES[String(request.headers['sec-fetch-dest'])] ?? 'other';
}

function readHeaders(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, toAppUrls(String(value)));
  }
  return headers;
}

export interface AnswerOptions {
  request: IncomingMessage;
  response: ServerResponse;
  url: string;
  answerScheme(request: Request): Promise<Response>;
  changeHeaders: ChangeHeaders;
}

/** Lets the app's protocol handler answer, streaming its body. */
export async function answerRequest(options: AnswerOptions): Promise<void> {
  const { request, response, url } = options;
  if (url.endsWith('/favicon.ico')) {
    response.writeHead(204).end(); // Chromium asks for it, Electron does not
    return;
  }
  const method = request.method ?? 'GET';
  const body = method === 'GET' || method === 'HEAD' ? null : (Readable.toWeb(request) as ReadableStream);
  const init = { method, headers: readHeaders(request), body, duplex: 'half' };
  const answer = await options.answerScheme(new Request(url, init as RequestInit));
  const received: HeaderLists = {};
  for (const [name, value] of answer.headers) received[name] = [...(received[name] ?? []), value];
  const changed = await options.changeHeaders({
    url,
    method,
    resourceType: readResourceType(request),
    statusCode: answer.status,
    responseHeaders: received,
  });
  if (!changed) throw new Error('cancelled by onHeadersReceived');
  response.writeHead(answer.status, changed);
  if (!answer.body) response.end();
  else await pipeline(Readable.fromWeb(answer.body as ReadableStream), response);
}
