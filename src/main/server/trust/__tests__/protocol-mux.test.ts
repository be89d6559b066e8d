import { once } from 'node:events';
import { connect as connectTls } from 'node:tls';
import { describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import {
  certificate,
  openSocket,
  readAll,
  requestPlain,
  requestTls,
  setUpMux,
  waitForClose,
} from './mux-fixture.ts';

const start = setUpMux();

describe('one port for TLS and plain HTTP', () => {
  it('answers both and shows the real remote address on both', async () => {
    const { port } = await start();
    expect(await requestPlain(port)).toEqual({
      isEncrypted: false,
      remoteAddress: '127.0.0.1',
      url: '/x',
      length: 0,
    });
    expect(await requestTls(port)).toEqual({
      isEncrypted: true,
      remoteAddress: '127.0.0.1',
      url: '/y',
      length: 0,
    });
  });

  it('carries WebSocket upgrades on both', async () => {
    const { port } = await start();
    for (const url of [`ws://127.0.0.1:${port}`, `wss://127.0.0.1:${port}`]) {
      const client = new WebSocket(url, {
        ca: [certificate.certPem],
      });
      await once(client, 'open');
      client.send('hello');
      const [answer] = await once(client, 'message');
      expect(String(answer)).toBe('echo hello');
      client.terminate();
    }
  });

  it('loses no byte of a large body, nor of a request that arrives byte by byte', async () => {
    const { port } = await start();
    const body = 'x'.repeat(3_000_000);
    const socket = await openSocket(
      port,
      `POST /big HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
    );
    expect(await readAll(socket)).toContain(`"length":${body.length}`);
    const slow = await openSocket(port);
    for (const character of 'GET /slow HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n') {
      slow.write(character);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await readAll(slow)).toContain('"url":"/slow"');
  });

  it('serves several requests over one kept connection', async () => {
    const { port } = await start();
    const socket = connectTls({
      port,
      host: '127.0.0.1',
      ca: [certificate.certPem],
      servername: 'localhost',
    });
    await once(socket, 'secureConnect');
    socket.write('GET /1 HTTP/1.1\r\nHost: a\r\n\r\n');
    await once(socket, 'data');
    socket.write('GET /2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    expect(await readAll(socket)).toContain('"url":"/2"');
  });
});

describe('what comes to an open port', () => {
  it('drops a client that sends nothing', async () => {
    const { port, mux } = await start({ firstByteTimeoutMs: 50 });
    const socket = await openSocket(port);
    await waitForClose(socket);
    await vi.waitFor(() => expect(mux.countUndecided()).toBe(0));
    socket.destroy();
  });

  it('drops a client that says hello to TLS and then nothing', async () => {
    const { port } = await start({ handshakeTimeoutMs: 50 });
    const socket = await openSocket(port, Buffer.from([0x16, 0x03, 0x01]));
    await waitForClose(socket);
    socket.destroy();
  });

  it('survives half-open, reset and senseless clients and still answers', async () => {
    const { port, mux } = await start();
    const halfOpen = await openSocket(port);
    halfOpen.end();
    await waitForClose(halfOpen);
    const reset = await openSocket(port);
    reset.resetAndDestroy();
    const resetLater = await openSocket(port, Buffer.from([0x16]));
    resetLater.resetAndDestroy();
    const garbage = [
      '\u0000\u0000\u0000',
      '\r\n\r\n',
      'SSH-2.0-x\r\n',
      Buffer.alloc(70_000, 0x16),
      Buffer.from([0x16, 3, 1, 255, 255, 1]),
    ];
    for (const bytes of garbage) {
      const socket = await openSocket(port, bytes);
      socket.end();
      await waitForClose(socket);
      socket.destroy();
    }
    await vi.waitFor(() => expect(mux.countUndecided()).toBe(0));
    expect(await requestPlain(port)).toMatchObject({ url: '/x' });
    expect(await requestTls(port)).toMatchObject({ url: '/y' });
  });

  it('lets a flood of silent clients push out only itself', async () => {
    const { port, mux } = await start({ maxUndecided: 20 });
    const insider = new WebSocket(`ws://127.0.0.1:${port}`);
    await once(insider, 'open');
    const flood = await Promise.all(Array.from({ length: 120 }, () => openSocket(port)));
    await vi.waitFor(() => expect(mux.countUndecided()).toBeLessThanOrEqual(20));
    expect(await requestTls(port)).toMatchObject({ url: '/y' });
    insider.send('still here');
    const [answer] = await once(insider, 'message');
    expect(String(answer)).toBe('echo still here');
    insider.terminate();
    for (const socket of flood) socket.destroy();
  });
});

describe('plain HTTP as a choice of the host', () => {
  it('is refused with a page, while TLS and the allowed addresses go on', async () => {
    let isAllowed = false;
    const { port } = await start({
      isPlainAllowed: () => isAllowed,
      refuse: (start) => ({ contentType: 'text/html', body: `<h1>Not here</h1>${start.slice(0, 5)}` }),
    });
    const socket = await openSocket(port, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    const answer = await readAll(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(answer).toContain('<h1>Not here</h1>GET /');
    socket.destroy();
    expect(await requestTls(port)).toMatchObject({ url: '/y' });
    isAllowed = true;
    expect(await requestPlain(port)).toMatchObject({ url: '/x' });
  });

  it('gives the server back as it was after stop', async () => {
    const { port, mux } = await start({ isPlainAllowed: () => false });
    mux.stop();
    expect(await requestPlain(port)).toMatchObject({ url: '/x' });
  });
});
