import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { refuseUnknown } from '../not-imitated.ts';

const MIME: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
};

async function fetchFile(url: string): Promise<Response> {
  const file = fileURLToPath(new URL(url));
  const body = await readFile(file).catch(() => {
    throw new Error('net::ERR_FILE_NOT_FOUND');
  });
  const type = MIME[extname(file).toLowerCase()] ?? 'application/octet-stream';
  return new Response(new Uint8Array(body), { headers: { 'content-type': type } });
}

export function createNet() {
  return refuseUnknown(
    {
      isOnline: () => true,
      online: true,
      fetch(input: string | Request, init?: RequestInit): Promise<Response> {
        const url = typeof input === 'string' ? input : input.url;
        return url.startsWith('file:') ? fetchFile(url) : fetch(input, init);
      },
    },
    'net',
  );
}
