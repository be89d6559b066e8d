import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import express, { type Express } from 'express';
import { afterEach, expect, it } from 'vitest';
import type { OpenedFile } from '../../domain/files/file-service.ts';
import { sendFile } from '../file-answers.ts';

const BLOCK = Buffer.alloc(524_288, 7);
const BLOCKS = 64;
const undo: (() => void)[] = [];

afterEach(() => {
  for (const one of undo.splice(0)) one();
});

/** Sends a file of many blocks; says how many were read from it, and when it was closed. */
async function serveFile(stallMs: number) {
  const closed = Promise.withResolvers<number>();
  const file: OpenedFile = {
    name: 'large.bin',
    size: BLOCK.length * BLOCKS,
    sha256: 'a'.repeat(64),
    contentType: 'application/octet-stream',
    isShown: false,
    async send(_range, write) {
      let read = 0;
      try {
        for (; read < BLOCKS; read += 1) await write(BLOCK);
      } finally {
        closed.resolve(read);
      }
    },
  };
  const app: Express = express();
  app.get('/', (request, response) => sendFile(request, response, file, stallMs));
  const server = app.listen(0, '127.0.0.1');
  undo.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, file, closed: closed.promise };
}

it('C13 a reader that takes nothing any more is let go, and the file closed', async () => {
  const { port, closed } = await serveFile(200);
  const socket = connect(port, '127.0.0.1');
  undo.push(() => socket.destroy());
  await once(socket, 'connect');
  socket.pause();
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  expect(await closed).toBeLessThan(BLOCKS);
});

it('C13 a reader that goes on reading gets all of it', async () => {
  const { port, file, closed } = await serveFile(60_000);
  const response = await fetch(`http://127.0.0.1:${port}/`);
  expect((await response.arrayBuffer()).byteLength).toBe(file.size);
  expect(await closed).toBe(BLOCKS);
});
