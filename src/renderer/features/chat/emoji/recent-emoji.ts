import type { TextStore } from '../../../session/text-store.ts';

const KEY = 'spaces.emoji.recent';
const KEPT = 27;
/** Until somebody has used their own: what people react with most. */
const FIRST = ['👍', '❤️', '😂', '🎉', '😮', '🙏'];

export function readRecentEmoji(textStore: TextStore): readonly string[] {
  const kept = (textStore.read(KEY) ?? '').split(' ').filter(Boolean);
  return [...new Set([...kept, ...FIRST])].slice(0, KEPT);
}

export function rememberEmoji(textStore: TextStore, emoji: string): void {
  const kept = (textStore.read(KEY) ?? '').split(' ').filter((known) => known !== '' && known !== emoji);
  textStore.write(KEY, [emoji, ...kept].slice(0, KEPT).join(' '));
}
