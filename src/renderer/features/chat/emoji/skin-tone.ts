import type { TextStore } from '../../../session/text-store.ts';
import type { EmojiEntry } from './emoji-index.ts';

const KEY = 'spaces.emoji.tone';

/** 0 is the yellow that is nobody’s own; 1 to 5 go from light to dark. */
export const SKIN_TONES = [0, 1, 2, 3, 4, 5] as const;
export type SkinTone = (typeof SKIN_TONES)[number];

export function readSkinTone(textStore: TextStore): SkinTone {
  const kept = Number(textStore.read(KEY) ?? '0');
  return SKIN_TONES.find((tone) => tone === kept) ?? 0;
}

export function rememberSkinTone(textStore: TextStore, tone: SkinTone): void {
  textStore.write(KEY, String(tone));
}

export function withTone({ emoji, tones }: Pick<EmojiEntry, 'emoji' | 'tones'>, tone: SkinTone): string {
  return tones[tone - 1] ?? emoji;
}
