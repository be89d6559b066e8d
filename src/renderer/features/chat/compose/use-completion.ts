import { type KeyboardEvent, type RefObject, useEffect, useMemo, useState } from 'react';
import type { RoomRef } from '../../../session/replica.ts';
import { createTextStore, findLocalStorage } from '../../../session/text-store.ts';
import { usePeople } from '../../../session/use-names.ts';
import { useHost, useRoom } from '../../../session/use-session.ts';
import { readSkinTone, withTone } from '../emoji/skin-tone.ts';
import { useEmoji } from '../emoji/use-emoji.ts';
import {
  type CompletionQuery,
  findClosedShortcode,
  findCompletion,
  type Replaced,
  replaceRange,
} from './completion.ts';
import { type Suggestion, useSuggestions } from './use-suggestions.ts';

/** Chosen in the picker, which may be the one of another window. */
function readKeptTone() {
  return readSkinTone(createTextStore({ storage: findLocalStorage() }));
}

function isWrittenOut({ kind, query }: CompletionQuery, suggestion: Suggestion | undefined): boolean {
  if (suggestion === undefined || kind === 'emoji') return false;
  return suggestion.insert.slice(1).trim().toLowerCase() === query.trim().toLowerCase();
}

interface CompletionOptions {
  roomRef: RoomRef;
  inputRef: RefObject<HTMLTextAreaElement | null>;
  typed: string;
  caret: number;
  onReplace: (replaced: Replaced) => void;
}

/** Names, emoji and commands offered while somebody types; Tab or Enter takes, Escape refuses. */
export function useCompletion({ roomRef, inputRef, typed, caret, onReplace }: CompletionOptions) {
  const room = useRoom(roomRef, (known) => known?.room);
  const participants = usePeople(roomRef);
  const selfId = useHost(roomRef.hostKey, (host) => host?.self?.id);
  const [active, setActive] = useState(0);
  const [refused, setRefused] = useState<string | null>(null);
  const query = useMemo(() => findCompletion(typed, caret), [typed, caret]);
  const asked = query === null ? null : `${query.kind} ${query.start}`;
  const closed = useMemo(() => findClosedShortcode(typed, caret), [typed, caret]);
  const wantsEmoji = query?.kind === 'emoji' || closed !== null;
  const emoji = useEmoji(wantsEmoji);
  const tone = useMemo(() => (wantsEmoji ? readKeptTone() : 0), [wantsEmoji]);
  const all = useSuggestions({ query, emoji, tone, room, participants, selfId });
  const suggestions = asked === null || asked === refused ? [] : all;
  const chosen = Math.min(active, suggestions.length - 1);

  // Somebody who knows the shortcode types it to its end.
  useEffect(() => {
    if (closed === null || typeof emoji === 'string') return;
    const found = emoji.findByShortcode(closed.code);
    if (found !== null) onReplace(replaceRange(typed, closed.start, caret, withTone(found, tone)));
  }, [closed, emoji, tone, typed, caret, onReplace]);

  const [lastAsked, setLastAsked] = useState(asked);
  if (lastAsked !== asked) {
    setLastAsked(asked);
    setActive(0);
    if (asked === null) setRefused(null);
  }

  const pick = (index: number) => {
    const suggestion = suggestions[index];
    if (suggestion === undefined || query === null) return;
    onReplace(replaceRange(typed, query.start, query.end, suggestion.insert));
    inputRef.current?.focus();
  };

  /** True when the key belonged to the list. */
  const handleKey = (event: KeyboardEvent): boolean => {
    if (suggestions.length === 0) return false;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setActive((chosen + step + suggestions.length) % suggestions.length);
    else if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab') {
      // What is written out already needs no completion: Enter sends.
      const isWhole = query !== null && isWrittenOut(query, suggestions[chosen]);
      if (isWhole && event.key === 'Enter') return false;
      pick(chosen);
    } else if (event.key === 'Escape') setRefused(asked);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };

  return { suggestions, active: chosen, setActive, pick, handleKey };
}
