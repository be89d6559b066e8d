import { setImmediate as nextTurn } from 'node:timers/promises';
import { SIZES } from '#shared/contract/limits.ts';
import type { Message } from '#shared/model/message.ts';
import type { SearchPage } from '#shared/model/search.ts';
import { parseSearch, type SearchFilter, type SearchQuery } from '#shared/model/search-query.ts';
import { foldText, listBeginnings } from '#shared/model/search-tokens.ts';
import type { Scan, Scanned, SearchRepo, SearchScope } from '../../storage/search-repo.ts';
import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import { badSearch, planSearch, type Resolved, type SearchPlan, type Stretch } from './search-plan.ts';
import { makeSnippet } from './snippet.ts';

export interface SearchRequest {
  readonly q: string;
  readonly roomId?: string | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
  /** Minutes from the person's time to UTC, as browsers tell it. */
  readonly timeZoneOffset?: number | undefined;
}

export interface SearchService {
  search(actor: Actor, request: SearchRequest): Promise<SearchPage>;
}

const DAY = 86_400_000;
/** One answer looks at so many messages at most; the cursor goes on behind them … */
const MOST_LOOKED_AT = 30_000;
/** … and lets others have their turn after so many. */
const LOOKED_AT_IN_A_TURN = 2_000;
/** Joining everything that begins with two letters takes up to 0.2 µs a message: a host with more finds them whole. */
const SHORT_BEGINNINGS_UP_TO = 200_000;
const EVERYTHING: Stretch = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };

function toStretch(kind: 'before' | 'after' | 'on', day: string, now: number, offsetMs: number): Stretch {
  const today = Math.floor((now - offsetMs) / DAY) * DAY;
  const local = day === 'today' ? today : day === 'yesterday' ? today - DAY : Date.parse(`${day}T00:00:00Z`);
  const start = local + offsetMs;
  if (kind === 'before') return { ...EVERYTHING, end: start };
  return kind === 'after' ? { ...EVERYTHING, start: start + DAY } : { start, end: start + DAY };
}

function readQuery({ q, roomId }: SearchRequest): SearchQuery {
  const parsed = parseSearch(q);
  if (!parsed.ok) throw badSearch(parsed.message);
  if (roomId === undefined) return parsed.query;
  const here: SearchFilter = { kind: 'in', value: roomId, isNegated: false };
  return { ...parsed.query, filters: [...parsed.query.filters, here] };
}

function searchedText(message: Message): string {
  return [message.content, ...message.attachments.map(({ name }) => name)].join('\n');
}

export function createSearchService({ search, clock }: { search: SearchRepo; clock: Clock }): SearchService {
  async function findAuthors(actor: Actor, name: string): Promise<ReadonlySet<number>> {
    const wanted = foldText(name.replace(/^@/, ''));
    const isIt = (author: { id: string; name: string }) =>
      wanted === 'me' ? author.id === actor.userId : author.id === name || foldText(author.name) === wanted;
    const exact = await search.findAuthors(actor.userId, isIt);
    if (exact.length > 0) return new Set(exact);
    const similar = await search.findAuthors(actor.userId, (author) =>
      foldText(author.name).startsWith(wanted),
    );
    if (similar.length === 0) throw badSearch(`Nobody in your rooms is called “${name}”.`);
    return new Set(similar);
  }

  async function resolve(
    actor: Actor,
    { words, filters }: SearchQuery,
    { messageCount }: SearchScope,
    offsetMs: number,
  ): Promise<Resolved> {
    const authors = new Map<SearchFilter, ReadonlySet<number>>();
    const days = new Map<SearchFilter, Stretch>();
    for (const filter of filters) {
      if (filter.kind === 'from') authors.set(filter, await findAuthors(actor, filter.value));
      if (filter.kind === 'before' || filter.kind === 'after' || filter.kind === 'on') {
        days.set(filter, toStretch(filter.kind, filter.value, clock.now(), offsetMs));
      }
    }
    const beginnings = words.filter((word) => !word.isNegated).flatMap(listBeginnings);
    const tooShort =
      messageCount > SHORT_BEGINNINGS_UP_TO ? beginnings.filter(({ length }) => length < 3) : [];
    return { authors, days, common: new Set([...(await search.findCommon(beginnings)), ...tooShort]) };
  }

  /** Ids rise with time, so days are bounds of keys; and nothing unread is older than its room's cursor. */
  async function findBounds({ days }: Resolved, plan: SearchPlan): Promise<{ below: number; above: number }> {
    let below = Number.MAX_SAFE_INTEGER;
    let above = plan.isUnreadOnly ? await search.findKeyBeforeUnread([...plan.rooms.values()]) : 0;
    for (const [filter, { start, end }] of days) {
      if (filter.isNegated) continue;
      if (Number.isFinite(end)) below = Math.min(below, (await search.findKeyAt(end)) ?? below);
      if (Number.isFinite(start)) {
        above = Math.max(above, ((await search.findKeyAt(start)) ?? Number.MAX_SAFE_INTEGER) - 1);
      }
    }
    return { below, above };
  }

  /** Words that stand together seldom though each is common would keep everybody waiting in one piece. */
  async function scanInTurns(scan: Scan, { passes }: SearchPlan): Promise<Scanned> {
    const messages: Message[] = [];
    let { below } = scan;
    for (let looked = 0; looked < scan.most; looked += LOOKED_AT_IN_A_TURN) {
      const wanted = scan.wanted - messages.length;
      const found = await search.scan({ ...scan, below, wanted, most: LOOKED_AT_IN_A_TURN }, passes);
      messages.push(...found.messages);
      if (found.reached === null) return { messages, reached: null };
      below = found.reached;
      if (messages.length >= scan.wanted) break;
      await nextTurn();
    }
    return { messages, reached: below };
  }

  return {
    async search(actor, request) {
      const query = readQuery(request);
      const scope = await search.readScope(actor.userId);
      const nothing: SearchPage = { hits: [], nextCursor: null };
      if (!scope) return nothing;
      const resolved = await resolve(actor, query, scope, (request.timeZoneOffset ?? 0) * 60_000);
      const plan = planSearch(query, scope, resolved);
      if (!plan) return nothing;
      const { below, above } = await findBounds(resolved, plan);
      const from =
        request.cursor === undefined ? below : Math.min(below, Number.parseInt(request.cursor, 36));
      const wanted = request.limit ?? SIZES.searchPage;
      const found = await scanInTurns(
        { match: plan.match, below: from, above, most: MOST_LOOKED_AT, wanted },
        plan,
      );
      const names = new Map([...plan.rooms.values()].map(({ id, name }) => [id, name]));
      return {
        hits: found.messages.map((message) => ({
          message,
          room: { id: message.roomId, name: names.get(message.roomId) ?? '' },
          snippet: makeSnippet(searchedText(message), plan.marks),
        })),
        nextCursor: found.reached === null ? null : found.reached.toString(36),
      };
    },
  };
}
