const MEBIBYTE = 1_048_576;
const SMALLEST = MEBIBYTE;
const LARGEST = 64 * MEBIBYTE;
/** A part should take about this long: short enough to see it move, long enough for its answer not to matter. */
const QUICK_MS = 400;
const SLOW_MS = 2_000;

export const FIRST_PART_BYTES = SMALLEST;

/** How long the next part is, after one that took so long. */
export function fitPart(length: number, tookMs: number): number {
  if (tookMs < QUICK_MS) return Math.min(LARGEST, length * 2);
  return tookMs > SLOW_MS ? Math.max(SMALLEST, length / 2) : length;
}
