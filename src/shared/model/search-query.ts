import { SIZES } from '../contract/limits.ts';

export interface SearchWord {
  readonly text: string;
  /** In quotes: as it stands. */
  readonly isPhrase: boolean;
  readonly isNegated: boolean;
  /** The last thing typed, perhaps not to its end: short words count as beginnings here too. */
  readonly isOpen: boolean;
}

export type SearchFilter = { readonly isNegated: boolean } & (
  | { readonly kind: 'from' | 'in'; readonly value: string }
  | { readonly kind: 'has'; readonly value: 'link' | 'file' | 'image' }
  | { readonly kind: 'before' | 'after' | 'on'; readonly value: string }
  | { readonly kind: 'is'; readonly value: 'unread' }
);

export interface SearchQuery {
  readonly words: readonly SearchWord[];
  readonly filters: readonly SearchFilter[];
}

export type ParsedSearch =
  | { readonly ok: true; readonly query: SearchQuery }
  | { readonly ok: false; readonly message: string };

/** What each operator takes, for the help beside the search field. */
export const SEARCH_OPERATORS = {
  from: 'a name, or me',
  in: 'the name of a room',
  has: 'link, file or image',
  before: 'a day like 2026-01-31, today or yesterday',
  after: 'a day like 2026-01-31, today or yesterday',
  on: 'a day like 2026-01-31, today or yesterday',
  is: 'unread',
} as const;
type Operator = keyof typeof SEARCH_OPERATORS;

const MOST_PARTS = 20;
const PART = /(-?)(?:(from|in|has|before|after|on|is):)?("[^"]*"?|[^\s"]+)?/giy;

function isDay(value: string): boolean {
  if (value === 'today' || value === 'yesterday') return true;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

function readFilter(operator: Operator, value: string, isNegated: boolean): SearchFilter | null {
  const lower = value.toLowerCase();
  switch (operator) {
    case 'from':
    case 'in':
      return value === '' ? null : { kind: operator, value, isNegated };
    case 'has':
      return lower === 'link' || lower === 'file' || lower === 'image'
        ? { kind: 'has', value: lower, isNegated }
        : null;
    case 'is':
      return lower === 'unread' ? { kind: 'is', value: lower, isNegated } : null;
    default:
      return isDay(lower) ? { kind: operator, value: lower, isNegated } : null;
  }
}

/** The one place where a search is read; what is wrong with it is said in a sentence. */
export function parseSearch(text: string): ParsedSearch {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, message: 'Type what to look for.' };
  if (trimmed.length > SIZES.searchQuery) return { ok: false, message: 'That is too long for a search.' };
  const words: SearchWord[] = [];
  const filters: SearchFilter[] = [];
  PART.lastIndex = 0;
  for (let at = 0; at < trimmed.length; ) {
    while (/\s/.test(trimmed.charAt(at))) at += 1;
    PART.lastIndex = at;
    const [whole = '', sign, name, given = ''] = PART.exec(trimmed) ?? [];
    at += Math.max(1, whole.length);
    const isLast = at >= trimmed.length;
    const isNegated = sign === '-';
    const value = given.replace(/^"|"$/g, '').trim();
    const operator = name?.toLowerCase() as Operator | undefined;
    if (operator) {
      const filter = readFilter(operator, value, isNegated);
      if (!filter) return { ok: false, message: `After ${operator}: comes ${SEARCH_OPERATORS[operator]}.` };
      filters.push(filter);
    } else if (value !== '') {
      const isPhrase = given.startsWith('"');
      words.push({ text: value, isPhrase, isNegated, isOpen: isLast && !isPhrase && !isNegated });
    }
  }
  if (words.length + filters.length === 0) return { ok: false, message: 'Type what to look for.' };
  if (words.length + filters.length > MOST_PARTS) {
    return { ok: false, message: `A search has at most ${MOST_PARTS} parts.` };
  }
  return { ok: true, query: { words, filters } };
}
