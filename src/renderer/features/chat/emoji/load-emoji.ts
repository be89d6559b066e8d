import { createEmojiIndex, type EmojiIndex } from './emoji-index.ts';

/** The bundled data, a part of the program of its own that is fetched when it is first needed. */
export async function loadEmoji(): Promise<EmojiIndex> {
  const [data, shortcodes] = await Promise.all([
    import('emojibase-data/en/compact.json'),
    import('emojibase-data/en/shortcodes/github.json'),
  ]);
  return createEmojiIndex(data.default, shortcodes.default);
}
