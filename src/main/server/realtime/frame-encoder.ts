import { buildTextFrame } from '../wire/text-frame.ts';

/** One Socket.IO packet, encoded once for every reader. */
export interface Frame {
  /** The packet as Socket.IO text, for connections that take the ordinary path. */
  readonly text: string;
  /** The same packet as finished, unmasked WebSocket frame, Engine.IO's message mark included. */
  readonly bytes: Buffer;
}

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
  return { text, bytes: buildTextFrame(text, ENGINE_MESSAGE) };
}
