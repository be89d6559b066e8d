import { createMentionFinder, type FoundMention } from '#shared/model/mentions.ts';
import type { Mentions } from '#shared/model/message.ts';
import { nameApart } from '#shared/model/names-apart.ts';
import type { Reader, Writer } from './database.ts';

interface PersonRow {
  key: number;
  id: string;
  display_name: string;
  joined_at: number;
}

/** The members of a room at one moment, as far as texts may name them. */
export interface Mentionables {
  readonly people: readonly PersonRow[];
  find(text: string): FoundMention[];
}

const PEOPLE = `
  select u.key, u.id, u.display_name, m.joined_at from members m join users u on u.id = m.user_id
  join rooms r on r.id = m.room_id
  where r.key = ?1 and m.left_at is null order by m.joined_at, u.key`;

function toSeated({ id, display_name: displayName, joined_at }: PersonRow) {
  return { userId: id, displayName, joinedAt: new Date(joined_at).toISOString() };
}

export function readMentionables(reader: Reader, roomKey: number): Mentionables {
  const people = reader.prepare<PersonRow>(PEOPLE).all(roomKey);
  // Most texts name nobody, and a room may have a thousand names.
  let finder: ((text: string) => FoundMention[]) | null = null;
  return {
    people,
    find(text) {
      if (!text.includes('@')) return [];
      finder ??= createMentionFinder(nameApart(people.map(toSeated)));
      return finder(text);
    },
  };
}

export interface Named {
  /** Undefined when the text names nobody. */
  readonly mentions: Mentions | undefined;
  /** Whom it counts for: those named, and with @all and @here the others too, never the author. */
  readonly userKeys: readonly number[];
}

export const NOBODY: Named = { mentions: undefined, userKeys: [] };

export function findNamed(
  text: string,
  among: Mentionables,
  authorId: string | null,
  isOnline: (userId: string) => boolean,
): Named {
  const found = among.find(text);
  if (found.length === 0) return NOBODY;
  const named = new Set(found.flatMap(({ who }) => (typeof who === 'string' ? [] : [who.userId])));
  const all = found.some(({ who }) => who === 'all');
  const here = found.some(({ who }) => who === 'here');
  const concerned = among.people.filter(
    ({ id }) => id !== authorId && (all || named.has(id) || (here && isOnline(id))),
  );
  return { mentions: { userIds: [...named], all, here }, userKeys: concerned.map(({ key }) => key) };
}

interface Place {
  readonly roomKey: number;
  readonly seq: number;
}

export function addMentions(writer: Writer, { roomKey, seq }: Place, userKeys: readonly number[]): void {
  if (userKeys.length === 0) return;
  const insert = writer.prepare('insert or ignore into mentions (user_key, room_key, seq) values (?, ?, ?)');
  for (const userKey of userKeys) insert.run(userKey, roomKey, seq);
}

const WHO_WAS = `
  select n.user_key as key, u.id from mentions n join users u on u.key = n.user_key
  where n.room_key = ?1 and n.seq = ?2`;

/** Puts others in the place of those who were named; returns the ids of those who were not named before. */
export function replaceMentions(writer: Writer, place: Place, userKeys: readonly number[]): string[] {
  const { roomKey, seq } = place;
  const list = writer.prepare<{ key: number; id: string }>(WHO_WAS);
  const before = new Set(list.all(roomKey, seq).map(({ key }) => key));
  writer.prepare('delete from mentions where room_key = ?1 and seq = ?2').run(roomKey, seq);
  addMentions(writer, place, userKeys);
  return list
    .all(roomKey, seq)
    .filter(({ key }) => !before.has(key))
    .map(({ id }) => id);
}
