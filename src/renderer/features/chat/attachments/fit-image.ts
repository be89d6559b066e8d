const LARGEST_WIDTH = 320;
const LARGEST_HEIGHT = 280;
const SMALLEST = 48;

/** The box an image will fill, known before its bytes are here: nothing jumps when they arrive. */
export function fitImage(width = LARGEST_WIDTH, height = 200): { width: number; height: number } {
  const scale = Math.min(1, LARGEST_WIDTH / Math.max(1, width), LARGEST_HEIGHT / Math.max(1, height));
  const scaleSide = (side: number) => Math.max(SMALLEST, Math.round(side * scale));
  return { width: scaleSide(width), height: scaleSide(height) };
}
