import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type FileHandle, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createBlockWriter } from '../file-blocks.ts';
import { createSums } from '../running-sum.ts';

const BLOCK = 262_144;
let folder: string;
let path: string;
let file: FileHandle;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spaces-blocks-'));
  path = join(folder, 'file');
  file = await open(path, 'w');
});

afterEach(async () => {
  await file.close();
  await rm(folder, { recursive: true });
});

type Write = (
  bytes: Buffer,
  at: number,
  length: number,
  position: number,
) => Promise<{ bytesWritten: number }>;

/** The same file, written in another way. */
function writeBy(write: Write): ReturnType<typeof createBlockWriter> {
  const disk = { write, truncate: (length: number) => file.truncate(length) } as unknown as FileHandle;
  return createBlockWriter(disk, 0, createSums().begin(0));
}

it('writes the rest of a block of which the disk took a part', async () => {
  const blocks = writeBy((bytes, at, length, position) =>
    file.write(bytes, at, Math.min(length, 100_000), position),
  );
  const content = randomBytes(BLOCK + 5);
  await blocks.add(Buffer.from(content));
  await blocks.flush();
  expect((await readFile(path)).equals(content)).toBe(true);
});

it('keeps nothing behind a block that was lost', async () => {
  let tellBehind = () => {};
  const behind = new Promise<void>((resolve) => {
    tellBehind = resolve;
  });
  const blocks = writeBy(async (bytes, at, length, position) => {
    if (position === BLOCK) {
      await behind;
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    }
    const written = await file.write(bytes, at, length, position);
    if (position === 2 * BLOCK) tellBehind();
    return written;
  });
  const content = randomBytes(3 * BLOCK);
  await blocks.add(Buffer.from(content));
  await expect(blocks.flush()).rejects.toMatchObject({ code: 'ENOSPC' });
  expect((await readFile(path)).equals(content.subarray(0, BLOCK))).toBe(true);
});

// The memory of each chunk is given back by hand: it has to be a copy, whatever the parser read it from.
it('gets chunks from Node whose memory is theirs alone', async () => {
  const chunks: Buffer[] = [];
  const server = createServer((incoming, response) => {
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => response.end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const sending = request({ port, host: '127.0.0.1', method: 'PUT' });
  sending.end(Buffer.alloc(300_000));
  await once(sending, 'response');
  server.closeAllConnections();
  server.close();
  expect(new Set(chunks.map(({ buffer }) => buffer)).size).toBe(chunks.length);
  for (const chunk of chunks) expect(chunk.buffer.byteLength).toBe(chunk.byteLength);
});
