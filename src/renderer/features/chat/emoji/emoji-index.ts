export interface EmojiEntry {
  readonly emoji: string;
  readonly label: string;
  readonly group: EmojiGroup;
  /** Without colons, the best known first. */
  readonly shortcodes: readonly string[];
  readonly tags: readonly string[];
  /** The same in the five tones of skin, the lightest first; none where there is no skin to see. */
  readonly tones: readonly string[];
}

/** In the order of emojibase's numbers; "component" is no group for people. */
const GROUP_NUMBERS = {
  0: 'smileys',
  1: 'people',
  3: 'nature',
  4: 'food',
  5: 'travel',
  6: 'activities',
  7: 'objects',
  8: 'symbols',
  9: 'flags',
} as const;

export type EmojiGroup = (typeof GROUP_NUMBERS)[keyof typeof GROUP_NUMBERS];
export const EMOJI_GROUPS: readonly EmojiGroup[] = Object.values(GROUP_NUMBERS);

export interface EmojiIndex {
  readonly byGroup: Readonly<Record<EmojiGroup, readonly EmojiEntry[]>>;
  /** The best first. */
  search(query: string, limit: number): readonly EmojiEntry[];
  findByShortcode(shortcode: string): EmojiEntry | null;
  findByEmoji(emoji: string): EmojiEntry | null;
}

interface RawEmoji {
  readonly hexcode: string;
  readonly unicode: string;
  readonly label: string;
  readonly group?: number;
  readonly order?: number;
  readonly tags?: readonly string[];
  /** One tone for all people in it comes first, then mixtures. */
  readonly skins?: readonly { readonly unicode: string }[];
}

const TONE_COUNT = 5;

function isGroupNumber(value: number | undefined): value is keyof typeof GROUP_NUMBERS {
  return value !== undefined && Object.hasOwn(GROUP_NUMBERS, value);
}

/** How well an emoji answers a query: the smaller the better, null for not at all. */
function rank({ shortcodes, label, tags }: EmojiEntry, query: string): number | null {
  if (shortcodes.includes(query)) return 0;
  if (shortcodes.some((code) => code.startsWith(query))) return 1;
  if (label.startsWith(query)) return 2;
  if (label.includes(` ${query}`) || shortcodes.some((code) => code.includes(`_${query}`))) return 3;
  if (tags.some((tag) => tag.startsWith(query))) return 4;
  return null;
}

export function createEmojiIndex(
  raw: readonly RawEmoji[],
  shortcodesOf: Readonly<Record<string, string | readonly string[]>>,
): EmojiIndex {
  const byGroup = Object.fromEntries(EMOJI_GROUPS.map((group) => [group, [] as EmojiEntry[]])) as Record<
    EmojiGroup,
    EmojiEntry[]
  >;
  const entries: EmojiEntry[] = [];
  const ordered = [...raw].sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
  for (const { unicode, label, group, hexcode, tags = [], skins = [] } of ordered) {
    if (!isGroupNumber(group)) continue;
    const entry = {
      emoji: unicode,
      label: label.toLowerCase(),
      group: GROUP_NUMBERS[group],
      shortcodes: [shortcodesOf[hexcode] ?? []].flat(),
      tags,
      tones: skins.slice(0, TONE_COUNT).map((skin) => skin.unicode),
    };
    entries.push(entry);
    byGroup[entry.group].push(entry);
  }
  const byShortcode = new Map(
    entries.flatMap((entry) => entry.shortcodes.map((code) => [code, entry] as const)),
  );
  const byEmoji = new Map(
    entries.flatMap((entry) => [entry.emoji, ...entry.tones].map((emoji) => [emoji, entry] as const)),
  );

  return {
    byGroup,
    search(typed, limit) {
      const query = typed.trim().toLowerCase().replace(/^:|:$/g, '').replaceAll('-', '_');
      if (query === '') return [];
      const found: { entry: EmojiEntry; rank: number }[] = [];
      for (const entry of entries) {
        const ranked = rank(entry, query) ?? rank(entry, query.replaceAll('_', ' '));
        if (ranked !== null) found.push({ entry, rank: ranked });
      }
      return found
        .sort((a, b) => a.rank - b.rank)
        .slice(0, limit)
        .map(({ entry }) => entry);
    },
    findByShortcode: (shortcode) => byShortcode.get(shortcode.toLowerCase()) ?? null,
    findByEmoji: (emoji) => byEmoji.get(emoji) ?? null,
  };
}
