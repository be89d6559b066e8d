import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

const PLACE = /^\/ws(?:\/rooms\/([^/]{1,100}))?\/?$/;
const LONGEST_NAME = 50;

/** What a program says with the request for a line. */
export interface UpgradeRequest {
  readonly address: string;
  /** The room to join at once, by id or code. */
  readonly place: string | undefined;
  readonly token: string | null;
  /** How a guest wants to be called. */
  readonly name: string;
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Null for a request that is not for this surface. */
export function readUpgrade(request: IncomingMessage): UpgradeRequest | null {
  let url: URL;
  try {
    url = new URL(`http://host${request.url ?? ''}`);
  } catch {
    return null;
  }
  const place = PLACE.exec(url.pathname);
  if (!place) return null;
  const bearer = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
  return {
    address: request.socket.remoteAddress ?? '',
    place: place[1] && decodePart(place[1]),
    token: bearer ?? (url.searchParams.get('token') || null),
    name: (url.searchParams.get('name') ?? '').trim().slice(0, LONGEST_NAME),
  };
}

export function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
