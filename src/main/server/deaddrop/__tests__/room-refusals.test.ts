import {
  as,
  BAD_INBOX,
  BAD_OWNER,
  by,
  GARBAGE,
  GARBAGE_OWNER,
  NO_OWNER,
  NO_SECRET,
  type Row,
  setUpCast,
  testRows,
} from './refusal-table.ts';

const cast = setUpCast();
const room = '/NS/rooms/ROOM';
const noRoom = '/NS/rooms/nope';
const wrongPlace = '/OTHER/rooms/ROOM';
const MESSAGE = { body: 'hello' };

/** The four checks that every route inside a room makes, in their order. */
function memberRows(method: string, rest: string, body?: unknown): Row[] {
  return [
    [`${method} ${rest}: no secret`, method, `${noRoom}${rest}`, 401, NO_SECRET, by({}, body)],
    [
      `${method} ${rest}: unknown room before the secret is looked at`,
      method,
      `${noRoom}${rest}`,
      404,
      'Room not found',
      by(GARBAGE, body),
    ],
    [
      `${method} ${rest}: garbage secret`,
      method,
      `${room}${rest}`,
      403,
      'Not a member of this room',
      by(GARBAGE, body),
    ],
    [
      `${method} ${rest}: not a member`,
      method,
      `${room}${rest}`,
      403,
      'Not a member of this room',
      as('bob', body),
    ],
    [
      `${method} ${rest}: not a member, wrong namespace`,
      method,
      `${wrongPlace}${rest}`,
      403,
      'Not a member of this room',
      as('eve', body),
    ],
    [
      `${method} ${rest}: member, wrong namespace`,
      method,
      `${wrongPlace}${rest}`,
      404,
      'Room not found in this namespace',
      as('alice', body),
    ],
  ];
}

const ROWS: Row[] = [
  ...memberRows('GET', ''),
  ...memberRows('GET', '/members'),
  ...memberRows('POST', '/members', { identity_id: 'x' }),
  ...memberRows('POST', '/messages', MESSAGE),
  ...memberRows('GET', '/messages'),
  ...memberRows('GET', '/messages?wait=5'),
  ...memberRows('POST', '/read', { last_read_mid: 'x' }),
  ...memberRows('GET', '/unread'),

  ['rooms: no secret', 'POST', '/NS/rooms', 401, NO_SECRET],
  ['rooms: empty secret is none', 'POST', '/NS/rooms', 401, NO_SECRET, by({ 'X-Inbox-Secret': '' })],
  ['rooms: garbage', 'POST', '/NS/rooms', 403, BAD_INBOX, by(GARBAGE)],
  ['rooms: secret of another namespace', 'POST', '/NS/rooms', 403, BAD_INBOX, as('eve')],
  ['rooms: unknown namespace is never 404', 'POST', '/nowhere/rooms', 403, BAD_INBOX, as('alice')],
  ['rooms: archived before the secret', 'POST', '/CLOSED/rooms', 410, 'Namespace is archived'],
  [
    'rooms: archived with the secret',
    'POST',
    '/CLOSED/rooms',
    410,
    'Namespace is archived',
    as('closedMember'),
  ],
  ['list rooms: no secret', 'GET', '/NS/rooms', 401, NO_SECRET],
  ['list rooms: garbage', 'GET', '/NS/rooms', 403, BAD_INBOX, by(GARBAGE)],
  ['list rooms: unknown namespace', 'GET', '/nowhere/rooms', 403, BAD_INBOX, as('alice')],

  ['delete room: no secret', 'DELETE', room, 401, NO_OWNER],
  ['delete room: an inbox secret alone, also the creator’s', 'DELETE', room, 401, NO_OWNER, as('alice')],
  ['delete room: garbage', 'DELETE', room, 403, BAD_OWNER, by(GARBAGE_OWNER)],
  ['delete room: unknown', 'DELETE', noRoom, 404, 'Room not found', as('ns')],
  ['delete room: of another namespace', 'DELETE', wrongPlace, 404, 'Room not found', as('other')],

  [
    'add: unknown identity',
    'POST',
    `${room}/members`,
    400,
    'Identity nobody not found in namespace NS',
    as('alice', { identity_id: 'nobody' }),
  ],
  [
    'add: identity of another namespace',
    'POST',
    `${room}/members`,
    400,
    'Identity EVE not found in namespace NS',
    ({ alice, eve }) => ({ headers: alice.headers, body: { identity_id: eve.id } }),
  ],
  ['remove: no secret', 'DELETE', '/NS/rooms/ROOM/members/ALICE', 401, NO_SECRET],
  ['remove: a namespace secret is none', 'DELETE', '/NS/rooms/ROOM/members/ALICE', 401, NO_SECRET, as('ns')],
  ['remove: unknown room', 'DELETE', `${noRoom}/members/x`, 404, 'Room not found', by(GARBAGE)],
  [
    'remove: room of another namespace, before any membership',
    'DELETE',
    `${wrongPlace}/members/x`,
    404,
    'Room not found',
    as('alice'),
  ],
  [
    'remove: by an outsider',
    'DELETE',
    '/NS/rooms/ROOM/members/ALICE',
    403,
    'Not authorized to remove members',
    as('bob'),
  ],
  [
    'remove: garbage',
    'DELETE',
    '/NS/rooms/ROOM/members/ALICE',
    403,
    'Not authorized to remove members',
    by(GARBAGE),
  ],
  [
    'remove: somebody who is no member',
    'DELETE',
    '/NS/rooms/ROOM/members/BOB',
    404,
    'Member not found',
    as('alice'),
  ],
  ['leave: when not a member', 'DELETE', '/NS/rooms/ROOM/members/BOB', 404, 'Member not found', as('bob')],
];

testRows(cast, ROWS);
