/**
 * How text becomes tokens of the search index, and a word somebody looks for an expression over them.
 * Words are found by their beginning, words in one (TypeError) by each of them, long ones (compounds) by any three
 * letters inside, scripts without spaces by each two neighbours. Whatever the index says is checked against the text afterwards.
 */
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\u30fc]+/gu;
const ENDS_IN_WORD = /[\p{L}\p{N}\p{M}]$/u;
const ENDS_UNSPACED = new RegExp(`${UNSPACED.source}$`, 'u');
const IS_ASCII = /^\p{ASCII}*$/u;
const ACCENTS = /[\u0300-\u036f]+/g;
const LONG_WORD = 10;
const HUMP = /([a-z0-9])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g;
const HAS_HUMP = /[a-z0-9][A-Z]|[A-Z]{2}[a-z]/;
/** Shorter words are found whole only: too many begin like them. */
const PREFIX_FROM = 4;
/** … except for what is still being typed; one letter says nothing. */
const OPEN_PREFIX_FROM = 2;
// Signs of the private use area begin the tokens that are no words; text never gets there.
const INSIDE = '\uf000';

export const roomToken = (roomKey: number) => `\uf001${roomKey.toString(36)}`;
export const authorToken = (userKey: number) => `\uf002${userKey.toString(36)}`;
export const HAS_TOKENS = { link: '\uf003l', file: '\uf003f', image: '\uf003i' } as const;

