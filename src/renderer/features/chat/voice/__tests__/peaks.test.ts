import { expect, test } from 'vitest';
import { formatDuration, readVoiceFacts, summarizeLevels } from '../peaks.ts';

test('keeps the loudest moment of each slice', () => {
  expect(summarizeLevels([0.1, 0.9, 0.2, 0.3], 2)).toEqual([0.9, 0.3]);
  expect(summarizeLevels([0.5], 3)).toEqual([0.5, 0.5, 0.5]);
  expect(summarizeLevels([], 2)).toEqual([0, 0]);
});

test('does not believe what strangers say about a recording', () => {
  expect(readVoiceFacts({})).toEqual({ durationMs: 0, peaks: [] });
  expect(readVoiceFacts({ durationMs: -5, peaks: 'x' })).toEqual({ durationMs: 0, peaks: [] });
  expect(readVoiceFacts({ durationMs: 900, peaks: [2, -1, null, 0.5] })).toEqual({
    durationMs: 900,
    peaks: [1, 0, 0, 0.5],
  });
  expect(readVoiceFacts({ peaks: Array.from({ length: 9_999 }, () => 1) }).peaks).toHaveLength(200);
});

test('says how long', () => {
  expect(formatDuration(65_400)).toBe('1:05');
  expect(formatDuration(400)).toBe('0:00');
});
