import { randomFillSync } from 'node:crypto';

/**
 * UUIDv7 text that strictly rises from call to call: within a millisecond by the 12 bits after the version,
 * and also when the clock steps back or the host restarts, because it starts from the last id that was stored.
 */
export function createRisingIds({ now, lastId }: { now: () => number; lastId: string | null }): () => string {
  let time = 0;
  let counter = 0;
  if (lastId) {
    time = Number.parseInt(lastId.slice(0, 8) + lastId.slice(9, 13), 16);
    counter = Number.parseInt(lastId.slice(15, 18), 16);
  }
  const pool = Buffer.alloc(8 * 256);
  let used = pool.length;

  return () => {
    const current = now();
    if (current > time) {
      time = current;
      counter = 0;
    } else if (counter < 0xfff) {
      counter += 1;
    } else {
      time += 1;
      counter = 0;
    }
    if (used === pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    const random = pool.toString('hex', used, used + 8);
    used += 8;
    const stamp = time.toString(16).padStart(12, '0');
    const variant = ((Number.parseInt(random.charAt(0), 16) & 0x3) | 0x8).toString(16);
    return `${stamp.slice(0, 8)}-${stamp.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${variant}${random.slice(1, 4)}-${random.slice(4)}`;
  };
}
