const FINAL_TEXT = 0x81;

/** A finished, unmasked WebSocket frame: written once, sent to every reader as it is. `lead` is a byte before the text. */
export function buildTextFrame(text: string, lead?: number): Buffer {
  const length = Buffer.byteLength(text) + (lead === undefined ? 0 : 1);
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
  if (lead !== undefined) bytes[offset] = lead;
  bytes.write(text, lead === undefined ? offset : offset + 1);
  return bytes;
}
