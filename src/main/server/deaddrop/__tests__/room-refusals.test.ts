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
const room =
  (rest = '') =>
  () =>
    `/${cast.ns.ns}/rooms/${cast.roomId}${rest}`;
const noRoom =
  (rest = '') =>
  () =>
    `/${cast.ns.ns}/rooms/nope${rest}`;
const wrongPlace =
  (rest = '') =>
  () =>
    `/${cast.other.ns}/rooms/${cast.roomId}${rest}`;
const MESSAGE = { body: 'hello' };

/** The four checks that every route inside a room makes, in their order. */
function memberRows(method: string, rest: string, body?: unknown): Row[] {
  return [
    [`${method} ${rest}: no secret`, method, noRoom(rest), 401, NO_SECRET, by({}, body)],
    [
      `${method} ${rest}: unknown room before the secret is looked at`,
      method,
      noRoom(rest),
      404,
      'Room not found',
      by(GARBAGE, body),
    ],
    [
      `${method} ${rest}: garbage secret`,
      method,
      room(rest),
      403,
      'Not a member of this room',
      by(GARBAGE, body),
    ],
    [
      `${method} ${rest}: not a member`,
      method,
      room(rest),
      403,
      'Not a member of this room',
      as(() => cast.bob, body),
    ],
    [
      `${method} ${rest}: not a member, wrong namespace`,
      method,
      wrongPlace(rest),
      403,
      'Not a member of this room',
      as(() => cast.eve, body),
    ],
    [
      `${method} ${rest}: member, wrong namespace`,
      method,
      wrongPlace(rest),
      404,
      'Room not found in this namespace',
      as(() => cast.alice, body),
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

  ['rooms: no secret', 'POST', () => `/${cast.ns.ns}/rooms`, 401, NO_SECRET],
  [
    'rooms: empty secret is none',
    'POST',
    () => `/${cast.ns.ns}/rooms`,
    401,
    NO_SECRET,
    by({ 'X-Inbox-Secret': '' }),
  ],
  ['rooms: garbage', 'POST', () => `/${cast.ns.ns}/rooms`, 403, BAD_INBOX, by(GARBAGE)],
  [
    'rooms: secret of another namespace',
    'POST',
    () => `/${cast.ns.ns}/rooms`,
    403,
    BAD_INBOX,
    as(() => cast.eve),
  ],
  [
    'rooms: unknown namespace is never 404',
    'POST',
    () => '/nowhere/rooms',
    403,
    BAD_INBOX,
    as(() => cast.alice),
  ],
  [
    'rooms: archived before the secret',
    'POST',
    () => `/${cast.closed.ns}/rooms`,
    410,
    'Namespace is archived',
  ],
  [
    'rooms: archived with the secret',
    'POST',
    () => `/${cast.closed.ns}/rooms`,
    410,
    'Namespace is archived',
    as(() => cast.closedMember),
  ],
  ['list rooms: no secret', 'GET', () => `/${cast.ns.ns}/rooms`, 401, NO_SECRET],
  ['list rooms: garbage', 'GET', () => `/${cast.ns.ns}/rooms`, 403, BAD_INBOX, by(GARBAGE)],
  ['list rooms: unknown namespace', 'GET', () => '/nowhere/rooms', 403, BAD_INBOX, as(() => cast.alice)],

  ['delete room: no secret', 'DELETE', room(), 401, NO_OWNER],
  [
    'delete room: an inbox secret alone, also the creator’s',
    'DELETE',
    room(),
    401,
    NO_OWNER,
    as(() => cast.alice),
  ],
  ['delete room: garbage', 'DELETE', room(), 403, BAD_OWNER, by(GARBAGE_OWNER)],
  ['delete room: unknown', 'DELETE', noRoom(), 404, 'Room not found', () => ({ headers: cast.ns.headers })],
  [
    'delete room: of another namespace',
    'DELETE',
    wrongPlace(),
    404,
    'Room not found',
    () => ({ headers: cast.other.headers }),
  ],

  [
    'add: unknown identity',
    'POST',
    room('/members'),
    400,
    () => `Identity nobody not found in namespace ${cast.ns.ns}`,
    as(() => cast.alice, { identity_id: 'nobody' }),
  ],
  [
    'add: identity of another namespace',
    'POST',
    room('/members'),
    400,
    () => `Identity ${cast.eve.id} not found in namespace ${cast.ns.ns}`,
    () => ({ headers: cast.alice.headers, body: { identity_id: cast.eve.id } }),
  ],
  [
    'remove: no secret',
    'DELETE',
    () => `/${cast.ns.ns}/rooms/${cast.roomId}/members/${cast.alice.id}`,
    401,
    NO_SECRET,
  ],
  [
    'remove: a namespace secret is none',
    'DELETE',
    () => `/${cast.ns.ns}/rooms/${cast.roomId}/members/${cast.alice.id}`,
    401,
    NO_SECRET,
    () => ({ headers: cast.ns.headers }),
  ],
  ['remove: unknown room', 'DELETE', noRoom('/members/x'), 404, 'Room not found', by(GARBAGE)],
  [
    'remove: room of another namespace, before any membership',
    'DELETE',
    wrongPlace('/members/x'),
    404,
    'Room not found',
    as(() => cast.alice),
  ],
  [
    'remove: by an outsider',
    'DELETE',
    () => `/${cast.ns.ns}/rooms/${cast.roomId}/members/${cast.alice.id}`,
    403,
    'Not authorized to remove members',
    as(() => cast.bob),
  ],
  [
    'remove: garbage',
    'DELETE',
    () => `/${cast.ns.ns}/rooms/${cast.roomId}/members/${cast.alice.id}`,
    403,
    'Not authorized to remove members',
    by(GARBAGE),
  ],
  [
    'remove: somebody who is no member',
    'DELETE',
    () => `/${cast.ns.ns}/rooms/${cast.roomId}/members/${cast.bob.id}`,
    404,
    'Member not found',
    as(() => cast.alice),
  ],
  [
    'leave: when not a member',
    'DELETE',
    () => `/${cast.ns.ns}/rooms/${cast.roomId}/members/${cast.bob.id}`,
    404,
    'Member not found',
    as(() => cast.bob),
  ],
];

testRows(cast, ROWS);
