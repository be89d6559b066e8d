import type { Response } from 'express';
import { RawJson } from './route.ts';

export function sendJson(response: Response, status: number, value: unknown): void {
  if (response.destroyed || response.headersSent) return;
  let bytes: Buffer;
  try {
    bytes = value instanceof RawJson ? value.bytes : Buffer.from(JSON.stringify(value));
  } catch {
    // Nested too deeply to be told what was wrong with it.
    status = status === 200 ? 500 : 422;
    bytes = Buffer.from('{"detail":"The body is nested too deeply"}');
  }
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json');
  response.setHeader('Content-Length', bytes.length);
  response.end(bytes);
}
