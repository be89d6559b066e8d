import {
  countWaitingBytes,
  cutConnection,
  type EngineConnection,
  getDirectSocket,
} from './engine-connection.ts';
import type { Frame } from './frame-encoder.ts';

/** More than this waiting for one reader and it is cut off: it comes back and asks for what it missed. */
export const MAX_WAITING_BYTES = 4 * 1_048_576;

export interface FrameWriter {
  /** Frames in order, and the same frames as one buffer that readers of a room share. */
  write(frames: readonly Frame[], joined: Buffer): void;
}

export interface FrameWriterOptions {
  readonly connection: EngineConnection;
  readonly maxWaitingBytes?: number;
  readonly onOverflow?: (waitingBytes: number) => void;
}

/** Writes to one connection: one socket write for any number of frames, or Engine.IO's own queue. */
export function createFrameWriter({
  connection,
  maxWaitingBytes = MAX_WAITING_BYTES,
  onOverflow,
}: FrameWriterOptions): FrameWriter {
  let queuedBytes = 0;
  let isCut = false;
  // Engine.IO tells when its buffer went to the transport; from then on the socket's own count holds it.
  connection.on('drain', () => {
    queuedBytes = 0;
  });

  function cutWhenFull(addedBytes: number): boolean {
    const waiting = countWaitingBytes(connection) + queuedBytes;
    // A single large answer may exceed the limit; a reader that left earlier ones lying may not.
    if (waiting === 0 || waiting + addedBytes <= maxWaitingBytes) return false;
    isCut = true;
    onOverflow?.(waiting);
    cutConnection(connection);
    return true;
  }

  return {
    write(frames, joined) {
      if (isCut || connection.readyState !== 'open' || cutWhenFull(joined.length)) return;
      const socket = getDirectSocket(connection);
      if (socket) {
        socket.write(joined);
        return;
      }
      for (const frame of frames) {
        queuedBytes += frame.bytes.length;
        connection.write(frame.text, { compress: false, wsPreEncodedFrame: [frame.bytes] });
      }
    },
  };
}
