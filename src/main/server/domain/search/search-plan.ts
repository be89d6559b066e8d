import { AppError } from '#shared/contract/errors.ts';
import type { SearchFilter, SearchQuery, SearchWord } from '#shared/model/search-query.ts';
import {
  authorToken,
  foldText,
  HAS_TOKENS,
  hasTerm,
  marksOf,
  matchTerm,
  readSearchedText,
  roomToken,
  type SearchedText,
  type SearchMark,
} from '#shared/model/search-tokens.ts';
import type { Candidate, SearchedRoom, SearchScope } from '../../storage/search-repo.ts';

/** A stretch of time: from `start` on, up to before `end`. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Named people and days, looked up before. */
export interface Resolved {
  readonly authors: ReadonlyMap<SearchFilter, ReadonlySet<number>>;
  readonly days: ReadonlyMap<SearchFilter, Stretch>;
  /** Words that very many messages have. */
  readonly common: ReadonlySet<string>;
}

export interface SearchPlan {
  /** An expression for the index; null when only filters are given that it does not know. */
  readonly match: string | null;
  readonly rooms: ReadonlyMap<number, SearchedRoom>;
  passes(candidate: Candidate): boolean;
  /** Only unread messages are wanted. */
  readonly isUnreadOnly: boolean;
  /** What to mark in the text. */
  readonly marks: readonly SearchMark[];
}

/** So many rooms can be named in an expression before asking each hit is cheaper. */
const FEW_ROOMS = 40;
const MANY_ROOMS = 800;
/** Rooms that hold less than this share of all messages are better named than asked for. */
const SMALL_SHARE = 0.1;

export function badSearch(message: string): AppError {
  return new AppError('VALIDATION_FAILED', message, { path: 'q', issues: [{ path: 'q', message }] });
}

function chooseRooms(scope: SearchScope, filters: readonly SearchFilter[]): SearchedRoom[] {
  let rooms = [...scope.rooms];
  for (const filter of filters) {
    if (filter.kind === 'in') {
      const wanted = foldText(filter.value.replace(/^#/, ''));
      const isIt = ({ id, code, name }: SearchedRoom) =>
        id === filter.value || foldText(name) === wanted || (code !== null && foldText(code) === wanted);
      const begins = ({ name }: SearchedRoom) => foldText(name).startsWith(wanted);
      const isMeant = scope.rooms.some(isIt) ? isIt : begins;
      if (!scope.rooms.some(isMeant)) throw badSearch(`You are in no room called “${filter.value}”.`);
      rooms = rooms.filter((room) => isMeant(room) !== filter.isNegated);
    }
    if (filter.kind === 'is' && !filter.isNegated) {
      rooms = rooms.filter((room) => room.lastSeq > room.readSeq);
    }
  }
  return rooms;
}

const anyOf = (tokens: readonly string[]) => `(${tokens.map((token) => `"${token}"`).join(' OR ')})`;

function namesRooms(rooms: readonly SearchedRoom[], scope: SearchScope, hasOthers: boolean): boolean {
  if (rooms.length <= FEW_ROOMS) return true;
  if (rooms.length > MANY_ROOMS) return false;
  const theirs = rooms.reduce((sum, room) => sum + room.lastSeq, 0);
  return !hasOthers || theirs < scope.messageCount * SMALL_SHARE;
}

function buildMatch(
  { words, filters }: SearchQuery,
  rooms: readonly SearchedRoom[],
  scope: SearchScope,
  { authors, common }: Resolved,
): string | null {
  const parts = words.flatMap((word) => (word.isNegated ? [] : (matchTerm(word, common) ?? [])));
  for (const filter of filters) {
    if (filter.isNegated) continue;
    if (filter.kind === 'has') parts.push(anyOf([HAS_TOKENS[filter.value]]));
    if (filter.kind === 'from') parts.push(anyOf([...(authors.get(filter) ?? [])].map(authorToken)));
  }
  if (namesRooms(rooms, scope, parts.length > 0)) parts.push(anyOf(rooms.map(({ key }) => roomToken(key))));
  return parts.length === 0 ? null : parts.join(' AND ');
}

/** Null when nothing can be found: no room is left to look in. */
export function planSearch(query: SearchQuery, scope: SearchScope, resolved: Resolved): SearchPlan | null {
  const { words, filters } = query;
  const chosen = chooseRooms(scope, filters);
  if (chosen.length === 0) return null;
  const rooms = new Map(chosen.map((room) => [room.key, room]));

  function fits(filter: SearchFilter, candidate: Candidate): boolean {
    const { userKey, seq, roomKey, createdAt, facts } = candidate;
    switch (filter.kind) {
      case 'from':
        return userKey !== null && (resolved.authors.get(filter)?.has(userKey) ?? false);
      case 'has':
        return facts.has(filter.value);
      case 'is':
        return candidate.counts && userKey !== scope.userKey && seq > (rooms.get(roomKey)?.readSeq ?? 0);
      case 'in':
        // The rooms were chosen by it.
        return !filter.isNegated;
      default: {
        const day = resolved.days.get(filter);
        return day !== undefined && createdAt >= day.start && createdAt < day.end;
      }
    }
  }

  const hasWord = (text: SearchedText, word: SearchWord) => hasTerm(text, word) !== word.isNegated;
  return {
    match: buildMatch(query, chosen, scope, resolved),
    rooms,
    isUnreadOnly: filters.some((filter) => filter.kind === 'is' && !filter.isNegated),
    marks: words.filter((word) => !word.isNegated).flatMap(marksOf),
    passes(candidate) {
      if (!rooms.has(candidate.roomKey)) return false;
      if (filters.some((filter) => fits(filter, candidate) === filter.isNegated)) return false;
      if (words.length === 0) return true;
      const text = readSearchedText(candidate.text);
      return words.every((word) => hasWord(text, word));
    },
  };
}
