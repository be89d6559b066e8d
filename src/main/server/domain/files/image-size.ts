export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** Larger pictures are files: a few bytes can claim gigabytes of pixels. */
const MOST_PIXELS = 60_000_000;
const LONGEST_SIDE = 20_000;

function readPng(head: Buffer): ImageSize | null {
  if (head.length < 24 || head.toString('latin1', 12, 16) !== 'IHDR') return null;
  return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
}

/** Steps over what stands before the first frame, as comments of any length do; 0 when it is not in `head`. */
function findGifFrame(head: Buffer): number {
  const flags = head[10] ?? 0;
  let at = 13 + (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  while (head[at] === 0x21) {
    at += 2;
    while ((head[at] ?? 0) > 0) at += 1 + (head[at] ?? 0);
    at += 1;
  }
  return head[at] === 0x2c && at + 9 < head.length ? at : 0;
}

/** Browsers make the picture as large as its first frame, whatever the header says. */
function readGif(head: Buffer): ImageSize | null {
  const frame = findGifFrame(head);
  if (frame === 0) return null;
  const reach = (from: number, length: number) => head.readUInt16LE(from) + head.readUInt16LE(length);
  return {
    width: Math.max(head.readUInt16LE(6), reach(frame + 1, frame + 5)),
    height: Math.max(head.readUInt16LE(8), reach(frame + 3, frame + 7)),
  };
}

function readWebp(head: Buffer): ImageSize | null {
  if (head.length < 30) return null;
  switch (head.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = head.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 };
    default:
      return null;
  }
}

const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Walks from segment to segment; each step moves forward, so it ends. */
function readJpeg(head: Buffer): ImageSize | null {
  for (let at = 2; at + 9 < head.length; ) {
    if (head[at] !== 0xff) return null;
    const marker = head[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isFrame(marker)) return { height: head.readUInt16BE(at + 5), width: head.readUInt16BE(at + 7) };
    const hasNoLength = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    at += hasNoLength ? 2 : 2 + Math.max(2, head.readUInt16BE(at + 2));
  }
  return null;
}

const READERS: Readonly<Record<string, (head: Buffer) => ImageSize | null>> = {
  'image/png': readPng,
  'image/gif': readGif,
  'image/webp': readWebp,
  'image/jpeg': readJpeg,
};

/** From the header alone: nothing is decoded. Null for anything that is better not shown as a picture. */
export function readImageSize(head: Buffer, contentType: string): ImageSize | null {
  const size = READERS[contentType]?.(head) ?? null;
  if (!size || size.width < 1 || size.height < 1) return null;
  const isTooLarge =
    size.width > LONGEST_SIDE || size.height > LONGEST_SIDE || size.width * size.height > MOST_PIXELS;
  return isTooLarge ? null : size;
}
