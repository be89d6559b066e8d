import { expect, it } from 'vitest';
import { judgeFollowing } from '../use-following-end.ts';

const at = (top: number, height: number) => ({ top, height, viewHeight: 500 });

it('stays at the end when messages come faster than the list moves', () => {
  expect(judgeFollowing(true, at(500, 1_000), at(500, 3_000))).toBe(true);
  expect(judgeFollowing(true, at(500, 3_000), at(900, 4_000))).toBe(true);
});

it('leaves the end when somebody goes up, also while messages come', () => {
  expect(judgeFollowing(true, at(500, 1_000), at(300, 1_000))).toBe(false);
  expect(judgeFollowing(true, at(500, 1_000), at(480, 1_400))).toBe(false);
});

it('takes a few pixels for the end', () => {
  expect(judgeFollowing(true, at(500, 1_000), at(450, 1_000))).toBe(true);
});

it('is not led away when rows above get smaller or leave', () => {
  expect(judgeFollowing(true, at(5_500, 6_000), at(3_000, 4_000))).toBe(true);
});

it('comes back only by arriving', () => {
  expect(judgeFollowing(false, at(300, 3_000), at(900, 3_000))).toBe(false);
  expect(judgeFollowing(false, at(900, 3_000), at(2_450, 3_000))).toBe(true);
});
