import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitImage } from '../fit-image.ts';

it.each([
  { given: [900, 600], box: [320, 213] },
  { given: [600, 900], box: [187, 280] },
  { given: [64, 64], box: [64, 64] },
  { given: [1, 1], box: [48, 48] },
  { given: [4_000, 10], box: [320, 48] },
  { given: [0, 0], box: [48, 48] },
  { given: [undefined, undefined], box: [320, 200] },
])('a picture of $given takes a box of $box', ({ given: [width, height], box }) => {
  const fitted = fitImage(width, height);
  expect([fitted.width, fitted.height]).toEqual(box);
});

it('whatever its size, the box stays within bounds and is never larger than it must be', () => {
  const side = fc.integer({ min: 1, max: 100_000 });
  fc.assert(
    fc.property(side, side, (width, height) => {
      const box = fitImage(width, height);
      expect(box.width).toBeLessThanOrEqual(320);
      expect(box.height).toBeLessThanOrEqual(280);
      expect(box.width).toBeLessThanOrEqual(Math.max(48, width));
      expect(box.height).toBeLessThanOrEqual(Math.max(48, height));
    }),
  );
});
