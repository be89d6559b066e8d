import type { Room } from '#shared/model/room.ts';

export const ROOM_FILTERS = ['all', 'busy', 'free', 'open'] as const;

export interface RoomFilter {
  readonly query: string;
  readonly kind: (typeof ROOM_FILTERS)[number];
}

export const NO_FILTER: RoomFilter = { query: '', kind: 'all' };

type Shown = Pick<
  Room,
  'name' | 'description' | 'participantCount' | 'memberCount' | 'maxParticipants' | 'hasPassword' | 'locked'
>;

const fold = (words: string) => words.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();

const FITS: Readonly<Record<RoomFilter['kind'], (room: Shown) => boolean>> = {
  all: () => true,
  busy: (room) => room.participantCount > 0,
  free: (room) => !room.locked && room.memberCount < room.maxParticipants,
  open: (room) => !room.locked && !room.hasPassword,
};

/** Every typed word occurs in name or description, and the room is of the chosen kind. */
export function matchesRoom(room: Shown, { query, kind }: RoomFilter): boolean {
  const text = fold(`${room.name} ${room.description}`);
  const words = fold(query).split(/\s+/u).filter(Boolean);
  return FITS[kind](room) && words.every((word) => text.includes(word));
}
