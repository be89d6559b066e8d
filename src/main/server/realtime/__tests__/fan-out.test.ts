import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { type Socket as ClientSocket, io } from 'socket.io-client';
import { afterEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { asEngineConnection } from '../engine-connection.ts';
import { encodeAck } from '../frame-encoder.ts';
import { createFrameWriter } from '../frame-writer.ts';
import { AckTicket, packetParser } from '../packet-parser.ts';
import { createRoomBroadcaster } from '../room-broadcaster.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** A bare Socket.IO server whose pushes and acknowledgements all go through the broadcaster. */
async function startServer({ maxWaitingBytes }: { maxWaitingBytes?: number } = {}) {
  const http = createServer();
  const server = new Server(http, { parser: packetParser, serveClient: false, perMessageDeflate: false });
  const overflows: string[] = [];
  const ordinaryWrites = new Map<string, number>();
  const broadcaster = createRoomBroadcaster({
    onError: (error) => {
      throw error;
    },
  });
  server.on('connection', (socket) => {
    const name = String(socket.handshake.auth.name);
    const writer = createFrameWriter({
      connection: asEngineConnection(socket.conn),
      ...(maxWaitingBytes === undefined ? {} : { maxWaitingBytes }),
      onOverflow: () => overflows.push(name),
    });
    socket.conn.on('packetCreate', (packet) => {
      if (packet.type === 'message') ordinaryWrites.set(name, (ordinaryWrites.get(name) ?? 0) + 1);
    });
    const outlet = broadcaster.add({ userId: name, writer });
    broadcaster.subscribe(outlet, 'room');
    socket.onAny((event: string, ...args: unknown[]) => {
      const ticket = args.at(-1);
      if (ticket instanceof AckTicket) broadcaster.reply(outlet, encodeAck(ticket.id, args[0]));
      if (event === 'say') broadcaster.publish({ name: 'said', payload: args[0], to: { roomId: 'room' } });
    });
    socket.on('disconnect', () => broadcaster.remove(outlet));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  undo.push(() => server.close());
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return { url, broadcaster, overflows, ordinaryWrites, server };
}

async function connect(url: string, name: string, transports: string[]): Promise<ClientSocket> {
  const client = io(url, { transports, auth: { name }, reconnection: false, forceNew: true });
  undo.push(() => client.disconnect());
  await new Promise<void>((resolve, reject) => {
    client.once('connect', resolve);
    client.once('connect_error', reject);
  });
  return client;
}

function collect(client: ClientSocket): unknown[] {
  const heard: unknown[] = [];
  client.on('said', (payload) => heard.push(payload));
  return heard;
}

const count = (n: number, from = 0) => Array.from({ length: n }, (_, index) => from + index);

test('a WebSocket client hears every length of frame unharmed, past the ordinary path', async () => {
  const { url, broadcaster, ordinaryWrites } = await startServer();
  const client = await connect(url, 'ann', ['websocket']);
  const heard = collect(client);
  const before = ordinaryWrites.get('ann');
  const texts = [
    0, 1, 100, 112, 113, 114, 115, 116, 117, 118, 65_520, 65_522, 65_530, 65_536, 300_000,
  ].flatMap((length) => ['x'.repeat(length), 'ü€😀'.repeat(length / 4)]);
  for (const text of texts) broadcaster.publish({ name: 'said', payload: text, to: { roomId: 'room' } });
  await vi.waitFor(() => expect(heard).toHaveLength(texts.length));
  expect(heard).toEqual(texts);
  expect(ordinaryWrites.get('ann')).toBe(before);
});

test('websocket, polling and a connection upgraded in the middle hear the same, in order, once', async () => {
  const { url, broadcaster } = await startServer();
  const early = await Promise.all([connect(url, 'fast', ['websocket']), connect(url, 'slow', ['polling'])]);
  const heard = early.map(collect);
  let next = 0;
  const pushing = setInterval(() => {
    for (let burst = 0; burst < 3; burst += 1) {
      broadcaster.publish({ name: 'said', payload: next++, to: { roomId: 'room' } });
    }
  }, 1);
  undo.push(() => clearInterval(pushing));
  // Comes in by polling and is upgraded while pushes keep coming, and some more come afterwards.
  const late = await connect(url, 'both', ['polling', 'websocket']);
  const lateHeard = collect(late);
  await vi.waitFor(() => expect(late.io.engine.transport.name).toBe('websocket'), 10_000);
  const afterUpgrade = next + 100;
  await vi.waitFor(() => expect(next).toBeGreaterThan(afterUpgrade), 10_000);
  clearInterval(pushing);
  await vi.waitFor(() => {
    expect(heard.map((list) => list.length)).toEqual([next, next]);
    expect(lateHeard.at(-1)).toBe(next - 1);
  }, 10_000);
  for (const list of heard) expect(list).toEqual(count(next));
  const first = Number(lateHeard[0]);
  expect(lateHeard).toEqual(count(next - first, first));
});

test('acknowledgements keep their place among the pushes of their socket', async () => {
  const { url } = await startServer();
  const [ann, ben] = await Promise.all([
    connect(url, 'ann', ['websocket']),
    connect(url, 'ben', ['polling']),
  ]);
  for (const client of [ann, ben]) {
    const mine: string[] = [];
    client.on('said', (text: string) => {
      if (text.startsWith(client.id ?? '')) mine.push(`push ${text.split(' ')[1]}`);
    });
    for (const n of count(50)) {
      client.emit('say', `${client.id} ${n}`, () => mine.push(`ack ${n}`));
    }
    await vi.waitFor(() => expect(mine).toHaveLength(100), 10_000);
    expect(mine).toEqual(count(50).flatMap((n) => [`ack ${n}`, `push ${n}`]));
  }
});

test('heartbeats between pushes disturb nothing', async () => {
  const { url, broadcaster, server } = await startServer();
  server.engine.opts.pingInterval = 5;
  const client = await connect(url, 'ann', ['websocket']);
  const heard = collect(client);
  let pings = 0;
  client.io.engine.on('heartbeat', () => {
    pings += 1;
  });
  let next = 0;
  await new Promise<void>((resolve) => {
    const push = () => {
      broadcaster.publish({ name: 'said', payload: next++, to: { roomId: 'room' } });
      if (pings >= 5) resolve();
      else setImmediate(push);
    };
    push();
  });
  await vi.waitFor(() => expect(heard).toHaveLength(next), 10_000);
  expect(heard).toEqual(count(next));
});

test('a reader that does not read is cut off; the others miss nothing', async () => {
  const { url, broadcaster, overflows } = await startServer({ maxWaitingBytes: 256 * 1024 });
  const ann = await connect(url, 'ann', ['websocket']);
  const heard = collect(ann);
  const stuck = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
  stuck.on('error', () => {});
  undo.push(() => stuck.terminate());
  await new Promise<void>((resolve) => {
    stuck.on('message', (data) => {
      const text = data.toString();
      if (text.startsWith('0')) stuck.send('40{"name":"stuck"}');
      else if (text.startsWith('40')) resolve();
    });
  });
  stuck.pause();
  const text = 'x'.repeat(60_000);
  let next = 0;
  // Only as fast as the good reader reads, so that it is the stuck one alone that falls behind.
  while (overflows.length === 0) {
    broadcaster.publish({ name: 'said', payload: text, to: { roomId: 'room' } });
    next += 1;
    await vi.waitFor(() => expect(heard).toHaveLength(next), { timeout: 5_000, interval: 1 });
  }
  expect(overflows).toEqual(['stuck']);
  broadcaster.publish({ name: 'said', payload: 'still here', to: { roomId: 'room' } });
  await vi.waitFor(() => expect(heard.at(-1)).toBe('still here'));
});

test('a polling client that never polls again is cut off as well', async () => {
  const { url, broadcaster, overflows } = await startServer({ maxWaitingBytes: 256 * 1024 });
  const address = `${url}/socket.io/?EIO=4&transport=polling`;
  const opened = (await (await fetch(address)).text()).slice(1);
  const session = `${address}&sid=${JSON.parse(opened).sid}`;
  await fetch(session, { method: 'POST', body: '40{"name":"gone"}' });
  const connected = await (await fetch(session)).text();
  expect(connected.startsWith('40')).toBe(true);
  for (let pushed = 0; pushed < 10; pushed += 1) {
    broadcaster.publish({ name: 'said', payload: 'x'.repeat(60_000), to: { roomId: 'room' } });
    broadcaster.flush();
  }
  expect(overflows).toEqual(['gone']);
  expect((await fetch(session)).status).toBe(400);
});
