/** Just enough DER (X.690) to write one certificate; lengths above 64 KiB never occur here. */
export const DerTag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectId: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  context0: 0xa0,
  context3: 0xa3,
} as const;

export function encodeDer(tag: number, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...encodeLength(body.length)]), body]);
}

function encodeLength(length: number): number[] {
  if (length < 0x80) return [length];
  if (length < 0x100) return [0x81, length];
  return [0x82, length >> 8, length & 0xff];
}

/** Positive integers only: a leading zero byte keeps the sign bit clear, as DER asks. */
export function encodeInteger(bytes: Uint8Array): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const trimmed = bytes.subarray(start);
  const needsZero = ((trimmed[0] ?? 0) & 0x80) !== 0;
  return encodeDer(DerTag.integer, needsZero ? Buffer.concat([Buffer.from([0]), trimmed]) : trimmed);
}

export function encodeObjectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const part of rest) {
    const groups = [part & 0x7f];
    for (let value = part >>> 7; value > 0; value >>>= 7) groups.unshift((value & 0x7f) | 0x80);
    bytes.push(...groups);
  }
  return encodeDer(DerTag.objectId, Buffer.from(bytes));
}

/** RFC 5280: two-digit years up to 2049, four digits from 2050. */
export function encodeTime(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]/g, '').slice(0, 14);
  const isLong = date.getUTCFullYear() >= 2050;
  return encodeDer(
    isLong ? DerTag.generalizedTime : DerTag.utcTime,
    Buffer.from(`${isLong ? digits : digits.slice(2)}Z`, 'ascii'),
  );
}

export function encodeBitString(bytes: Uint8Array): Buffer {
  return encodeDer(DerTag.bitString, Buffer.from([0]), bytes);
}
