/** One Socket.IO packet, encoded once for every reader. */
export interface Frame {
  /** The packet as Socket.IO text, for connections that take the ordinary path. */
  readonly text: string;
  /** The same packet as finished, unmasked WebSocket frame, Engine.IO's message mark included. */
  readonly bytes: Buffer;
}

const FINAL_TEXT = 0x81;
const ENGINE_MESSAGE = 0x34;

/** A push: `2["name",payload]`. */
export function encodeEvent(name: string, payload: unknown): Frame {
  return toFrame(`2["${name}",${JSON.stringify(payload)}]`);
}

/** The answer to a request that carried an acknowledgement id. */
export function encodeAck(id: number, result: unknown): Frame {
  return toFrame(`3${id}[${JSON.stringify(result)}]`);
}

/** Several packets as one piece of bytes. */
export function joinFrames(frames: readonly Frame[]): Buffer {
  const [first] = frames;
  return frames.length === 1 && first ? first.bytes : Buffer.concat(frames.map((frame) => frame.bytes));
}

function toFrame(text: string): Frame {
  return { text, bytes: buildTextFrame(text) };
}

function buildTextFrame(text: string): Buffer {
  const length = Buffer.byteLength(text) + 1;
  const offset = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const bytes = Buffer.allocUnsafe(offset + length);
  bytes[0] = FINAL_TEXT;
  if (offset === 2) {
    bytes[1] = length;
  } else if (offset === 4) {
    bytes[1] = 126;
    bytes.writeUInt16BE(length, 2);
  } else {
    bytes[1] = 127;
    bytes.writeBigUInt64BE(BigInt(length), 2);
  }
  bytes[offset] = ENGINE_MESSAGE;
  bytes.write(text, offset + 1);
  return bytes;
}
