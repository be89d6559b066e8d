/** The part of what is being typed that can be completed, and where it stands. */
export interface CompletionQuery {
  readonly kind: 'emoji' | 'mention' | 'command';
  /** Without its sign. */
  readonly query: string;
  readonly start: number;
  readonly end: number;
}

const LONGEST_QUERY = 50;
const EMOJI = /(?:^|[^\p{L}\p{N}:])(:([a-z0-9_+-]{2,}))$/iu;
const COMMAND = /^\/([a-z]*)$/i;
const IS_WORD = /[\p{L}\p{N}_]/u;

function findMention(before: string): CompletionQuery | null {
  const at = before.lastIndexOf('@');
  if (at === -1 || before.length - at > LONGEST_QUERY) return null;
  const query = before.slice(at + 1);
  // An address is no name; names have spaces, so that a space ends nothing by itself.
  if ((at > 0 && IS_WORD.test(before.charAt(at - 1))) || /[\n@]|\s{2}|^\s/.test(query)) return null;
  return { kind: 'mention', query, start: at, end: before.length };
}

/** What stands before the caret; null when nothing there asks for help. */
export function findCompletion(text: string, caret: number): CompletionQuery | null {
  const before = text.slice(0, caret);
  // Inside of a code block signs are signs.
  if ((before.match(/```/g)?.length ?? 0) % 2 === 1) return null;
  const command = COMMAND.exec(before);
  if (command) return { kind: 'command', query: command[1] ?? '', start: 0, end: caret };
  const emoji = EMOJI.exec(before);
  if (emoji?.[1] !== undefined) {
    return { kind: 'emoji', query: emoji[2] ?? '', start: caret - emoji[1].length, end: caret };
  }
  return findMention(before);
}

const CLOSED_SHORTCODE = /(?:^|[^\p{L}\p{N}:]):([a-z0-9_+-]{2,}):$/iu;

/** The shortcode that was just closed with its second colon. */
export function findClosedShortcode(text: string, caret: number): { code: string; start: number } | null {
  const found = CLOSED_SHORTCODE.exec(text.slice(0, caret));
  const code = found?.[1];
  return code === undefined ? null : { code, start: caret - code.length - 2 };
}

export interface Replaced {
  readonly text: string;
  readonly caret: number;
}

export function replaceRange(text: string, start: number, end: number, by: string): Replaced {
  return { text: text.slice(0, start) + by + text.slice(end), caret: start + by.length };
}

const fold = (name: string) => name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Those whose name, or a word in it, begins with what was typed; the whole name first. */
export function rankNames<Person extends { readonly displayName: string }>(
  people: readonly Person[],
  query: string,
  limit: number,
): readonly Person[] {
  const wanted = fold(query);
  const ranked = people.flatMap((person) => {
    const name = fold(person.displayName);
    const rank = name.startsWith(wanted) ? 0 : name.includes(` ${wanted}`) ? 1 : null;
    return rank === null ? [] : [{ person, rank, name }];
  });
  return ranked
    .sort((a, b) => a.rank - b.rank || a.name.localeCompare(b.name))
    .slice(0, limit)
    .map(({ person }) => person);
}
