import { beforeAll, expect, test } from 'vitest';
import { isEmoji } from '#shared/model/emoji.ts';
import type { EmojiIndex } from '../emoji-index.ts';
import { loadEmoji } from '../load-emoji.ts';

let index: EmojiIndex;
beforeAll(async () => {
  index = await loadEmoji();
});

test('finds by shortcode, by the beginning of it, by name and by tag', () => {
  expect(index.findByShortcode('tada')?.emoji).toBe('🎉');
  expect(index.search('tada', 3)[0]?.emoji).toBe('🎉');
  expect(index.search(':thumbsu', 3)[0]?.emoji).toBe('👍️');
  expect(index.search('red heart', 3).length).toBeGreaterThan(0);
  expect(index.search('qqqqq', 3)).toEqual([]);
  expect(index.search('__proto__', 3)).toEqual([]);
});

test('every emoji it offers is one that the host takes as a reaction', () => {
  const refused = Object.values(index.byGroup)
    .flat()
    .filter(({ emoji }) => !isEmoji(emoji));
  expect(refused).toEqual([]);
});
