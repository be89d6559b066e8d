import type { Request, Response } from 'express';
import { TIMES } from '#shared/contract/limits.ts';
import type { OpenedFile } from '../domain/files/file-service.ts';

/** Whatever a file says it is, it must not act: no scripts, no frames, nothing loaded from it. */
export function setSafetyHeaders(response: Response): void {
  response.setHeader('Content-Security-Policy', "sandbox; default-src 'none'; style-src 'none'");
  response.setHeader('X-Content-Type-Options', 'nosniff');
  // A file never changes under its id; but whoever leaves the room must ask again elsewhere.
  response.setHeader('Cache-Control', 'private, max-age=3600, immutable');
}

/** Names of any language, in the form old and new browsers read. */
export function describeDisposition(name: string, isInline: boolean): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${isInline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** The first byte of `bytes 100-199/1000`; null for anything else. */
export function readContentRange(header: string | undefined): number | null {
  const start = /^bytes (\d{1,15})-\d{1,15}\/(?:\d{1,15}|\*)$/.exec(header ?? '')?.[1];
  return start === undefined ? null : Number(start);
}

type Range = Parameters<OpenedFile['send']>[0];

/** One range of a file; null for the whole, which is also what several ranges get. */
export function readRange(header: string | undefined, size: number): Range | 'unsatisfiable' | null {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return null;
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 };
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) return null;
  return start >= size ? 'unsatisfiable' : { start, end };
}

/**
 * Resolves when the block has left; a line that closes before that is a failure, whatever waits in it. A reader that
 * takes nothing for so long is let go: its block and its file must not wait for good, and it can go on with a range.
 */
function writeBlock(response: Response, block: Buffer, stallMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = () => {
      clearTimeout(timer);
      reject(new Error('The line closed.'));
    };
    const timer = setTimeout(() => response.destroy(), stallMs);
    if (response.destroyed) return fail();
    response.once('close', fail);
    response.write(block, (error) => {
      clearTimeout(timer);
      response.off('close', fail);
      if (error) reject(error);
      else resolve();
    });
  });
}

export async function sendFile(
  request: Request,
  response: Response,
  file: OpenedFile,
  stallMs: number = TIMES.downloadStall,
): Promise<void> {
  const etag = `"${file.sha256}"`;
  const isInline = file.isShown && request.query.download === undefined;
  setSafetyHeaders(response);
  response.setHeader(
    'Content-Type',
    file.contentType === 'text/plain' ? 'text/plain; charset=utf-8' : file.contentType,
  );
  response.setHeader('Content-Disposition', describeDisposition(file.name, isInline));
  response.setHeader('Accept-Ranges', 'bytes');
  response.setHeader('ETag', etag);
  if (request.headers['if-none-match'] === etag) return void response.status(304).end();
  const ifRange = request.headers['if-range'];
  const isSame = ifRange === undefined || ifRange === etag;
  const range = isSame ? readRange(request.headers.range, file.size) : null;
  if (range === 'unsatisfiable') {
    response.setHeader('Content-Range', `bytes */${file.size}`);
    return void response.status(416).end();
  }
  if (range) {
    response.status(206).setHeader('Content-Range', `bytes ${range.start}-${range.end}/${file.size}`);
  }
  response.setHeader('Content-Length', range ? range.end - range.start + 1 : file.size);
  if (request.method === 'HEAD' || file.size === 0) return void response.end();
  // Whoever closes the window in the middle is no failure of the host.
  try {
    await file.send(range ?? { start: 0, end: file.size - 1 }, (block) =>
      writeBlock(response, block, stallMs),
    );
    response.end();
  } catch {
    response.destroy();
  }
}