/** Case, accents and widths do not matter in a search. */
export function foldText(text: string): string {
  if (IS_ASCII.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(ACCENTS, '').normalize('NFC').toLowerCase();
}

interface Pieces {
  readonly words: readonly string[];
  /** Runs of a script without spaces. */
  readonly runs: readonly string[];
}

function cutText(folded: string): Pieces {
  const words: string[] = [];
  const runs: string[] = [];
  for (const word of folded.match(WORD) ?? []) {
    if (IS_ASCII.test(word)) {
      words.push(word);
      continue;
    }
    runs.push(...(word.match(UNSPACED) ?? []));
    words.push(...word.split(UNSPACED).filter((part) => part !== ''));
  }
  return { words, runs };
}

/** The words inside words like TypeError or parseHTTPHeader. */
function humpsOf(text: string): string[] {
  if (!HAS_HUMP.test(text)) return [];
  const humped = (text.match(WORD) ?? []).filter((word) => HAS_HUMP.test(word));
  return humped.flatMap((word) => foldText(word.replace(HUMP, '$1$2 ')).match(WORD) ?? []);
}

function pairsOf(run: string): string[] {
  const signs = [...run];
  return signs.slice(1).map((sign, index) => `${signs[index]}${sign}`);
}

function insidesOf(word: string, from: number): string[] {
  const parts: string[] = [];
  for (let at = from; at + 3 <= word.length; at += 1) parts.push(INSIDE + word.slice(at, at + 3));
  return parts;
}

export function tokenizeText(text: string): string[] {
  const { words, runs } = cutText(foldText(text));
  const tokens = new Set<string>(words);
  for (const hump of humpsOf(text)) tokens.add(hump);
  for (const word of words) {
    if (word.length >= LONG_WORD) for (const part of insidesOf(word, 1)) tokens.add(part);
  }
  for (const run of runs) {
    for (const pair of pairsOf(run)) tokens.add(pair);
    // The last sign alone, so that one sign is found wherever it stands.
    tokens.add([...run].at(-1) ?? run);
  }
  return [...tokens];
}

/** A quoted part must stand as it is; a word may be the beginning or the inside of one. */
export interface SearchTerm {
  readonly text: string;
  readonly isPhrase: boolean;
  /** Its last word may be typed half. */
  readonly isOpen: boolean;
}

/** From how many letters on a word of a term counts as a beginning. */
function prefixFrom({ isOpen }: SearchTerm, { words, runs }: Pieces, index: number): number {
  return isOpen && runs.length === 0 && index === words.length - 1 ? OPEN_PREFIX_FROM : PREFIX_FROM;
}

const quote = (token: string) => `"${token}"`;
const allOf = (parts: readonly string[]) =>
  parts.length > 1 ? `(${parts.join(' AND ')})` : (parts[0] ?? '');

/** Words that so many messages have are not looked for as beginnings too: joining those lists is what costs. */
function matchWord(word: string, from: number, isWhole: boolean): string {
  if (isWhole) return quote(word);
  const asBeginning = word.length >= from ? `${quote(word)}*` : quote(word);
  if (word.length < 3) return asBeginning;
  return `(${asBeginning} OR ${allOf(insidesOf(word, 0).map(quote))})`;
}

function matchRun(run: string): string {
  const pairs = pairsOf(run);
  return pairs.length === 0 ? `${quote(run)}*` : allOf(pairs.map(quote));
}

/** The words of a term that could also be beginnings. */
export function listBeginnings(term: SearchTerm): string[] {
  if (term.isPhrase) return [];
  const pieces = cutText(foldText(term.text));
  return pieces.words.filter((word, index) => word.length >= prefixFrom(term, pieces, index));
}

/** An expression for the index; `common` words are taken as they are. Null when the term holds nothing that is indexed. */
export function matchTerm(term: SearchTerm, common: ReadonlySet<string>): string | null {
  const pieces = cutText(foldText(term.text));
  const parts = [
    ...pieces.words.map((word, index) =>
      matchWord(word, prefixFrom(term, pieces, index), term.isPhrase || common.has(word)),
    ),
    ...pieces.runs.map(matchRun),
  ];
  return parts.length === 0 ? null : allOf(parts);
}

/** What to mark in a text; a word where words begin, if it is there at all. */
export interface SearchMark {
  readonly text: string;
  readonly isWord: boolean;
}

export function marksOf({ text, isPhrase }: SearchTerm): SearchMark[] {
  const folded = foldText(text).trim();
  if (isPhrase) return [{ text: folded, isWord: false }];
  const { words, runs } = cutText(folded);
  const toMark = (isWord: boolean) => (part: string) => ({ text: part, isWord });
  return [...words.map(toMark(true)), ...runs.map(toMark(false))];
}

/** Where a folded text has what is to be marked. Inside of words only three letters and more are found. */
export function findMark(folded: string, { text, isWord }: SearchMark): number[] {
  const places: number[] = [];
  if (text === '') return places;
  for (let at = folded.indexOf(text); at !== -1; at = folded.indexOf(text, at + text.length)) places.push(at);
  if (!isWord) return places;
  const beginnings = places.filter((at) => {
    const before = folded.slice(Math.max(0, at - 2), at);
    return !ENDS_IN_WORD.test(before) || ENDS_UNSPACED.test(before);
  });
  return beginnings.length > 0 || text.length < 3 ? beginnings : places;
}

/** A text made ready to be asked for terms. */
export interface SearchedText {
  readonly folded: string;
  readonly words: readonly string[];
}

export function readSearchedText(text: string): SearchedText {
  const folded = foldText(text);
  return { folded, words: [...cutText(folded).words, ...humpsOf(text)] };
}

/** Whether a text really has the term: the index knows tokens, not where they stand. */
export function hasTerm({ folded, words: there }: SearchedText, term: SearchTerm): boolean {
  const wanted = foldText(term.text).trim();
  if (term.isPhrase) return folded.includes(wanted);
  const pieces = cutText(wanted);
  const { words, runs } = pieces;
  if (runs.some((run) => !folded.includes(run))) return false;
  if (words.length === 0) return true;
  return words.every((word, index) =>
    there.some(
      (known) =>
        known === word ||
        (word.length >= prefixFrom(term, pieces, index) && known.startsWith(word)) ||
        (word.length >= 3 && known.length >= LONG_WORD && known.includes(word)),
    ),
  );
}
