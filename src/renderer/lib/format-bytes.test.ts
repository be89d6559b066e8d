import { expect, test } from 'vitest';
import { formatBytes } from './format-bytes.ts';

test('says sizes as people do', () => {
  expect(formatBytes(0)).toBe('0 bytes');
  expect(formatBytes(812)).toBe('812 bytes');
  expect(formatBytes(1_440_000)).toBe('1.4 MB');
  expect(formatBytes(2_147_483_648)).toBe('2.1 GB');
});
