import * as z from 'zod/mini';

const RectangleSchema = z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() });
export type Rectangle = z.infer<typeof RectangleSchema>;

export const WindowStateSchema = z.object({ bounds: RectangleSchema, isMaximized: z.boolean() });
export type WindowState = z.infer<typeof WindowStateSchema>;

export const MINIMUM_SIZE = { width: 360, height: 480 };
const DEFAULT_SIZE = { width: 1280, height: 860 };

/** So much of the title bar must be on a display that a hand can take hold of it. */
const GRIP = { width: 120, height: 32 };

function hasGrip(bounds: Rectangle, area: Rectangle): boolean {
  const left = Math.max(bounds.x, area.x);
  const right = Math.min(bounds.x + bounds.width, area.x + area.width);
  const isTopInside = bounds.y >= area.y && bounds.y + GRIP.height <= area.y + area.height;
  return isTopInside && right - left >= GRIP.width;
}

function fitSize(size: { width: number; height: number }, area: Rectangle) {
  return {
    width: Math.max(MINIMUM_SIZE.width, Math.min(size.width, area.width)),
    height: Math.max(MINIMUM_SIZE.height, Math.min(size.height, area.height)),
  };
}

/**
 * Where the window opens: where it was, if a display is still there to show it; a window across two displays stays
 * so. `areas` are the displays' work areas, the primary one first.
 */
export function placeWindow({
  saved,
  areas,
}: {
  saved: WindowState | null;
  areas: readonly [Rectangle, ...Rectangle[]];
}): Rectangle {
  if (saved) {
    for (const area of areas) {
      const bounds = { ...saved.bounds, ...fitSize(saved.bounds, area) };
      if (hasGrip(bounds, area)) return bounds;
    }
  }
  const [primary] = areas;
  const { width, height } = fitSize(saved?.bounds ?? DEFAULT_SIZE, primary);
  return {
    x: primary.x + Math.max(0, Math.round((primary.width - width) / 2)),
    y: primary.y + Math.max(0, Math.round((primary.height - height) / 2)),
    width,
    height,
  };
}
