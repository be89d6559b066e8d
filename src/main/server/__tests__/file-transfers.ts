import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RoomFile } from '#shared/model/file.ts';
import { type Answer, readAnswer } from './rest-client.ts';
import { expectStatus, type Person, type TestHost } from './test-host.ts';

export const sum = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

export async function sendBytes(
  host: TestHost,
  person: Person,
  {
    method,
    path,
    bytes,
    headers = {},
  }: {
    method: string;
    path: string;
    bytes?: Uint8Array;
    headers?: Record<string, string>;
  },
): Promise<Answer> {
  const response = await fetch(host.url + path, {
    method,
    headers: { authorization: `Bearer ${person.token}`, ...headers },
    ...(bytes && { body: Buffer.from(bytes) }),
  });
  return readAnswer(response);
}

export async function upload(
  host: TestHost,
  person: Person,
  roomId: string,
  name: string,
  bytes: Uint8Array,
) {
  const path = `/api/rooms/${roomId}/files?name=${encodeURIComponent(name)}`;
  const headers = { 'content-type': 'application/octet-stream' };
  const answer = await sendBytes(host, person, { method: 'POST', path, bytes, headers });
  return expectStatus(answer, 201).body.file as RoomFile;
}

export async function download(
  host: TestHost,
  person: Person | null,
  path: string,
  headers = {},
): Promise<Response> {
  return fetch(host.url + path, {
    headers: { ...(person && { authorization: `Bearer ${person.token}` }), ...headers },
  });
}

export async function listBlobs({ dataDir }: { dataDir: string }): Promise<string[]> {
  const names = await readdir(join(dataDir, 'files'), { recursive: true }).catch(() => []);
  return names.filter((name) => name.includes('/'));
}

/** No picture, but the head of one: that is all the host reads. */
export function makePng(width: number, height: number): Buffer {
  const head = Buffer.alloc(40);
  head.write('\x89PNG\r\n\x1a\n', 0, 'latin1');
  head.writeUInt32BE(13, 8);
  head.write('IHDR', 12, 'latin1');
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return head;
}
