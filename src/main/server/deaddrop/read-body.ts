import type { IncomingMessage } from 'node:http';
import { DeaddropError } from './deaddrop-error.ts';

export type Body =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly value: unknown }
  /** Not announced as JSON: kept as text, which no route takes. */
  | { readonly kind: 'text'; readonly value: string };

const JSON_TYPE = /^application\/(?:[^;\s]+\+)?json\s*(?:;|$)/i;

function tooLarge(): DeaddropError {
  return new DeaddropError(413, 'Request body too large');
}

async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).length;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks, size);
}

function findFault(error: unknown): { position: number; message: string } {
  const message = error instanceof Error ? error.message : '';
  return { position: Number(/position (\d+)/.exec(message)?.[1] ?? 0), message: 'Expecting value' };
}

/** JSON when it is announced as JSON, or as nothing at all. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Body> {
  const bytes = await readBytes(request, maxBytes);
  if (bytes.length === 0) return { kind: 'none' };
  const type = request.headers['content-type'];
  if (type !== undefined && type !== '' && !JSON_TYPE.test(type.trim())) {
    return { kind: 'text', value: bytes.toString('utf8') };
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new DeaddropError(400, 'There was an error parsing the body');
  }
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch (error) {
    const { position, message } = findFault(error);
    throw new DeaddropError(422, [
      {
        type: 'json_invalid',
        loc: ['body', position],
        msg: 'JSON decode error',
        input: {},
        ctx: { error: message },
      },
    ]);
  }
}
