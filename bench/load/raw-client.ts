import { connect, type Socket } from 'node:net';

/**
 * A Socket.IO client that costs next to nothing, so that the load generator is not what limits the run: it walks
 * frame headers and looks at single bytes. Only answers to its own requests are read as JSON.
 */
export interface RawClient {
  /** Resolves with the acknowledgement's first argument. */
  request(event: string, payload: unknown): Promise<unknown>;
  /** Sends a request whose acknowledgement is only counted. */
  send(event: string, payload: unknown): void;
  close(): void;
}

export interface RawClientOptions {
  readonly port: number;
  readonly auth: object;
  readonly sink: Sink;
}

/** Told of what arrives; called for every frame, so it must be quick. */
export interface Sink {
  onDelivery(frame: Buffer, start: number, end: number): void;
  onAck(client: RawClient, isOk: boolean): void;
  onClose(client: RawClient): void;
}

const READ_BUFFER = Buffer.allocUnsafe(512 * 1024);
const LONGEST_HEADER = 10;
const PING = 0x32;
const MESSAGE = 0x34;
const EVENT = 0x32;
const ACK = 0x33;
/** `42["room:message-received"` against other pushes of a room, told apart by one byte. */
const NAME_AT = 9;
const LETTER_M = 0x6d;
/** Ids from here on belong to requests somebody waits for. */
const FIRST_AWAITED_ID = 1_000_000_000;

export function connectRawClient({ port, auth, sink }: RawClientOptions): Promise<RawClient> {
  return new Promise((resolve, reject) => {
    const awaited = new Map<number, (answer: unknown) => void>();
    let nextAwaitedId = FIRST_AWAITED_ID;
    let nextId = 0;
    let isOpen = false;
    let isConnected = false;
    let carried: Buffer = Buffer.alloc(0);

    const socket: Socket = connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      onread: {
        // All clients read into one buffer: a chunk is used up before the next one is read.
        buffer: READ_BUFFER,
        callback: (length, buffer) => {
          onChunk(Buffer.from(buffer.buffer, buffer.byteOffset, length));
          return true;
        },
      },
    });
    const client: RawClient = {
      request(event, payload) {
        return new Promise((settle) => {
          const id = nextAwaitedId++;
          awaited.set(id, settle);
          socket.write(buildFrame(`42${id}${JSON.stringify([event, payload])}`));
        });
      },
      send(event, payload) {
        socket.write(buildFrame(`42${nextId++}${JSON.stringify([event, payload])}`));
      },
      close: () => socket.destroy(),
    };

    function onChunk(chunk: Buffer): void {
      let bytes = carried.length > 0 ? Buffer.concat([carried, chunk]) : chunk;
      if (!isOpen) {
        const end = bytes.indexOf('\r\n\r\n');
        if (end === -1) {
          carried = Buffer.from(bytes);
          return;
        }
        const status = bytes.toString('latin1', 0, bytes.indexOf('\r\n'));
        if (!status.includes(' 101 ')) {
          fail(new Error(`The server answered: ${status}`));
          return;
        }
        isOpen = true;
        bytes = bytes.subarray(end + 4);
      }
      socket.cork();
      const rest = walkFrames(bytes);
      socket.uncork();
      // The read buffer is used again, so what is left must be copied.
      carried = rest.length > 0 ? Buffer.from(rest) : rest;
    }

    function walkFrames(bytes: Buffer): Buffer {
      let at = 0;
      while (bytes.length - at >= 2) {
        const short = (bytes[at + 1] ?? 0) & 0x7f;
        let start = at + 2;
        let length = short;
        if (short >= 126) {
          if (bytes.length - at < LONGEST_HEADER) break;
          start = short === 126 ? at + 4 : at + 10;
          length = short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
        }
        const end = start + length;
        if (end > bytes.length) break;
        onFrame(bytes, start, end);
        at = end;
      }
      return bytes.subarray(at);
    }

    function onFrame(bytes: Buffer, start: number, end: number): void {
      const kind = bytes[start];
      if (kind === PING && end === start + 1) {
        socket.write(buildFrame('3'));
      } else if (kind === MESSAGE && bytes[start + 1] === EVENT) {
        if (bytes[start + NAME_AT] === LETTER_M) sink.onDelivery(bytes, start, end);
      } else if (kind === MESSAGE && bytes[start + 1] === ACK) {
        onAck(bytes, start + 2, end);
      } else {
        onHandshake(bytes.toString('utf8', start, end));
      }
    }

    function onAck(bytes: Buffer, start: number, end: number): void {
      let at = start;
      let id = 0;
      for (let digit = (bytes[at] ?? 0) - 48; digit >= 0 && digit <= 9; digit = (bytes[at] ?? 0) - 48) {
        id = id * 10 + digit;
        at += 1;
      }
      if (id < FIRST_AWAITED_ID) {
        sink.onAck(client, bytes.toString('latin1', at, at + 11) === '[{"ok":true');
        return;
      }
      awaited.get(id)?.((JSON.parse(bytes.toString('utf8', at, end)) as unknown[])[0]);
      awaited.delete(id);
    }

    function onHandshake(text: string): void {
      if (text.startsWith('0')) {
        socket.write(buildFrame(`40${JSON.stringify(auth)}`));
      } else if (text.startsWith('40')) {
        isConnected = true;
        resolve(client);
      } else if (text.startsWith('44')) {
        fail(new Error(`The server refused: ${text.slice(2)}`));
      }
    }

    function fail(error: Error): void {
      reject(error);
      socket.destroy();
    }

    socket.once('connect', () => {
      socket.write(
        `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\n` +
          'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: c3BhY2VzIGJlbmNobWFyaw==\r\n\r\n',
      );
    });
    socket.once('error', fail);
    socket.once('close', () => {
      if (isConnected) sink.onClose(client);
      else reject(new Error('The server closed the connection.'));
    });
  });
}

/** Client frames must carry a mask; one of zeros leaves the text as it is. */
function buildFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const offset = length < 126 ? 6 : 8;
  const bytes = Buffer.alloc(offset + length);
  bytes[0] = 0x81;
  if (length < 126) {
    bytes[1] = 0x80 | length;
  } else {
    bytes[1] = 0x80 | 126;
    bytes.writeUInt16BE(length, 2);
  }
  bytes.write(text, offset);
  return bytes;
}
