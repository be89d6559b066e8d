/** Somebody who can be named in a message. */
export interface Nameable {
  readonly userId: string;
  readonly displayName: string;
}

export interface FoundMention {
  /** Where it stands in the text, with its sign. */
  readonly start: number;
  readonly end: number;
  readonly who: { readonly userId: string } | 'all' | 'here';
}

/** A text full of signs must not cost more than a long conversation. */
const MOST_MENTIONS = 100;
const EVERYBODY = new Set(['all', 'here', 'everyone', 'channel']);
const CODE = /```[\s\S]*?(?:```|$)|`[^`\n]+`/g;
const IS_WORD = /[\p{L}\p{N}_]/u;

const fold = (text: string) => text.normalize('NFC').toLowerCase();

/** The names a text is searched for; made once for many texts. */
export function createMentionFinder(people: readonly Nameable[]): (text: string) => FoundMention[] {
  const ids = new Map<string, string>();
  for (const { userId, displayName } of people) {
    const name = fold(displayName);
    // Of two people of one name the first who came is meant; the other has a number in the names given here.
    if (!ids.has(name)) ids.set(name, userId);
  }
  const lengths = [...new Set([...ids.keys(), ...EVERYBODY].map((name) => name.length))].sort(
    (a, b) => b - a,
  );

  function findAt(text: string, start: number): FoundMention | null {
    for (const length of lengths) {
      const end = start + 1 + length;
      if (end > text.length || IS_WORD.test(text.charAt(end))) continue;
      const name = fold(text.slice(start + 1, end));
      const userId = ids.get(name);
      if (userId !== undefined) return { start, end, who: { userId } };
      if (EVERYBODY.has(name)) return { start, end, who: name === 'here' ? 'here' : 'all' };
    }
    return null;
  }

  return (text) => {
    if (!text.includes('@')) return [];
    const searched = text.replace(CODE, (code) => ' '.repeat(code.length));
    const found: FoundMention[] = [];
    let tries = 0;
    for (let at = searched.indexOf('@'); at !== -1; at = searched.indexOf('@', at + 1)) {
      tries += 1;
      if (tries > MOST_MENTIONS) break;
      // An address like ann@example.org names nobody.
      if (at > 0 && IS_WORD.test(searched.charAt(at - 1))) continue;
      const mention = findAt(searched, at);
      if (mention) found.push(mention);
    }
    return found;
  };
}
