import { expect, it } from 'vitest';
import { matchesRoom, type RoomFilter } from '../room-filter.ts';

const ROOM = {
  name: 'Café du Nord',
  description: 'Monday lunch',
  participantCount: 0,
  memberCount: 10,
  maxParticipants: 10,
  hasPassword: true,
  locked: false,
};

it.each<[Partial<RoomFilter>, Partial<typeof ROOM>, boolean]>([
  [{}, {}, true],
  [{ query: 'cafe' }, {}, true],
  [{ query: 'LUNCH nord' }, {}, true],
  [{ query: 'dinner' }, {}, false],
  [{ kind: 'busy' }, {}, false],
  [{ kind: 'busy' }, { participantCount: 1 }, true],
  [{ kind: 'free' }, {}, false],
  [{ kind: 'free' }, { memberCount: 9 }, true],
  [{ kind: 'free' }, { memberCount: 9, locked: true }, false],
  [{ kind: 'open' }, {}, false],
  [{ kind: 'open' }, { hasPassword: false }, true],
  [{ kind: 'open', query: 'zzz' }, { hasPassword: false }, false],
])('R4: %j finds %j: %s', (filter, room, isFound) => {
  expect(matchesRoom({ ...ROOM, ...room }, { query: '', kind: 'all', ...filter })).toBe(isFound);
});
