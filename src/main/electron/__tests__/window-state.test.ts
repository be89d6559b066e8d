import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MINIMUM_SIZE, placeWindow, type Rectangle } from '../window-state.ts';

const LAPTOP: Rectangle = { x: 0, y: 25, width: 1440, height: 875 };
const RIGHT: Rectangle = { x: 1440, y: 0, width: 1920, height: 1080 };

function place(bounds: Rectangle, ...areas: [Rectangle, ...Rectangle[]]) {
  return placeWindow({ saved: { bounds, isMaximized: false }, areas });
}

test('a window opens where it was', () => {
  const bounds = { x: 100, y: 80, width: 900, height: 700 };
  expect(place(bounds, LAPTOP)).toEqual(bounds);
});

test('a window on the second display returns there while that display is connected', () => {
  const bounds = { x: 1800, y: 100, width: 1200, height: 800 };
  expect(place(bounds, LAPTOP, RIGHT)).toEqual(bounds);
});

test('a window across two displays stays across them', () => {
  const bounds = { x: 1200, y: 100, width: 1000, height: 700 };
  expect(place(bounds, LAPTOP, RIGHT)).toEqual(bounds);
});

test('a window of an unplugged display opens in the middle of the primary one, with its size', () => {
  const placed = place({ x: 1800, y: 100, width: 1000, height: 700 }, LAPTOP);
  expect(placed).toEqual({ x: 220, y: 113, width: 1000, height: 700 });
});

test('a window whose title bar is above the display could not be moved, so it is brought back', () => {
  const placed = place({ x: 100, y: -300, width: 900, height: 700 }, LAPTOP);
  expect(placed.y).toBeGreaterThanOrEqual(LAPTOP.y);
});

test('without a past the window is centred and never larger than the display', () => {
  const small: Rectangle = { x: 0, y: 0, width: 1024, height: 600 };
  expect(placeWindow({ saved: null, areas: [small] })).toEqual({ x: 0, y: 0, width: 1024, height: 600 });
});

test('whatever was saved, the title bar can be reached', () => {
  const rectangle = fc.record({
    x: fc.integer({ min: -9_000, max: 9_000 }),
    y: fc.integer({ min: -9_000, max: 9_000 }),
    width: fc.integer({ min: 0, max: 9_000 }),
    height: fc.integer({ min: 0, max: 9_000 }),
  });
  fc.assert(
    fc.property(rectangle, (bounds) => {
      const { x, y, width, height } = place(bounds, LAPTOP, RIGHT);
      expect(width).toBeGreaterThanOrEqual(MINIMUM_SIZE.width);
      expect(height).toBeGreaterThanOrEqual(MINIMUM_SIZE.height);
      const isReachable = [LAPTOP, RIGHT].some(
        (area) =>
          y >= area.y &&
          y < area.y + area.height &&
          Math.min(x + width, area.x + area.width) - Math.max(x, area.x) >= 100,
      );
      expect(isReachable).toBe(true);
    }),
  );
});
