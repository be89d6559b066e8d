const FINAL_TEXT = 0x81;

/** A finished, unmasked text frame: written once, sent to every reader as it is. */
export function encodeFrame(message: object): Buffer {
  const text = JSON.stringify(message);
  const length = Buffer.byteLength(text);
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
  bytes.write(text, offset);
  return bytes;
}
