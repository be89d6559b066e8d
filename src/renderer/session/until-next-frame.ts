/**
 * Resolves in the next frame, when its scroll events have been told: a list that grows at its beginning then knows
 * where it stands. At once where nothing is drawn.
 */
export function untilNextFrame(): Promise<void> {
  if (typeof document === 'undefined' || document.hidden) return Promise.resolve();
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}
