import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';

const UNDER_WAY = 16;
const PAYLOAD = 'm'.repeat(80);
const LONGEST_SHORT_FRAME = 125;
const FRAME_HEADER_BYTES = 4;

interface Options {
  url: string;
  name: 'bare ws' | 'Spaces';
  members: number;
  messages: number;
}

function maskFrame(text: string): Buffer {
  const bytes = Buffer.from(text);
  if (bytes.length > LONGEST_SHORT_FRAME) throw new Error('Only short frames are written here.');
  return Buffer.concat([Buffer.from([0x81, 0x80 | bytes.length, 0, 0, 0, 0]), bytes]);
}

/** A reader that only counts bytes, so that the readers are not what limits the run. */
async function openReader(
  url: string,
  hello: object | null,
  onBytes: (count: number) => void,
): Promise<Socket> {
  const { port } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write(
    `GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  await new Promise((resolve) => socket.once('data', resolve));
  if (hello) {
    socket.write(maskFrame(JSON.stringify(hello)));
    await new Promise<void>((resolve) => {
      const look = (chunk: Buffer) => {
        if (!chunk.includes('room-joined')) return;
        socket.off('data', look);
        resolve();
      };
      socket.on('data', look);
    });
  }
  socket.on('data', (chunk: Buffer) => onBytes(chunk.length));
  return socket;
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** One sender with 16 messages under way; everybody in the room reads everything. */
export async function measureLineFanOut({ url, name, members, messages }: Options) {
  const sender = new WebSocket(`${url.replace('http', 'ws')}/ws`);
  await new Promise((resolve) => sender.once('open', resolve));
  const frames: { type: string; room?: { id: string } }[] = [];
  let heard = 0;
  let push = () => {};
  sender.on('message', (data) => {
    const text = data.toString();
    if (!text.startsWith('{"type":"chat"')) return frames.push(JSON.parse(text));
    heard += 1;
    push();
    return undefined;
  });
  let roomId = '00000000-0000-7000-8000-000000000000';
  if (name === 'Spaces') {
    sender.send(
      JSON.stringify({ type: 'create-room', payload: { name: 'Bench', maxParticipants: members } }),
    );
    await until(() => frames.some(({ type }) => type === 'room-created'));
    roomId = frames.find(({ type }) => type === 'room-created')?.room?.id ?? '';
  }
  const hello = name === 'Spaces' ? { type: 'join-room', payload: { roomId } } : null;
  let bytes = 0;
  const readers: Socket[] = [];
  for (let number = 1; number < members; number += 1) {
    readers.push(
      await openReader(url, hello, (count) => {
        bytes += count;
      }),
    );
  }
  // What is still told about those who joined is not part of it.
  await new Promise((resolve) => setTimeout(resolve, 500));
  bytes = 0;
  const message = { type: 'chat', roomId, from: roomId, payload: PAYLOAD };
  const frameBytes = Buffer.byteLength(JSON.stringify(message)) + FRAME_HEADER_BYTES;
  const expected = frameBytes * messages * readers.length;
  let sent = 0;
  push = () => {
    if (sent === messages) return;
    sent += 1;
    sender.send(JSON.stringify({ type: 'chat', roomId, payload: PAYLOAD }));
  };
  const start = performance.now();
  for (let number = 0; number < UNDER_WAY; number += 1) push();
  await until(() => heard === messages && bytes >= expected);
  const seconds = (performance.now() - start) / 1_000;
  // The host's pings come in between; a message too many would be more.
  if (bytes >= expected + frameBytes * readers.length)
    throw new Error(`${name}: ${bytes} bytes came instead of ${expected}.`);
  for (const reader of readers) reader.destroy();
  sender.terminate();
  const deliveries = messages * members;
  return { perSecond: deliveries / seconds, deliveries };
}
