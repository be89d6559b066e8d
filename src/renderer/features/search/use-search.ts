import { useEffect, useState } from 'react';
import type { Failure } from '#shared/contract/result.ts';
import type { SearchHit } from '#shared/model/search.ts';
import { parseSearch } from '#shared/model/search-query.ts';
import { useSessionActions } from '../../session/use-session.ts';

const TYPING_PAUSE_MS = 200;

export interface SearchState {
  readonly hits: readonly SearchHit[];
  readonly nextCursor: string | null;
  readonly isLoading: boolean;
  readonly failure: Failure | null;
  /** What is wrong with the words themselves. */
  readonly advice: string | null;
  /** What the hits answer. */
  readonly answered: string;
}

const NOTHING: SearchState = {
  hits: [],
  nextCursor: null,
  isLoading: false,
  failure: null,
  advice: null,
  answered: '',
};

interface SearchOptions {
  hostKey: string;
  /** Null searches all rooms of the person. */
  roomId: string | null;
  query: string;
}

/** Days in a search are the person’s own; the host may stand in another time zone. */
function readTimeZoneOffset(): number {
  return new Date().getTimezoneOffset();
}

/** Searches while somebody types, after a short pause; an answer that comes late is dropped. */
export function useSearch({ hostKey, roomId, query }: SearchOptions) {
  const { callHost } = useSessionActions();
  const [state, setState] = useState(NOTHING);
  const wanted = query.trim();

  useEffect(() => {
    if (wanted === '') return setState(NOTHING);
    const parsed = parseSearch(wanted);
    if (!parsed.ok) return setState({ ...NOTHING, advice: parsed.message });
    let isWanted = true;
    setState((before) => ({ ...before, isLoading: true, advice: null }));
    const timer = setTimeout(async () => {
      const answer = await callHost(hostKey, {
        name: 'search',
        query: { q: wanted, roomId: roomId ?? undefined, timeZoneOffset: readTimeZoneOffset() },
      });
      if (!isWanted) return;
      setState(
        answer.ok
          ? { ...NOTHING, ...answer.data, answered: wanted }
          : { ...NOTHING, failure: answer.error, answered: wanted },
      );
    }, TYPING_PAUSE_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [callHost, hostKey, roomId, wanted]);

  const loadMore = async () => {
    const { nextCursor: cursor, answered } = state;
    if (cursor === null || state.isLoading) return;
    setState((before) => ({ ...before, isLoading: true }));
    const answer = await callHost(hostKey, {
      name: 'search',
      query: { q: answered, roomId: roomId ?? undefined, cursor, timeZoneOffset: readTimeZoneOffset() },
    });
    setState((before) => {
      if (before.answered !== answered || before.nextCursor !== cursor) return before;
      if (!answer.ok) return { ...before, isLoading: false, failure: answer.error };
      const { hits, nextCursor } = answer.data;
      return { ...before, hits: [...before.hits, ...hits], nextCursor, isLoading: false };
    });
  };

  return { state, loadMore };
}
