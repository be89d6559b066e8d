import { useMemo } from 'react';
import type { MemberRoom, Participant } from '#shared/model/room.ts';
import { laterText } from '../../../lib/later-text.ts';
import { mayInRoom } from '../../../lib/may-in-room.ts';
import { text } from '../../../lib/text.ts';
import { type SkinTone, withTone } from '../emoji/skin-tone.ts';
import type { EmojiLoad } from '../emoji/use-emoji.ts';
import { COMMANDS } from './commands.ts';
import { type CompletionQuery, rankNames } from './completion.ts';

/** One line of the list over the composer. */
export interface Suggestion {
  readonly key: string;
  /** What takes the place of what was typed. */
  readonly insert: string;
  readonly label: string;
  readonly detail: string;
  readonly look:
    | { readonly kind: 'person'; readonly userId: string }
    | { readonly kind: 'sign'; readonly sign: string };
}

const MOST = 8;
const NOBODY: readonly Participant[] = [];

interface SuggestionSource {
  query: CompletionQuery | null;
  emoji: EmojiLoad;
  tone: SkinTone;
  room: MemberRoom | undefined;
  participants: readonly Participant[] | undefined;
  selfId: string | undefined;
}

function suggestEmoji(query: string, emoji: EmojiLoad, tone: SkinTone): readonly Suggestion[] {
  if (typeof emoji === 'string') return [];
  return emoji.search(query, MOST).map((entry) => ({
    key: entry.emoji,
    insert: `${withTone(entry, tone)} `,
    label: `:${entry.shortcodes[0] ?? entry.label}:`,
    detail: entry.label,
    look: { kind: 'sign', sign: withTone(entry, tone) },
  }));
}

function suggestPeople(
  query: string,
  people: readonly Participant[],
  selfId?: string,
): readonly Suggestion[] {
  const t = laterText().compose;
  const others = people.filter(({ userId }) => userId !== selfId);
  const here = others.filter(({ isOnline }) => isOnline).length;
  const groups = [
    { displayName: 'here', detail: t.mentionHere(here) },
    { displayName: 'all', detail: t.mentionAll(others.length) },
  ];
  return [
    ...rankNames(others, query, MOST).map(
      (person): Suggestion => ({
        key: person.userId,
        insert: `@${person.displayName} `,
        label: person.displayName,
        detail: person.isOnline ? '' : text().common.offline,
        look: { kind: 'person', userId: person.userId },
      }),
    ),
    ...rankNames(others.length > 0 ? groups : [], query, MOST).map(
      ({ displayName, detail }): Suggestion => ({
        key: displayName,
        insert: `@${displayName} `,
        label: `@${displayName}`,
        detail,
        look: { kind: 'sign', sign: '@' },
      }),
    ),
  ];
}

function suggestCommands(query: string, room: MemberRoom | undefined): readonly Suggestion[] {
  const { help, usage } = laterText().commands;
  return COMMANDS.filter(
    ({ name, needs }) => name.startsWith(query.toLowerCase()) && (needs === null || mayInRoom(room, needs)),
  ).map(({ name }) => ({
    key: name,
    insert: `/${name} `,
    label: usage[name],
    detail: help[name],
    look: { kind: 'sign', sign: '/' },
  }));
}

/** What fits what is being typed, the best first. */
export function useSuggestions(source: SuggestionSource): readonly Suggestion[] {
  const { query, emoji, tone, room, participants = NOBODY, selfId } = source;
  return useMemo(() => {
    if (query === null) return [];
    if (query.kind === 'emoji') return suggestEmoji(query.query, emoji, tone);
    if (query.kind === 'mention') return suggestPeople(query.query, participants, selfId);
    return suggestCommands(query.query, room);
  }, [query, emoji, tone, room, participants, selfId]);
}
