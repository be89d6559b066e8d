import { beforeAll, expect, test } from 'vitest';
import { isEmoji } from '#shared/model/emoji.ts';
import { createMemoryStorage } from '../../../../session/__tests__/memory-storage.ts';
import { createTextStore } from '../../../../session/text-store.ts';
import type { EmojiIndex } from '../emoji-index.ts';
import { loadEmoji } from '../load-emoji.ts';
import { readSkinTone, rememberSkinTone, withTone } from '../skin-tone.ts';

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
    .flatMap(({ emoji, tones }) => [emoji, ...tones])
    .filter((emoji) => !isEmoji(emoji));
  expect(refused).toEqual([]);
});

test('hands and people come in five tones, other things do not, and a toned one is found by its own sign', () => {
  const hand = index.findByShortcode('wave');
  expect(hand?.tones).toEqual(['👋🏻', '👋🏼', '👋🏽', '👋🏾', '👋🏿']);
  expect(index.findByShortcode('handshake')?.tones).toHaveLength(5);
  expect(index.findByShortcode('rocket')?.tones).toEqual([]);
  expect(index.findByEmoji('👋🏽')?.label).toBe('waving hand');
  expect(hand && withTone(hand, 3)).toBe('👋🏽');
  expect(hand && withTone(hand, 0)).toBe('👋');
  expect(withTone({ emoji: '🚀', tones: [] }, 3)).toBe('🚀');
});

test('the chosen tone is kept, and nonsense counts as none', () => {
  const storage = createMemoryStorage();
  const textStore = createTextStore({ storage });
  expect(readSkinTone(textStore)).toBe(0);
  rememberSkinTone(textStore, 4);
  expect(readSkinTone(textStore)).toBe(4);
  storage.setItem('spaces.emoji.tone', 'purple');
  expect(readSkinTone(textStore)).toBe(0);
});
