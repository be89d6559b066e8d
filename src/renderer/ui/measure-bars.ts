/** Few bars stay bars instead of becoming walls. */
const WIDEST = 32;
/** A single hour of a week would be a hair: a bar grows into the empty time beside it up to here. */
const READABLE = 8;

export interface Bar {
  readonly x: number;
  readonly width: number;
}

/** Where the bars of a plot stand, in its pixels; null where there is nothing to draw. */
export function measureBars(values: readonly number[], plot: number): readonly (Bar | null)[] {
  const slot = plot / Math.max(1, values.length);
  const usual = Math.max(1, slot - Math.min(4, slot * 0.25));
  const drawn = values.flatMap((value, index) => (value > 0 ? [index] : []));
  const gaps = new Map(
    drawn.map((index, place) => {
      const before = index - (drawn[place - 1] ?? Number.NEGATIVE_INFINITY);
      const after = (drawn[place + 1] ?? Number.POSITIVE_INFINITY) - index;
      return [index, Math.min(before, after)];
    }),
  );
  return values.map((_, index) => {
    const gap = gaps.get(index);
    if (gap === undefined) return null;
    const width = Math.min(WIDEST, Math.max(usual, Math.min(READABLE, gap * slot - 1)));
    const x = index * slot + (slot - width) / 2;
    return { x: Math.max(0, Math.min(plot - width, x)), width };
  });
}
