import { expect, it } from 'vitest';
import { ADMIN } from './deaddrop-world.ts';
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
const ROWS: Row[] = [
  ['admin: no token', 'POST', '/admin/namespaces', 401, 'X-Admin-Token header required'],
  [
    'admin: wrong token',
    'POST',
    '/admin/namespaces',
    403,
    'Invalid admin token',
    by({ 'X-Admin-Token': 'no' }),
  ],
  [
    'admin: wrong bearer',
    'GET',
    '/admin/namespaces',
    403,
    'Invalid admin token',
    by({ Authorization: 'Bearer no' }),
  ],
  ['admin get: unknown', 'GET', '/admin/namespaces/nope', 404, 'Namespace not found', by(ADMIN)],
  [
    'admin patch: unknown',
    'PATCH',
    '/admin/namespaces/nope',
    404,
    'Namespace not found',
    by(ADMIN, { metadata: {} }),
  ],
  ['admin delete: unknown', 'DELETE', '/admin/namespaces/nope', 404, 'Namespace not found', by(ADMIN)],
  [
    'admin identities: unknown namespace',
    'POST',
    '/admin/nope/identities',
    404,
    'Namespace not found',
    by(ADMIN),
  ],
  ['admin identities: no token', 'GET', '/admin/NS/identities', 401, 'X-Admin-Token header required'],
  ['admin identity: unknown', 'DELETE', '/admin/NS/identities/nope', 404, 'Identity not found', by(ADMIN)],
  ['archive: no secret', 'POST', '/NS/archive', 401, NO_OWNER],
  ['archive: wrong secret', 'POST', '/NS/archive', 403, BAD_OWNER, by(GARBAGE_OWNER)],
  ['archive: second time', 'POST', '/CLOSED/archive', 400, 'Namespace is already archived', as('closed')],

  ['identity: no secret', 'POST', '/NS/identities', 401, NO_OWNER],
  ['identity: wrong secret', 'POST', '/NS/identities', 403, BAD_OWNER, by(GARBAGE_OWNER)],
  ['identity: secret of another namespace', 'POST', '/NS/identities', 403, BAD_OWNER, as('other')],
  ['identity: unknown namespace', 'POST', '/nowhere/identities', 403, BAD_OWNER, as('ns')],
  ['identity: archived before the secret', 'POST', '/CLOSED/identities', 410, 'Namespace is archived'],
  [
    'identities: no secret',
    'GET',
    '/NS/identities',
    401,
    'X-Namespace-Secret or X-Inbox-Secret header required',
  ],
  ['identities: secret of another namespace', 'GET', '/NS/identities', 403, BAD_INBOX, as('eve')],
  [
    'one identity: somebody else’s',
    'GET',
    '/NS/identities/ALICE',
    403,
    'Can only view own identity',
    as('bob'),
  ],
  ['one identity: unknown to the owner', 'GET', '/NS/identities/nope', 404, 'Identity not found', as('ns')],
  ['change identity: no secret', 'PATCH', '/NS/identities/ALICE', 401, NO_OWNER, by({}, { metadata: {} })],
  [
    'change identity: unknown',
    'PATCH',
    '/NS/identities/nope',
    404,
    'Identity not found',
    as('ns', { metadata: {} }),
  ],
  [
    'change identity: archived',
    'PATCH',
    '/CLOSED/identities/CLOSED_MEMBER',
    410,
    'Namespace is archived',
    as('closed', { metadata: {} }),
  ],
  ['delete identity: wrong secret', 'DELETE', '/NS/identities/ALICE', 403, BAD_OWNER, by(GARBAGE_OWNER)],
  ['delete identity: unknown', 'DELETE', '/NS/identities/nope', 404, 'Identity not found', as('ns')],

  ['send: no secret', 'POST', '/NS/send', 401, NO_SECRET, by({}, { to: 'x', body: '' })],
  ['send: garbage', 'POST', '/NS/send', 403, BAD_INBOX, by(GARBAGE, { to: 'x', body: '' })],
  [
    'send: archived before the secret',
    'POST',
    '/CLOSED/send',
    410,
    'Namespace is archived',
    by({}, { to: 'x', body: '' }),
  ],
  [
    'send: unknown recipient',
    'POST',
    '/NS/send',
    404,
    'Recipient x not found in namespace NS',
    as('alice', { to: 'x', body: '' }),
  ],
  ['inbox: no secret', 'GET', '/NS/inbox/ALICE', 401, NO_SECRET],
  ['inbox: somebody else’s', 'GET', '/NS/inbox/ALICE', 403, 'Secret does not match identity', as('bob')],
  ['inbox: wrong namespace', 'GET', '/OTHER/inbox/ALICE', 403, 'Secret does not match identity', as('alice')],
  [
    'archived inbox: somebody else’s',
    'GET',
    '/NS/inbox/ALICE/archived',
    403,
    'Secret does not match identity',
    as('bob'),
  ],
  ['one letter: unknown', 'GET', '/NS/inbox/ALICE/nope', 404, 'Message not found', as('alice')],
  ['archive letter: unknown', 'POST', '/NS/inbox/ALICE/nope/archive', 404, 'Message not found', as('alice')],
  [
    'unarchive letter: unknown',
    'POST',
    '/NS/inbox/ALICE/nope/unarchive',
    404,
    'Message not found',
    as('alice'),
  ],
  ['delete letter: unknown', 'DELETE', '/NS/inbox/ALICE/nope', 404, 'Message not found', as('alice')],

  ['invites: unknown namespace first', 'GET', '/nowhere/invites', 404, 'Namespace not found'],
  ['invites: no secret', 'GET', '/NS/invites', 401, NO_OWNER],
  ['invites: wrong secret', 'GET', '/NS/invites', 403, BAD_OWNER, by(GARBAGE_OWNER)],
  ['revoke invite: unknown', 'DELETE', '/NS/invites/nope', 404, 'Invite not found', as('ns')],
  ['invite info: unknown', 'GET', '/api/invites/nope/info', 404, 'Invite not found'],
  ['claim: unknown', 'POST', '/api/invites/nope/claim', 404, 'Invite not found'],

  ['unknown path', 'GET', '/some/where/else/entirely', 404, 'Not Found'],
  ['unknown path, one part', 'POST', '/nowhere', 404, 'Not Found'],
  ['unknown method', 'PUT', '/NS/rooms/ROOM', 405, 'Method Not Allowed'],
  ['HEAD of a room', 'HEAD', '/NS/rooms/ROOM', 405, ''],
  ['health knows GET only', 'POST', '/health', 405, 'Method Not Allowed'],
];

testRows(cast, ROWS);

it('sends a path with a slash at its end to the one without', async () => {
  const answer = await cast.world.call('GET', `/${cast.ns.ns}/rooms/?x=1`, { headers: cast.alice.headers });
  expect([answer.status, answer.headers.get('location')]).toEqual([307, `/${cast.ns.ns}/rooms?x=1`]);
});

it('leaves the host’s own addresses alone', async () => {
  expect((await cast.world.call('GET', '/health')).body).toEqual({ status: 'ok' });
  expect((await cast.world.call('GET', '/api/nowhere')).body.error.code).toBe('NOT_FOUND');
  expect((await cast.world.call('GET', '/')).status).toBe(200);
});
