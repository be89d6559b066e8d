const DELAYS_MS = [0, 300, 700, 1_500, 2_000];
const LONGEST_MS = 3_000;

/** The first try is immediate; later ones wait longer, spread so that a room does not return as one herd. */
export function computeRetryDelay(attempt: number, random: () => number): number {
  const base = DELAYS_MS[attempt] ?? LONGEST_MS;
  return Math.round(base * (0.6 + 0.4 * random()));
}
