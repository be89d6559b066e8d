import { beforeAll, expect, it } from 'vitest';
import { ADMIN } from './deaddrop-world.ts';
import {
  as,
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
const metadata = { metadata: {} };
const invite = { identity_id: 'ALICE', invite_id: 'a'.repeat(32), encrypted_secret: 'ab' };
const WRONG_ADMIN = { 'X-Admin-Token': 'no' };
const NOT_OWN = 'Secret does not match identity';
const LETTER = '/NS/inbox/ALICE/LETTER';

/** Each path without a secret, and with those that do not fit: also where what it names is there. */
const ADMIN_PATHS: readonly [method: string, path: string, body?: object][] = [
  ['GET', '/admin/namespaces/NS'],
  ['PATCH', '/admin/namespaces/NS', metadata],
  ['DELETE', '/admin/namespaces/NS'],
  ['POST', '/admin/namespaces/NS/secret'],
  ['POST', '/admin/NS/identities', metadata],
  ['GET', '/admin/NS/identities'],
  ['DELETE', '/admin/NS/identities/ALICE'],
];
const OWNER_PATHS: readonly [method: string, path: string, body?: object][] = [
  ['POST', '/NS/invites', invite],
  ['DELETE', `/NS/invites/${invite.invite_id}`],
  ['PATCH', '/NS/identities/ALICE', metadata],
  ['DELETE', '/NS/identities/ALICE'],
  ['DELETE', '/NS/rooms/ROOM'],
];
const LETTER_PATHS: readonly [method: string, path: string][] = [
  ['GET', '/NS/inbox/ALICE'],
  ['GET', '/NS/inbox/ALICE/archived'],
  ['GET', LETTER],
  ['DELETE', LETTER],
  ['POST', `${LETTER}/archive`],
  ['POST', `${LETTER}/unarchive`],
];

const rows: Row[] = [
  ...ADMIN_PATHS.flatMap(([method, path, body]): Row[] => [
    [`${method} ${path}: no token`, method, path, 401, 'X-Admin-Token header required', by({}, body)],
    [`${method} ${path}: wrong token`, method, path, 403, 'Invalid admin token', by(WRONG_ADMIN, body)],
    [
      `${method} ${path}: the owner’s secret`,
      method,
      path,
      401,
      'X-Admin-Token header required',
      as('ns', body),
    ],
  ]),
  ...OWNER_PATHS.flatMap(([method, path, body]): Row[] => [
    [`${method} ${path}: no secret`, method, path, 401, NO_OWNER, by({}, body)],
    [`${method} ${path}: the secret of a member`, method, path, 401, NO_OWNER, as('alice', body)],
    [`${method} ${path}: the token of the host`, method, path, 401, NO_OWNER, by(ADMIN, body)],
    [`${method} ${path}: wrong secret`, method, path, 403, BAD_OWNER, by(GARBAGE_OWNER, body)],
    [`${method} ${path}: another owner’s secret`, method, path, 403, BAD_OWNER, as('other', body)],
  ]),
  ...LETTER_PATHS.flatMap(([method, path]): Row[] => [
    [`${method} ${path}: no secret`, method, path, 401, NO_SECRET],
    [`${method} ${path}: the owner’s secret`, method, path, 401, NO_SECRET, as('ns')],
    [`${method} ${path}: garbage`, method, path, 403, NOT_OWN, by(GARBAGE)],
    [`${method} ${path}: somebody else’s secret`, method, path, 403, NOT_OWN, as('bob')],
    [`${method} ${path}: a secret of elsewhere`, method, path, 403, NOT_OWN, as('eve')],
  ]),
];

let letter = '';
beforeAll(async () => {
  const body = { to: cast.alice.id, body: 'for Alice alone' };
  letter = (await cast.world.call('POST', `/${cast.ns.ns}/send`, { headers: cast.bob.headers, body })).body
    .mid;
});

testRows(cast, rows, () => ({ LETTER: letter }));

it('and nothing of what was refused was done', async () => {
  const { world, ns, alice, roomId } = cast;
  const found = await world.call('GET', `/${ns.ns}/inbox/${alice.id}/${letter}`, { headers: alice.headers });
  expect(found.body).toMatchObject({ mid: letter, read_at: null, archived_at: null });
  const room = await world.call('GET', `/${ns.ns}/rooms/${roomId}`, { headers: alice.headers });
  const shown = await world.call('GET', `/${ns.ns}/identities/${alice.id}`, { headers: ns.headers });
  expect([room.status, shown.body.metadata]).toEqual([200, { display_name: 'Alice' }]);
  expect((await world.call('GET', `/${ns.ns}/invites`, { headers: ns.headers })).body).toEqual([]);
  expect((await world.call('GET', `/admin/namespaces/${ns.ns}`, { headers: ADMIN })).status).toBe(200);
});
